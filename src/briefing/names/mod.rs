//! Names reduced to what two forms of one name have in common.

mod body;
mod person;

pub(super) use body::{
    Nations, abbreviates, explained, has_capital, is_abbreviation, is_company, is_shared, quoted_words,
    without_backer,
};
pub(super) use person::{PersonName, person, without_articles};
