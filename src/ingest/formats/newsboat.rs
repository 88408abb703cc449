//! The cache of newsboat, which has every item of every feed it fetched. It is read into memory and never written: newsboat may
//! run meanwhile.

use super::{super::limits, Format, Look, Reader, Sure};

/// `cache.db`, a file of `SQLite` with newsboat's tables.
pub(super) const FORMAT: Format = Format {
    name: "newsboat cache",
    extensions: &["db", "sqlite", "sqlite3"],
    recognise,
    reader: Reader::Whole(limits::CACHE, read),
};

fn recognise(look: &Look<'_>) -> Option<Sure> {
    // The tables are described on the first page, or on one it leads to.
    (look.head.starts_with(b"SQLite format 3\0")).then_some(Sure::Certain)
}

#[cfg(not(feature = "sqlite"))]
fn read(_: Vec<u8>, _: &super::Context<'_>) -> Result<super::Intake, String> {
    Err("a database of SQLite, which this build of the program does not read".to_owned())
}

#[cfg(feature = "sqlite")]
use self::sqlite::read;

#[cfg(feature = "sqlite")]
mod sqlite {
    use chrono::{DateTime, SecondsFormat};
    use rayon::prelude::*;
    use rusqlite::{Connection, MAIN_DB, Row, config::DbConfig};

    use super::{
        super::{
            Context, Intake,
            item::{self, Item},
        },
        FORMAT,
    };
    use crate::model::Given;

    /// Where a file of `SQLite` says how it is written to: 1 in place, 2 with a log beside it.
    const WRITTEN: [usize; 2] = [18, 19];

    /// The columns that are read, in this order; of an older newsboat some are not there.
    const COLUMNS: [&str; 9] =
        ["id", "guid", "title", "author", "url", "feedurl", "pubDate", "content", "deleted"];

