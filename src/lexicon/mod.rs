//! Word lists: what is known of words before any article is read. Data files beside this module, embedded.
//!
//! Every list is one file of `data/`, one lower-case entry a line, sorted, opened by `#` lines that state
//! where its entries come from. [`LISTS`] ties each file to the class its words get; adding a list is one
//! line there. Entries of several words are phrases: their first word has a bit that says so. A token is looked up once, when it is cut; every later stage asks its bits.

mod classes;
mod compound;
mod index;
mod lists;
mod load;
mod phrases;
pub mod spelling;

pub use classes::Classes;
pub use index::Lower;
pub use lists::{LISTS, List, listed};
use load::LONGEST;
pub use load::{Lexicon, WordId};
pub use phrases::Phrase;
