//! What a feed says of its items, for whoever wants the pages they lead to.

use super::{super::super::decode, super::contained, super::item, FORMAT, json, xml};

/// An item of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Address of its page, which may be relative to that of the feed.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// What the feed, or the feed it was taken over from, calls itself.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as it stands there.
    pub published: Option<String>,
    /// Language of the text.
    pub language: Option<String>,
    /// Its own text as HTML, if that is long enough for an article: a teaser is none.
    pub text: Option<String>,
}

/// Words of the shortest notice that is an article.
const SHORTEST: usize = 80;

/// The items of a feed of any kind, in its order; `label`: the charset it is said to be in. An error if it is none, or
/// nothing of it can be read.
pub fn entries(bytes: Vec<u8>, label: Option<&str>) -> Result<Vec<Entry>, String> {
    contained(FORMAT.name, || {
        let text = decode::decode_page(bytes, label).map_err(|error| error.to_string())?;
        let items =
            if text.trim_start().starts_with('{') { json::items(&text)? } else { xml::items(&text)?.0 };
        Ok(items.into_iter().map(|(_, item)| entry(item)).collect())
    })
}

fn entry(item: item::Item) -> Entry {
    let is_article = |text: &String| item::plain(text).split_whitespace().nth(SHORTEST - 1).is_some();
    let text = item.content.filter(is_article).or_else(|| item.summary.filter(is_article));
    let given = item.given;
    Entry {
        url: given.url,
        title: given.title.map(|title| item::plain(&title)),
        outlet: given.outlet,
        author: given.author,
        published: given.published,
        language: given.language,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_all_feeds_lead_to_pages_and_keep_a_text_that_is_one() {
        let long = "word ".repeat(SHORTEST);
        let rss = format!(
            "<rss><channel><title>Harbour Post</title><item><title>Ferry &amp;amp; tram</title><link>/ferry</link>\
             <pubDate>Wed, 04 Mar 2026 06:00:00 GMT</pubDate><description>A teaser.</description></item>\
             <item><link>b</link><description>&lt;p&gt;{long}&lt;/p&gt;</description></item></channel></rss>"
        );
        let json = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Post","items":[
            {{"id":"1","url":"/ferry","title":"Ferry & tram","content_text":"A teaser.","date_published":"Wed, 04 Mar 2026 06:00:00 GMT"}},
            {{"id":"2","url":"b","content_html":"<p>{long}</p>"}}]}}"#
        );
        for feed in [rss, json] {
            let entries = entries(feed.into_bytes(), None).expect("a feed");
            let some = |text: &str| Some(text.to_owned());
            let [first, second] = entries.as_slice() else { panic!("two items: {entries:?}") };
            let expected = Entry {
                url: some("/ferry"),
                title: some("Ferry & tram"),
                outlet: some("Harbour Post"),
                published: some("Wed, 04 Mar 2026 06:00:00 GMT"),
                ..Entry::default()
            };
            assert_eq!(*first, expected);
            assert_eq!((second.url.as_deref(), second.text.is_some()), (Some("b"), true));
        }
        assert!(entries(b"<html></html>".to_vec(), None).is_ok_and(|none| none.is_empty()));
        assert!(entries(b"{".to_vec(), None).is_err());
    }
}
