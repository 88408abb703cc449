//! Which language an article is in: one that is not English is shown and searched, and not analysed badly.
//!
//! English is told by its small words, which half of any English text consists of; only where they are missing is a
//! recogniser of trigrams (whatlang) asked which language it is.

use whatlang::Lang;

use crate::{
    model::{Document, Language, Layout},
    text::Span,
};

/// Bytes of text that are looked at: some paragraphs tell as much as all.
const LOOKED_AT: usize = 6_000;
/// Of so few words nothing is told.
const FEWEST: usize = 20;
/// Of a hundred words of an English text 25 to 45 are among [`SMALL`], of other languages with Latin letters 0 to 6.
const ENGLISH: f32 = 0.12;
const FOREIGN: f32 = 0.08;

/// The most usual words of English that are hardly words of other languages.
const SMALL: &[&str] = &[
    "the", "of", "and", "to", "that", "for", "with", "is", "was", "are", "were", "his", "their", "from",
    "has", "have", "had", "said", "by", "it", "be", "been", "which", "who", "at", "would", "not", "but",
    "this", "they", "we", "on", "as", "its", "an", "or", "you", "after", "says", "he", "she", "will",
    "about", "what", "in",
];

/// Languages by their tag of two letters, where they have one, for what files state.
const TAGS: &[(&str, Lang)] = &[
    ("af", Lang::Afr),
    ("am", Lang::Amh),
    ("ar", Lang::Ara),
    ("az", Lang::Aze),
    ("be", Lang::Bel),
    ("bg", Lang::Bul),
    ("bn", Lang::Ben),
    ("ca", Lang::Cat),
    ("cs", Lang::Ces),
    ("cy", Lang::Cym),
    ("da", Lang::Dan),
    ("de", Lang::Deu),
    ("el", Lang::Ell),
    ("en", Lang::Eng),
    ("eo", Lang::Epo),
    ("es", Lang::Spa),
    ("et", Lang::Est),
    ("fa", Lang::Pes),
    ("fi", Lang::Fin),
    ("fr", Lang::Fra),
    ("gu", Lang::Guj),
    ("he", Lang::Heb),
    ("hi", Lang::Hin),
    ("hr", Lang::Hrv),
    ("hu", Lang::Hun),
    ("hy", Lang::Hye),
    ("id", Lang::Ind),
    ("it", Lang::Ita),
    ("ja", Lang::Jpn),
    ("jv", Lang::Jav),
    ("ka", Lang::Kat),
    ("km", Lang::Khm),
    ("kn", Lang::Kan),
    ("ko", Lang::Kor),
    ("la", Lang::Lat),
    ("lt", Lang::Lit),
    ("lv", Lang::Lav),
    ("mk", Lang::Mkd),
    ("ml", Lang::Mal),
    ("mr", Lang::Mar),
    ("my", Lang::Mya),
    ("nb", Lang::Nob),
    ("ne", Lang::Nep),
    ("nl", Lang::Nld),
    ("no", Lang::Nob),
    ("or", Lang::Ori),
    ("pa", Lang::Pan),
    ("pl", Lang::Pol),
    ("pt", Lang::Por),
    ("ro", Lang::Ron),
    ("ru", Lang::Rus),
    ("si", Lang::Sin),
    ("sk", Lang::Slk),
    ("sl", Lang::Slv),
    ("sn", Lang::Sna),
    ("sr", Lang::Srp),
    ("sv", Lang::Swe),
    ("ta", Lang::Tam),
    ("te", Lang::Tel),
    ("th", Lang::Tha),
    ("tk", Lang::Tuk),
    ("tl", Lang::Tgl),
    ("tr", Lang::Tur),
    ("uk", Lang::Ukr),
    ("ur", Lang::Urd),
    ("uz", Lang::Uzb),
    ("vi", Lang::Vie),
    ("yi", Lang::Yid),
    ("zh", Lang::Cmn),
    ("zu", Lang::Zul),
];

/// The language of what is read of `document`; `None` where too little is read to tell and its file does not say.
pub fn tell(document: &Document, layout: &Layout) -> Option<Language> {
    let mut text = String::new();
    for block in &layout.blocks {
        if text.len() >= LOOKED_AT {
            break;
        }
        let room = Span::from_usize(block.span.start() as usize, block.span.end() as usize).of(&document.raw);
        text.extend(room.chars().take(LOOKED_AT));
        text.push('\n');
    }
    of(&text).or_else(|| stated(document.given.language.as_deref()?))
}

