//! The fields of an article in tables and records, by the names people give them, or by a mapping of the user.

use std::{fmt, str::FromStr};

/// What a column or a member of an object can be to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The article itself.
    Text,
    /// What it is called by where it comes from.
    Id,
    /// Headline.
    Title,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Author,
    /// When it was published.
    Published,
    /// Address of its page.
    Url,
    /// Its language.
    Language,
    /// When it was last changed.
    Modified,
}

impl Field {
    /// All of them, the text first.
    pub const ALL: [Self; 9] = [
        Self::Text,
        Self::Id,
        Self::Title,
        Self::Outlet,
        Self::Author,
        Self::Published,
        Self::Url,
        Self::Language,
        Self::Modified,
    ];

    /// What we call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Title => "title",
            Self::Outlet => "outlet",
            Self::Author => "author",
            Self::Published => "published",
            Self::Url => "url",
            Self::Language => "language",
            Self::Modified => "modified",
        }
    }

    /// What others call it, in lower case, letters only; of several that are present the first counts.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "text",
                "content",
                "body",
                "article",
                "fulltext",
                "articletext",
                "articlebody",
                "bodytext",
                "maintext",
                "contenttext",
                "contenthtml",
                "story",
            ],
            Self::Id => &["id", "guid", "uuid", "articleid", "docid", "documentid"],
            Self::Title => &["title", "headline"],
            Self::Outlet => &[
                "outlet",
                "publisher",
                "source",
                "site",
                "publication",
                "newspaper",
                "sourcename",
                "sitename",
                "medium",
            ],
            Self::Author => &["author", "authors", "byline", "creator", "writer"],
            Self::Published => &[
                "published",
                "date",
                "publishedat",
                "pubdate",
                "datepublished",
                "publicationdate",
                "publishdate",
                "publisheddate",
                "datetime",
            ],
            Self::Url => &["url", "link", "permalink", "weburl", "articleurl", "canonicalurl"],
            Self::Language => &["language", "lang"],
            Self::Modified => &["modified", "updated", "datemodified", "updatedat", "lastmodified"],
        }
    }

    /// Whether `column` is one of its names, however it is written: `Published_At`.
    pub fn is_called(self, column: &str) -> Option<usize> {
        let plain = plain(column);
        self.names().iter().position(|name| *name == plain)
    }
}

/// Letters and digits of `name` in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Which column is which field, as the user says: `text=body,title=headline`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

impl Mapping {
    /// Nothing is said.
    pub const NONE: &'static Self = &Self(Vec::new());

    /// What the user says the column of `field` is called, if anything.
    pub fn column(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|(own, _)| *own == field).map(|(_, column)| column.as_str())
    }

    /// Where among `columns` the field is: where the user says, else under one of its names.
    ///
    /// An error if the user names a column that is not there; it names those that are.
    pub fn find(&self, field: Field, columns: &[&str]) -> Result<Option<usize>, String> {
        let Some(wanted) = self.column(field) else {
            let called = |(at, column): (usize, &&str)| Some((field.is_called(column)?, at));
            return Ok(columns.iter().enumerate().filter_map(called).min().map(|(_, at)| at));
        };
        let exact = columns.iter().position(|column| column.trim() == wanted);
        let found = exact.or_else(|| columns.iter().position(|column| plain(column) == plain(wanted)));
        found.map(Some).ok_or_else(|| format!("has no `{wanted}`; {}", there_are(columns)))
    }

    /// Where among `columns` the text is; an error names the columns there are.
    pub fn text(&self, columns: &[&str]) -> Result<usize, String> {
        self.find(Field::Text, columns)?.ok_or_else(|| {
            format!("has no `text`; {}, and --map text=… can name one of them", there_are(columns))
        })
    }
}

/// The columns there are, as a table of any size can be told of.
fn there_are(columns: &[&str]) -> String {
    const TOLD: usize = 12;
    const LONG: usize = 30;
    if columns.is_empty() {
        return "there are no others".to_owned();
    }
    let mut names: Vec<String> = Vec::new();
    for column in columns.iter().take(TOLD) {
        let mut name: String = column.trim().chars().take(LONG).collect();
        if name.len() < column.trim().len() {
            name.push('…');
        }
        names.push(format!("`{name}`"));
    }
    let more = columns.len().saturating_sub(TOLD);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("there are {}{more}", names.join(", "))
}

impl FromStr for Mapping {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut pairs: Vec<(Field, String)> = Vec::new();
        // What nobody maps is said as nothing, and must be understood as that.
        for pair in text.split(',').filter(|_| !text.is_empty()) {
            let (field, column) = pair
                .split_once('=')
                .ok_or_else(|| format!("“{pair}” is not FIELD=COLUMN, as text=body is"))?;
            let known = Field::ALL.into_iter().find(|known| known.name() == field.trim());
            let field = known.ok_or_else(|| {
                let names = Field::ALL.map(Field::name).join(", ");
                format!("there is no field “{}”; there are {names}", field.trim())
            })?;
            if column.trim().is_empty() {
                return Err(format!("“{}” is given no column", field.name()));
            }
            if pairs.iter().any(|(own, _)| *own == field) {
                return Err(format!("“{}” is given two columns", field.name()));
            }
            pairs.push((field, column.trim().to_owned()));
        }
        Ok(Self(pairs))
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> =
            self.0.iter().map(|(field, column)| format!("{}={column}", field.name())).collect();
        f.write_str(&pairs.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_their_names_or_by_what_the_user_says() {
        let columns = ["Article ID", "Head Line", "Body", "content", "Publication-Date"];
        let none = Mapping::default();
        let find = |mapping: &Mapping, field| mapping.find(field, &columns);
        assert_eq!(find(&none, Field::Text), Ok(Some(3)), "content is nearer to a text than body");
        assert_eq!(find(&none, Field::Published), Ok(Some(4)));
        assert_eq!(find(&none, Field::Title), Ok(Some(1)));
        assert_eq!(find(&none, Field::Url), Ok(None));
        let mapping: Mapping = "text=body, url = article id".parse().expect("a mapping");
        assert_eq!((find(&mapping, Field::Text), find(&mapping, Field::Url)), (Ok(Some(2)), Ok(Some(0))));
        assert_eq!(mapping.to_string(), "text=body,url=article id");
    }

    #[test]
    fn mistakes_name_what_there_is() {
        let mapping: Mapping = "text=corpo".parse().expect("a mapping");
        assert_eq!(mapping.text(&["a", "b"]), Err("has no `corpo`; there are `a`, `b`".to_owned()));
        assert_eq!(
            Mapping::default().text(&["a"]),
            Err("has no `text`; there are `a`, and --map text=… can name one of them".to_owned())
        );
        let wrong = |text: &str| text.parse::<Mapping>().expect_err("no mapping");
        assert_eq!(
            wrong("body=text"),
            "there is no field “body”; there are text, id, title, outlet, author, published, url, language, modified"
        );
        assert_eq!(wrong("text"), "“text” is not FIELD=COLUMN, as text=body is");
        assert_eq!(
            (wrong("text=").as_str(), wrong("id=a,id=b").as_str()),
            ("“text” is given no column", "“id” is given two columns")
        );
    }
}
