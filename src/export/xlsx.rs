//! The sheet as an Excel workbook: the quotations, the articles they are of with what these may lack, and what was
//! refused.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{
    Sheet, SheetArticle,
    table::{COLUMNS, Cell, rows},
    xml::printable,
};

/// A cell holds so many UTF-16 units; Excel's own limit.
const CELL: usize = 32_767;

/// The sheet "Articles": what each column holds, and how many characters wide it is.
const ARTICLES: [(&str, f64); 18] = [
    ("article", 8.0),
    ("outlet", 18.0),
    ("headline", 50.0),
    ("byline", 16.0),
    ("dateline", 16.0),
    ("date", 11.0),
    ("date_certainty", 13.0),
    ("url", 24.0),
    ("document", 16.0),
    ("file", 20.0),
    ("read", 6.0),
    ("quotations", 11.0),
    ("unattributed", 12.0),
    ("doubtful", 9.0),
    ("masked", 8.0),
    ("problems", 50.0),
    ("copy_group", 11.0),
    ("copy_kind", 10.0),
];

const REFUSED: [(&str, f64); 3] = [("words", 80.0), ("document", 30.0), ("line", 8.0)];

/// So many columns of the quotations are printed, up to the date: who said what, where and when. With all of them on one
/// page nobody could read any.
const PRINTED: usize = 10;

/// How many characters wide a column of the quotations is.
fn width(column: &str) -> f64 {
    match column {
        "quotation" | "context" | "differences" => 70.0,
        "headline" | "evidence" => 40.0,
        "url" | "file" | "note" | "carriers" | "document" => 28.0,
        "actor" | "speaker" | "outlet" | "byline" | "role" => 22.0,
        "line" | "start" | "end" | "number" | "paragraph" => 9.0,
        _ => 13.0,
    }
}

pub(super) fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(sheet).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let names: Vec<&str> = sheet.actors.iter().map(|actor| actor.name.as_str()).collect();
    let title = format!("Quotations of {}", names.join(", "));
    // Excel takes 255 characters of a title. A fixed day: the same sheet is the same bytes.
    let title: String = printable(&title).chars().take(200).collect();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));

    let looks = Looks::new();
    let widths = COLUMNS.map(|(name, _)| (name, width(name)));
    let mut page = Page::new(workbook.add_worksheet(), &looks, "Quotations", &widths)?;
    for (_, cells) in rows(sheet) {
        page.row(cells)?;
    }
    page.finish(PRINTED)?;
    let mut page = Page::new(workbook.add_worksheet(), &looks, "Articles", &ARTICLES)?;
    for article in &sheet.articles {
        page.row(article_cells(article))?;
    }
    page.finish(ARTICLES.len())?;
    if !sheet.refused.is_empty() {
        let mut page = Page::new(workbook.add_worksheet(), &looks, "Refused", &REFUSED)?;
        for refused in &sheet.refused {
            let text = |text| Cell::Text(Cow::Borrowed(text));
            page.row([text(&refused.words), text(&refused.document), Cell::Count(refused.line as u64)])?;
        }
        page.finish(REFUSED.len())?;
    }
    workbook.save_to_buffer()
}

fn article_cells(article: &SheetArticle) -> [Cell<'_>; ARTICLES.len()] {
    let text = |text: &'_ str| Cell::Text(Cow::Owned(text.to_owned()));
    let or_empty = |given: &Option<String>| text(given.as_deref().unwrap_or_default());
    let count = |count: usize| Cell::Count(count as u64);
    [
        article.number.map_or_else(|| text(""), count),
        or_empty(&article.outlet),
        text(&article.headline),
        or_empty(&article.byline),
        or_empty(&article.dateline),
        article.date.as_deref().map_or_else(|| text(""), Cell::Day),
        text(article.date_certainty.unwrap_or_default()),
        or_empty(&article.url),
        text(&article.document),
        text(&article.file),
        text(if article.analysed { "yes" } else { "not yet" }),
        count(article.quotations),
        count(article.unattributed),
        count(article.doubtful),
        count(article.masked),
        text(&article.problems.join(" ")),
        article.copy_group.map_or_else(|| text(""), count),
        text(article.copy_kind.unwrap_or_default()),
    ]
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    /// Text that begins like a formula stays text also when somebody edits the cell.
    quoted: Format,
    count: Format,
    share: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let text = top.clone().set_text_wrap();
        Self {
            head: text
                .clone()
                .set_bold()
                .set_background_color(0x00E7_E6E1)
                .set_border_bottom(FormatBorder::Thin),
            quoted: text.clone().set_quote_prefix(),
            text,
            count: top.clone().set_num_format("0"),
            share: top.clone().set_num_format("0.00"),
            day: top.set_num_format("yyyy-mm-dd"),
        }
    }
}

