//! How much one file may ask of the program. What goes beyond is a problem of that file, told with the limit.

/// A text must be smaller than this, in bytes: offsets are `u32`.
pub const TEXT: u64 = 1 << 32;

/// Bytes of a text file, which is one article. The Bible has four million.
pub const ARTICLE: u64 = 16 << 20;

/// Bytes of a record: a line of JSON Lines, a row of a table. Whatever has more has lost the mark it ends with.
pub const RECORD: u64 = 64 << 20;

/// Bytes of text that are taken from one file, all its articles together: twenty-five thousand of usual length. What they say
/// takes some thirty times as much room.
pub const TAKEN: u64 = 128 << 20;

/// Bytes of one part of an archive, unpacked.
pub const PART_OF_ARCHIVE: u64 = 256 << 20;

/// Bytes of standard input, which is held in memory.
pub const TYPED: u64 = 1 << 30;

/// Bytes of a file that are looked at to recognise it, at its beginning and at its end.
pub const LOOKED_AT: usize = 1 << 16;

/// Bytes of a page (HTML) that are parsed. The longest live blogs come to a few megabytes.
pub const PAGE: u64 = 16 << 20;

/// How deep elements of a page may be nested; pages of real sites stay below 100.
pub const ELEMENTS_DEEP: usize = 400;

/// How many elements and comments a page may have. The longest live blogs have 50,000.
pub const PAGE_ELEMENTS: usize = 200_000;

/// In how many elements all elements of a page may be, together: what finds the main text looks at all of them for each.
pub const PAGE_STEPS: usize = 4_000_000;

/// How many attributes a tag may have; on pages of real sites it has less than a hundred.
pub const ATTRIBUTES: usize = 1_000;

/// How many character references ("&amp;") a page may have.
pub const REFERENCES: usize = 200_000;

/// Bytes of one message, with its attachments.
pub const MESSAGE: u64 = 64 << 20;

/// Bytes of a feed, a JSON file or an export of a database. One of ten thousand whole articles comes to fifty megabytes.
pub const FEED: u64 = 256 << 20;

/// Bytes of the cache of a feed reader, which is held in memory while it is read.
pub const CACHE: u64 = 1 << 30;

/// How deep files may lie within files: a page in a mail in an archive is three deep.
pub const FILES_DEEP: usize = 4;

/// How many parts of one file are read: messages, members, items of a feed.
pub const MEMBERS: usize = 200_000;

/// Bytes that may be unpacked from one file, all its parts together.
pub const UNPACKED: u64 = 2 << 30;

/// How many times larger than the file all that is unpacked from it may be. Text packs to a tenth, hardly to a
/// hundredth.
pub const RATIO: u64 = 200;

/// Bytes that may be unpacked from any file, however small it is.
pub const UNPACKED_FREELY: u64 = 16 << 20;

/// Bytes of a file whose parts are one document: of Word, LibreOffice, an e-book.
pub const PACKAGE: u64 = 256 << 20;

/// Bytes of one part of such a file, unpacked. The text of the Bible takes 20 MiB in Word's markup.
pub const PART: u64 = 64 << 20;

/// How many elements of XML such a part may have; a page of a Word file has 500.
pub const ELEMENTS: usize = 500_000;

/// Bytes of a PDF file. Reports with many pictures come to a hundred megabytes.
pub const PDF: u64 = 256 << 20;

/// How many objects a PDF file may have; a page has ten.
pub const OBJECTS: usize = 1_000_000;

/// Bytes of objects of a PDF file that are read, most of them again and again: ten seconds of work.
pub const OBJECT_BYTES: u64 = 1 << 30;

/// How many pages a document may have.
pub const PAGES: usize = 10_000;

/// How many operators and characters are drawn of a document; a page of dense text has 10,000.
pub const STEPS: u64 = 20_000_000;
