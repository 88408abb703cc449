//! Rows and styled spans as plain data: what screen and sheet both show. Knows no terminal.
//!
//! Rows hold text as it was written; whoever prints one sends it through [`crate::text::safe`].

pub mod beside;
pub mod citation;
pub mod comparing;
pub mod counts;
pub mod decision;
pub mod find;
pub mod listing;
pub mod matrix;
pub mod mention;
pub mod outlets;
pub mod profile;
pub mod query;
pub mod rows;
pub mod selection;
pub mod setting;
pub mod tally;
pub mod timeline;
pub mod versions;
pub mod wordings;

pub mod article;
pub mod bidi;
pub mod cells;
pub mod page;
pub mod role;
pub mod wrap;

pub use article::Run;
pub use beside::BesideRow;
pub use citation::Citation;
pub use comparing::Comparison;
pub use counts::{Counts, UNATTRIBUTED};
pub use listing::{Arrangement, ArticleOrder, Grouping, ListRow, Listing};
pub use matrix::{Matrix, MatrixOrder, MatrixRow};
pub use mention::MentionRow;
pub use outlets::{Carrier, Outlets};
pub use page::{Line, LineKind, Page};
pub use profile::Profile;
pub use query::Query;
pub use role::{Role, Roles};
pub use rows::{ActorRow, ArticleRow, CopyRow, Place, QuoteRow};
pub use selection::{Selection, Sort};
pub use setting::Setting;
pub use tally::Tally;
pub use timeline::Timeline;
pub use versions::{Changed, changes};
pub use wordings::{Part, Share, Statements, WordingRow};