/// A worksheet with a head that stays in sight and filters its columns.
struct Page<'w> {
    worksheet: &'w mut Worksheet,
    looks: &'w Looks,
    widths: Vec<f64>,
    rows: u32,
}

/// Columns of so many characters are read whole: rows are as high as their text.
const WIDE: f64 = 50.0;

/// Height of a line of text, in points, and of the highest row that Excel has.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;

impl<'w> Page<'w> {
    fn new(
        worksheet: &'w mut Worksheet,
        looks: &'w Looks,
        name: &str,
        columns: &[(&str, f64)],
    ) -> Result<Self, XlsxError> {
        worksheet.set_name(name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        // One page wide, as many high as it takes.
        worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3).set_header("&A").set_footer("&P / &N");
        for ((column, width), at) in columns.iter().zip(0..) {
            worksheet.set_column_width(at, *width)?;
            worksheet.write_string_with_format(0, at, *column, &looks.head)?;
        }
        let widths = columns.iter().map(|(_, width)| *width).collect();
        Ok(Self { worksheet, looks, widths, rows: 0 })
    }

    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), XlsxError> {
        self.rows += 1;
        let mut lines = 1.0;
        for (cell, at) in cells.into_iter().zip(0..) {
            self.cell(at, &cell)?;
            // What is narrower is not worth the room: evidence shows its beginning, which is the strongest.
            let width = self.widths.get(usize::from(at)).copied().unwrap_or_default();
            if let Cell::Text(text) = &cell
                && width >= WIDE
            {
                lines = f64::max(lines, lines_of(text, width));
            }
        }
        // Not every program fits rows to wrapped text when it opens a file.
        self.worksheet.set_row_height(self.rows, (lines * LINE).min(HIGHEST))?;
        Ok(())
    }

    fn cell(&mut self, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let (row, looks) = (self.rows, self.looks);
        match cell {
            // Counts stay far below 2^53, up to which a number of Excel is exact.
            Cell::Count(count) => {
                self.worksheet.write_number_with_format(row, column, *count as f64, &looks.count)?
            }
            Cell::Share(share) => {
                let share = (f64::from(*share) * 100.0).round() / 100.0;
                self.worksheet.write_number_with_format(row, column, share, &looks.share)?
            }
            Cell::Day(day) => match is_day(day).then(|| ExcelDateTime::parse_from_str(day)) {
                Some(Ok(date)) => {
                    self.worksheet.write_datetime_with_format(row, column, &date, &looks.day)?
                }
                // Excel has no days before 1900, and no months and years.
                _ => self.worksheet.write_string_with_format(row, column, *day, &looks.text)?,
            },
            Cell::Flag(_) | Cell::Text(_) => {
                let text = cell.text();
                let text = fitting(&text);
                if text.is_empty() {
                    return Ok(());
                }
                let like_formula = text.starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠']);
                let look = if like_formula { &looks.quoted } else { &looks.text };
                self.worksheet.write_string_with_format(row, column, text, look)?
            }
        };
        Ok(())
    }

    /// Ends it; so many columns are printed.
    fn finish(self, printed: usize) -> Result<(), XlsxError> {
        let last = |columns: usize| (columns as u16).saturating_sub(1);
        self.worksheet.autofilter(0, 0, self.rows, last(self.widths.len()))?;
        self.worksheet.set_print_area(0, 0, self.rows, last(printed))?;
        Ok(())
    }
}

/// About how many lines `text` takes in a column of so many characters.
fn lines_of(text: &str, width: f64) -> f64 {
    text.lines().map(|line| (line.chars().count() as f64 / width).ceil().max(1.0)).sum()
}

/// `text` as a cell can hold it. What is longer than any cell is cut, and the cell says so.
fn fitting(text: &str) -> Cow<'_, str> {
    let text = printable(text);
    // No character takes more UTF-16 units than bytes.
    if text.len() <= CELL {
        return text;
    }
    let whole = text.encode_utf16().count();
    if whole <= CELL {
        return text;
    }
    let note = format!(
        " […] (cut: a cell holds {CELL} characters, this text has {whole}; the whole is in the article and in JSON)"
    );
    let mut room = CELL - note.encode_utf16().count();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let kept: String = text.chars().take_while(fits).collect();
    Cow::Owned(kept + &note)
}

/// Whether a day is stated, and not only its month or year.
fn is_day(date: &str) -> bool {
    date.split('-').count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_holds_is_cut_and_says_so() {
        let exact = "😀".repeat(CELL / 2);
        assert_eq!(fitting(&exact), exact);
        let cut = fitting(&"é😀".repeat(20_000)).into_owned();
        assert!(cut.starts_with("é😀é😀") && cut.contains("this text has 60000;"), "{cut}");
        let units = cut.encode_utf16().count();
        assert!(units <= CELL && units > CELL - 3, "{units}");
    }
}
