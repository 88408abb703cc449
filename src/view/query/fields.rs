//! What queries can ask for: the fields and properties, each with its name and a word on it.

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Words of a name or text.
    Text(TextField),
    /// How a quotation is put.
    Kind,
    /// What is so of it.
    Is,
    /// The first day.
    Since,
    /// The last day.
    Until,
    /// A day, month or year.
    Date,
    /// The number of a statement.
    Statement,
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextField {
    /// In the words of a quotation; for articles, in headline and text. Has no name: it is what stands alone.
    Words,
    /// In the names of who said it.
    Actor,
    /// In the name of who published it.
    Outlet,
    /// In the headline.
    Headline,
    /// In the speaker as the article writes it there.
    Speaker,
    /// In the word that reports it.
    Cue,
    /// In the reader's note.
    Note,
    /// In the file's name.
    File,
    /// In the name of its language, or its tag.
    Language,
}

/// What can be so of a quotation or an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// The reader checked it.
    Checked,
    /// Its attribution is unsure, and nobody checked it.
    Doubtful,
    /// Nobody could be named for it.
    Unattributed,
    /// The reader said who said it.
    Corrected,
    /// It has a note.
    Noted,
    /// The reader marked it.
    Marked,
    /// The reader gave its article a star.
    Starred,
    /// The reader read its article.
    Read,
    /// The reader did not read its article yet.
    Unread,
}

impl Field {
    /// All fields that have a name, in the order help shows them.
    pub const ALL: [Self; 14] = [
        Self::Text(TextField::Actor),
        Self::Text(TextField::Outlet),
        Self::Kind,
        Self::Is,
        Self::Since,
        Self::Until,
        Self::Date,
        Self::Statement,
        Self::Text(TextField::Headline),
        Self::Text(TextField::Speaker),
        Self::Text(TextField::Cue),
        Self::Text(TextField::Note),
        Self::Text(TextField::File),
        Self::Text(TextField::Language),
    ];

    /// The field of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// What stands before the colon.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text(TextField::Words) => "",
            Self::Text(TextField::Actor) => "actor",
            Self::Text(TextField::Outlet) => "outlet",
            Self::Text(TextField::Headline) => "headline",
            Self::Text(TextField::Speaker) => "speaker",
            Self::Text(TextField::Cue) => "cue",
            Self::Text(TextField::Note) => "note",
            Self::Text(TextField::File) => "file",
            Self::Text(TextField::Language) => "language",
            Self::Kind => "kind",
            Self::Is => "is",
            Self::Since => "since",
            Self::Until => "until",
            Self::Date => "date",
            Self::Statement => "statement",
        }
    }

    /// What it chooses by.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Text(TextField::Words) => "words said; of an article, words of its headline or text",
            Self::Text(TextField::Actor) => "who said it: any of its names, or beginnings of words of one",
            Self::Text(TextField::Outlet) => "who published it: beginnings of words of the name",
            Self::Text(TextField::Headline) => "words of the headline",
            Self::Text(TextField::Speaker) => "the speaker as the article writes it there",
            Self::Text(TextField::Cue) => "the word that reports it",
            Self::Text(TextField::Note) => "words of your note on it",
            Self::Text(TextField::File) => "words of the file’s name",
            Self::Text(TextField::Language) => "the language of the text: french, fr",
            Self::Kind => "how it is put: direct, mixed, indirect or attitude",
            Self::Is => "what is so of it: checked, doubtful, unattributed, …",
            Self::Since => "published on this day or later: 2026-01-19, 2026-01 or 2026",
            Self::Until => "published on this day or earlier",
            Self::Date => "published on this day, in this month or year",
            Self::Statement => "the number of a statement of its actor",
        }
    }
}

impl Property {
    /// All of them, in the order help shows them.
    pub const ALL: [Self; 9] = [
        Self::Checked,
        Self::Doubtful,
        Self::Unattributed,
        Self::Corrected,
        Self::Noted,
        Self::Marked,
        Self::Starred,
        Self::Read,
        Self::Unread,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::Doubtful => "doubtful",
            Self::Unattributed => "unattributed",
            Self::Corrected => "corrected",
            Self::Noted => "noted",
            Self::Marked => "marked",
            Self::Starred => "starred",
            Self::Read => "read",
            Self::Unread => "unread",
        }
    }

    /// What is so.
    pub const fn help(self) -> &'static str {
        match self {
            Self::Checked => "you checked it",
            Self::Doubtful => "its attribution is unsure, and you did not check it",
            Self::Unattributed => "nobody could be named for it",
            Self::Corrected => "you said who said it",
            Self::Noted => "it has a note of yours",
            Self::Marked => "you marked it in the reader",
            Self::Starred => "its article has a star",
            Self::Read => "you read its article",
            Self::Unread => "you did not read its article yet",
        }
    }

    /// Whether it is so of an article, rather than of a quotation.
    pub const fn is_of_article(self) -> bool {
        matches!(self, Self::Starred | Self::Read | Self::Unread)
    }
}