/// The language of a text; `None` of one too short to tell.
fn of(text: &str) -> Option<Language> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let words = || text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let count = words().count();
    // Some scripts do not part words.
    if count < FEWEST && letters < FEWEST * 5 {
        return None;
    }
    let small = words().filter(|word| SMALL.iter().any(|small| word.eq_ignore_ascii_case(small))).count();
    let share = small as f32 / count.max(1) as f32;
    if share >= ENGLISH && latin * 2 > letters {
        return Some(language(Lang::Eng));
    }
    if share >= FOREIGN && latin * 2 > letters {
        return None;
    }
    let told = whatlang::detect(text).filter(|told| told.is_reliable() && told.lang() != Lang::Eng);
    Some(told.map_or(Language::UNKNOWN, |told| language(told.lang())))
}

/// The language a file states: a tag of BCP 47, or the name in English.
fn stated(tag: &str) -> Option<Language> {
    let tag = tag.trim();
    let main = tag.split(['-', '_']).next().unwrap_or_default();
    let by_tag = TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(main)).map(|(_, lang)| *lang);
    let by_code = || Lang::from_code(main.to_ascii_lowercase());
    let by_name = || Lang::all().iter().copied().find(|lang| lang.eng_name().eq_ignore_ascii_case(tag));
    by_tag.or_else(by_code).or_else(by_name).map(language)
}

fn language(lang: Lang) -> Language {
    let tag = TAGS.iter().find(|(_, known)| *known == lang).map(|(tag, _)| *tag);
    Language { tag: tag.unwrap_or(lang.code()), name: lang.eng_name() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<&'static str> {
        of(text).map(|language| language.tag)
    }

    #[test]
    fn english_is_told_by_its_small_words() {
        let english = "The mayor of the town said that the bridge would be closed for a week, and that the ferries \
                       were to sail at night. “We have no other way,” she said.";
        assert_eq!(tag(english), Some("en"));
        let figures = "Harbour Post: 12 Jan. Arrivals 14, departures 9; the tonnage of the week was 31,000, of which \
                       the port of Sandvik had 12,000 and Port Marle had 9,000.";
        assert_eq!(tag(figures), Some("en"));
    }

    #[test]
    fn other_languages_are_told_by_name() {
        for (text, expected) in [
            (
                "Le maire de la ville a déclaré mardi que le pont resterait fermé pendant une semaine et que les \
                 bacs circuleraient la nuit. « Nous n’avons pas le choix », a-t-elle ajouté devant la presse.",
                "fr",
            ),
            (
                "Die Bürgermeisterin sagte am Dienstag, die Brücke bleibe eine Woche lang gesperrt und die Fähren \
                 führen nachts. „Wir haben keine andere Wahl“, fügte sie vor der Presse hinzu.",
                "de",
            ),
            (
                "قالت رئيسة البلدية يوم الثلاثاء إن الجسر سيبقى مغلقا لمدة أسبوع وإن العبارات ستعمل ليلا، وأضافت أمام \
                 الصحفيين أنه لا خيار آخر أمام المدينة في الوقت الحاضر بعد الفيضانات.",
                "ar",
            ),
            (
                "Мэр города заявила во вторник, что мост будет закрыт в течение недели, а паромы будут ходить ночью. \
                 «У нас нет другого выхода», — добавила она, обращаясь к журналистам после заседания.",
                "ru",
            ),
            (
                "市长周二表示，大桥将关闭一周，渡轮将在夜间运行。她对记者说，我们没有其他办法，洪水之后城市必须首先保证居民的安全，\
              然后再考虑交通问题。市政府将在下周公布新的计划，并邀请居民参加讨论，同时为受影响的商店提供补贴和贷款支持。",
                "zh",
            ),
        ] {
            assert_eq!(tag(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn too_little_tells_nothing_and_the_file_may_say() {
        assert_eq!(tag("Ferry sails again"), None);
        assert_eq!(tag(""), None);
        for (stated_as, expected) in [
            ("fr", Some("fr")),
            ("fr-CA", Some("fr")),
            ("deu", Some("de")),
            ("Turkish", Some("tr")),
            ("x", None),
        ] {
            assert_eq!(stated(stated_as).map(|language| language.tag), expected, "{stated_as}");
        }
    }

    #[test]
    fn every_language_has_one_tag() {
        for lang in Lang::all() {
            assert!(language(*lang).tag.len() <= 3);
        }
        assert!(TAGS.is_sorted_by_key(|(tag, _)| *tag));
    }
}