    pub(super) fn read(mut bytes: Vec<u8>, context: &Context<'_>) -> Result<Intake, String> {
        // The log lies in another file: what was written to this one is read.
        for at in WRITTEN {
            bytes.get_mut(at).filter(|how| **how == 2).into_iter().for_each(|how| *how = 1);
        }
        let mut database = Connection::open_in_memory().map_err(told)?;
        let length = bytes.len();
        database.deserialize_read_exact(MAIN_DB, bytes.as_slice(), length, true).map_err(told)?;
        drop(bytes);
        // A file can describe tables that do things when they are read.
        database.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true).map_err(told)?;
        database.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false).map_err(told)?;
        if !is_table(&database, "rss_item")? {
            return Err("a database of SQLite, and not newsboat's".to_owned());
        }
        let items = items(&database).map_err(told)?;
        let read = |(number, item): (i64, Item)| {
            let member = context.member(&format!("item {number}"));
            let origin = member.as_ref().map_or_else(|_| context.origin(), Context::origin);
            item::document(item, origin, format!("{}:{number}", context.id()), FORMAT.name)
        };
        Ok(item::gather(items.into_par_iter().map(read).collect(), context))
    }

    /// Whether there is a plain table of this name: no view, nothing virtual.
    fn is_table(database: &Connection, name: &str) -> Result<bool, String> {
        let count = "SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table' AND sql LIKE 'CREATE TABLE%' \
                     AND sql NOT LIKE '%GENERATED%'";
        database.query_row(count, [name], |row| row.get::<_, i64>(0)).map(|count| count == 1).map_err(told)
    }

    fn items(database: &Connection) -> rusqlite::Result<Vec<(i64, Item)>> {
        let mut there = database.prepare("SELECT name FROM pragma_table_info('rss_item')")?;
        let there: Vec<String> = there.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let has_feeds = is_table(database, "rss_feed").unwrap_or(false);
        let column = |name: &&str| {
            let there = there.iter().any(|own| own == *name);
            if there { format!("i.{name}") } else { "NULL".to_owned() }
        };
        let columns: Vec<String> = COLUMNS.iter().map(column).collect();
        let (feed, join) = if has_feeds {
            ("f.title", "LEFT JOIN rss_feed f ON f.rssurl = i.feedurl")
        } else {
            ("NULL", "")
        };
        let select = format!(
            "SELECT {}, {feed} FROM rss_item i {join} ORDER BY i.feedurl, i.pubDate, i.id",
            columns.join(", ")
        );
        let mut select = database.prepare(&select)?;
        let rows = select.query_map([], |row| Ok((row.get::<_, i64>(8).unwrap_or(0) != 0, item(row))))?;
        rows.filter_map(|row| row.map(|(deleted, item)| (!deleted).then_some(item)).transpose()).collect()
    }

    fn item(row: &Row<'_>) -> (i64, Item) {
        let number: i64 = row.get(0).unwrap_or_default();
        let word = |at: usize| row.get::<_, String>(at).ok().filter(|word| !word.trim().is_empty());
        let published: Option<i64> = row.get(6).ok().filter(|seconds| *seconds > 0);
        let published = published.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        let given = Given {
            title: word(2),
            author: word(3),
            url: word(4),
            outlet: word(9).or_else(|| word(5)),
            published: published.map(|time| time.to_rfc3339_opts(SecondsFormat::Secs, true)),
            ..Given::default()
        };
        let place = format!("item {number}");
        (number, Item { id: word(1), content: word(7), summary: None, place, given })
    }

    fn told(error: impl std::fmt::Display) -> String {
        format!("a database of SQLite that cannot be read: {error}")
    }

    #[cfg(test)]
    mod tests {
        use super::{
            super::super::{Budget, read_all},
            *,
        };

        /// The tables of newsboat 2.21, and `rows` in them.
        fn cache(rows: &str) -> Vec<u8> {
            let mut database = Connection::open_in_memory().expect("in memory");
            let tables = "CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL, title VARCHAR(1024) NOT NULL);
                CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL,
                    author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
                    content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL, deleted INTEGER(1) NOT NULL DEFAULT 0);";
            database.execute_batch(&format!("{tables}{rows}")).expect("good SQL");
            database.serialize(MAIN_DB).expect("in memory").to_vec()
        }

        fn read(bytes: Vec<u8>) -> Intake {
            let budget = Budget::new(bytes.len() as u64);
            read_all(bytes, &Context::file("cache.db".as_ref(), &budget), true)
        }

        const ROWS: &str = "INSERT INTO rss_feed VALUES ('https://post.example/rss', 'https://post.example/', 'Harbour Post');
            INSERT INTO rss_item VALUES (4, 'g4', 'Boats &amp; quays', 'Ngozi Hallam', 'https://post.example/4', 'https://post.example/rss', 1768816800,
                '<p>“We left,” said Iker Solberg.</p>', 1, 0);
            INSERT INTO rss_item VALUES (5, 'g5', 'Deleted', '', '', 'https://post.example/rss', 0, 'Gone.', 1, 1);
            INSERT INTO rss_item VALUES (6, 'g6', 'Elsewhere', '', '', 'https://other.example/rss', 0, '', 1, 0);";

        #[test]
        fn items_come_with_their_feeds_and_deleted_ones_do_not() {
            let mut logged = cache(ROWS);
            for at in WRITTEN {
                logged[at] = 2;
            }
            for bytes in [cache(ROWS), logged] {
                let intake = read(bytes);
                let told: Vec<String> = intake
                    .documents
                    .iter()
                    .map(|one| {
                        let given = &one.given;
                        let words = [&given.outlet, &given.author, &given.published, &given.url];
                        let words: Vec<&str> =
                            words.into_iter().map(|word| word.as_deref().unwrap_or("-")).collect();
                        format!(
                            "{} {} ({}) {}: {}",
                            one.id,
                            one.origin,
                            given.format,
                            words.join(" / "),
                            one.raw
                        )
                    })
                    .collect();
                assert_eq!(
                    told,
                    [
                        "g6 cache.db:item 6 (feed item, headline only) https://other.example/rss / - / - / -: Elsewhere",
                        "g4 cache.db:item 4 (newsboat cache) Harbour Post / Ngozi Hallam / 2026-01-19T10:00:00Z / https://post.example/4: Boats & quays\n\n“We left,” said Iker Solberg.",
                    ]
                );
            }
        }

        #[test]
        fn other_and_damaged_databases_are_problems() {
            let mut other = Connection::open_in_memory().expect("in memory");
            other.execute_batch("CREATE VIEW rss_item AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n;").expect("good SQL");
            let bytes = other.serialize(MAIN_DB).expect("in memory").to_vec();
            let reason =
                |bytes| read(bytes).skipped.first().map(|one| one.reason.clone()).unwrap_or_default();
            assert_eq!(reason(bytes), "a database of SQLite, and not newsboat's");
            let good = cache(ROWS);
            for cut in [16, 100, 4096, good.len() / 2] {
                let intake = read(good.get(..cut).expect("longer").to_vec());
                assert_eq!(
                    intake.documents.len() + intake.skipped.len(),
                    1,
                    "cut to {cut}: {:?}",
                    intake.skipped
                );
            }
            let mut wrong = good.clone();
            wrong.iter_mut().skip(4096).step_by(7).for_each(|byte| *byte ^= 0x55);
            assert!(read(wrong).skipped.len() <= 3);
        }
    }
}
