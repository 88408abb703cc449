//! The classes a word can be in, as bits of one number.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// the, a, this, some, every
    DETERMINER = 0;
    /// in, of, from, amid
    PREPOSITION = 1;
    /// and, but, or, while, because
    CONJUNCTION = 2;
    /// is, has, will, could
    AUXILIARY = 3;
    /// he, she, they, I: pronouns that can be subjects
    SUBJECT_PRONOUN = 4;
    /// him, her, them, me
    OBJECT_PRONOUN = 5;
    /// his, her, their, my
    POSSESSIVE_PRONOUN = 6;
    /// who, which, that, whose
    RELATIVE = 7;
    /// not, never, no
    NEGATION = 8;
    /// Frequent English words that are no name when they begin a sentence.
    COMMON = 9;
    /// Given names of men.
    GIVEN_MASCULINE = 10;
    /// Given names of women.
    GIVEN_FEMININE = 11;
    /// Surnames that are frequent somewhere.
    SURNAME = 12;
    /// al, bin, van, de, von: inside names
    NAME_PARTICLE = 13;
    /// jr, sr, ii, iii, phd: after names
    NAME_SUFFIX = 14;
    /// mr, ms, dr, sir, sen, gen: before names
    HONORIFIC = 15;
    /// president, minister, colonel: before names and alone
    TITLE = 16;
    /// Nouns for one person: spokesman, cleric, resident.
    PERSON_NOUN = 17;
    /// Nouns for several persons: officials, residents, police.
    GROUP_NOUN = 18;
    /// Nouns for bodies that speak: ministry, party, company, army.
    ORGANIZATION_NOUN = 19;
    /// Nouns for texts that speak: report, statement, poll, letter.
    DOCUMENT_NOUN = 20;
    /// Words that end the name of a company or body: inc, ltd, university, committee.
    ORGANIZATION_SUFFIX = 21;
    /// Countries.
    COUNTRY = 22;
    /// Cities, states, regions, rivers.
    PLACE = 23;
    /// Nouns for places: city, province, camp, street.
    PLACE_NOUN = 24;
    /// iraqi, kurdish, american
    DEMONYM = 25;
    /// americans, kurds, iraqis
    DEMONYM_PLURAL = 26;
    /// january, jan
    MONTH = 27;
    /// monday, mon
    WEEKDAY = 28;
    /// said, says, told: forms of verbs of communication
    REPORTING_VERB = 29;
    /// believes, wants, hopes: forms of verbs of belief, wish and plan
    ATTITUDE_VERB = 30;
    /// statement, warning, claim, remarks: nouns that report
    REPORTING_NOUN = 31;
    /// Names of bodies in one word: nato, isis, reuters.
    ORGANIZATION = 32;
    /// Nouns of the feminine: woman, mother, spokeswoman.
    FEMININE_NOUN = 33;
    /// Nouns of the masculine: man, father, spokesman.
    MASCULINE_NOUN = 34;
    /// Forms ending in -ing of any listed verb.
    GERUND = 35;
    /// Adjectives frequent before person nouns: senior, former, prominent.
    ADJECTIVE = 36;
    /// Adverbs that stand between subject and verb: also, later, repeatedly.
    ADVERB = 37;
    /// Frequent verb forms of any kind: went, made, killed, makes.
    VERB = 38;
    /// Abbreviations written with a full stop: mr, gen, jan, u.s
    ABBREVIATION = 39;
    /// Kinship and other nouns that come with a possessor: wife, brother, lawyer.
    RELATIONAL_NOUN = 40;
    /// The first word of a listed phrase: new (york), prime (minister).
    PHRASE_START = 41;
    /// Forms of verbs of communication that name the hearer right after them: told, asked, warned.
    ADDRESSEE_VERB = 42;
    /// Forms of verbs that report only beside words in marks: continued, laughed, went (on), began.
    QUOTATIVE_VERB = 43;
    /// Names of outlets: reuters, cnn, new york times.
    OUTLET = 44;
    /// Numerals in letters and words that count: two, dozens, several, hundreds.
    NUMBER = 45;
    /// Adjectives of attitude, with "is … that": confident, concerned, aware.
    ATTITUDE_ADJECTIVE = 46;
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Verbs of every list; auxiliaries are apart.
    pub const ANY_VERB: Self = Self::REPORTING_VERB
        .with(Self::ATTITUDE_VERB)
        .with(Self::VERB)
        .with(Self::ADDRESSEE_VERB)
        .with(Self::QUOTATIVE_VERB);

    /// Those of words that hold a sentence together.
    pub const FUNCTION: Self = Self::DETERMINER
        .with(Self::PREPOSITION)
        .with(Self::CONJUNCTION)
        .with(Self::AUXILIARY)
        .with(Self::SUBJECT_PRONOUN)
        .with(Self::OBJECT_PRONOUN)
        .with(Self::POSSESSIVE_PRONOUN)
        .with(Self::RELATIVE)
        .with(Self::NEGATION);

    /// All that come from a list, rather than from a word's place in phrases.
    pub const LISTED: Self = Self(!Self::PHRASE_START.0);

    /// Whether any class of `other` is among these.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of them that are among `other`.
    pub const fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Both sets together, in const contexts.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for Classes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}
