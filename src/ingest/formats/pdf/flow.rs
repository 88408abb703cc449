//! From lines to paragraphs: over the ends of lines, columns and pages.

use rustc_hash::FxHashSet;

use super::{
    super::draft::Draft,
    order::{Line, Sheet, is_bullet},
};
use crate::model::{MaskReason, RegionKind};

/// A paragraph in the making.
#[derive(Debug)]
struct Paragraph {
    text: String,
    kind: Option<RegionKind>,
    page: usize,
    /// Where in it a page begins, and which.
    breaks: Vec<(usize, usize)>,
    last: Line,
    column: usize,
}

/// A column of a page, as its lines show it.
#[derive(Debug, Clone, Copy)]
struct Column {
    number: usize,
    page: usize,
    left: f64,
    right: f64,
    leading: f64,
}

/// The text of a document, and the largest heading of its first page.
pub fn flow(sheets: &[Sheet]) -> (Draft, Option<String>) {
    let body = body_size(sheets);
    let mut flow = Flow {
        draft: Draft::default(),
        words: words(sheets),
        body,
        text: None,
        side: None,
        waiting: Vec::new(),
    };
    let mut number = 0;
    for (page, sheet) in sheets.iter().enumerate() {
        for head in &sheet.heads {
            let kind = RegionKind::Furniture(MaskReason::RunningHead);
            flow.waiting.push((head.text.clone(), Some(kind), page));
        }
        for lines in &sheet.columns {
            number += 1;
            let leading = leading(lines);
            for (nth, line) in lines.iter().enumerate() {
                let (left, right) = edges(lines, nth);
                flow.line(line, Column { number, page, left, right, leading });
            }
        }
    }
    flow.end_text();
    let first = sheets.iter().find(|sheet| !sheet.columns.is_empty());
    let lines = first.map(|sheet| sheet.columns.concat()).unwrap_or_default();
    (flow.draft, title(&lines, body))
}

/// The largest lines of a page, where they are larger than its text by far.
fn title(lines: &[Line], body: f64) -> Option<String> {
    let largest = lines.iter().map(|line| line.size).fold(0.0, f64::max);
    if largest < 1.25 * body {
        return None;
    }
    let is_part = |line: &&Line| line.size > 0.95 * largest;
    let title: Vec<&str> = lines
        .iter()
        .skip_while(|line| !is_part(line))
        .take_while(is_part)
        .map(|line| line.text.as_str())
        .collect();
    Some(title.join(" ")).filter(|title| title.len() < 300)
}

/// The size most characters have.
fn body_size(sheets: &[Sheet]) -> f64 {
    let mut sizes: rustc_hash::FxHashMap<i64, usize> = rustc_hash::FxHashMap::default();
    for line in sheets.iter().flat_map(|sheet| sheet.columns.iter().flatten()) {
        *sizes.entry((line.size * 4.0).round() as i64).or_default() += line.text.len();
    }
    sizes.into_iter().max_by_key(|(size, count)| (*count, -size)).map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// Where the lines around a line begin and end, as far as they are set like it.
fn edges(lines: &[Line], nth: usize) -> (f64, f64) {
    let own = lines.get(nth);
    let around = lines.get(nth.saturating_sub(8)..lines.len().min(nth + 9)).unwrap_or_default();
    let like = |line: &&Line| {
        own.is_some_and(|own| {
            own.bold == line.bold && !line.row && (own.size - line.size).abs() < 0.08 * own.size
        })
    };
    let ends = around.iter().filter(like).map(|line| line.x);
    ends.fold((f64::MAX, f64::MIN), |(left, right), [from, to]| (left.min(from), right.max(to)))
}

/// From one line to the next, where nothing stands between them.
fn leading(lines: &[Line]) -> f64 {
    let mut steps: Vec<f64> =
        lines.windows(2).map(|pair| pair[1].y - pair[0].y).filter(|step| *step > 1.0).collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or(0.0)
}

/// The words of a document in lower case, with their hyphens; those that end a line aside.
fn words(sheets: &[Sheet]) -> FxHashSet<String> {
    let lines = sheets.iter().flat_map(|sheet| sheet.columns.iter().flatten());
    let mut words = FxHashSet::default();
    for line in lines {
        let broken = line.text.ends_with(is_hyphen);
        let all: Vec<&str> = line.text.split_whitespace().collect();
        let whole = all.len().saturating_sub(usize::from(broken));
        words.extend(all.into_iter().take(whole).map(bare));
    }
    words
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}')
}

/// First halves of words that keep their hyphen.
const KEPT: &[&str] = &[
    "all", "anti", "co", "cross", "ex", "far", "half", "high", "ill", "left", "long", "low", "mid", "non",
    "old", "post", "pre", "pro", "right", "self", "semi", "short", "so", "then", "two", "three", "vice",
    "well",
];

struct Flow {
    draft: Draft,
    words: FxHashSet<String>,
    body: f64,
    text: Option<Paragraph>,
    /// What is set smaller: notes, captions.
    side: Option<Paragraph>,
    /// What must not part a paragraph that goes on.
    waiting: Vec<(String, Option<RegionKind>, usize)>,
}

impl Flow {
    fn line(&mut self, line: &Line, column: Column) {
        let aside = line.size < 0.9 * self.body;
        let open = if aside { &mut self.side } else { &mut self.text };
        if let Some(paragraph) = open
            && goes_on(paragraph, line, column)
        {
            join(&mut paragraph.text, &line.text, &self.words);
            if column.page != paragraph.breaks.last().map_or(paragraph.page, |(_, page)| *page) {
                // Where the line begins now that a hyphen before it may be gone.
                paragraph.breaks.push((paragraph.text.len() - line.text.len(), column.page));
            }
            paragraph.last = line.clone();
            paragraph.column = column.number;
            return;
        }
        let item = line.text.starts_with(is_bullet) || line.row;
        let large = line.size > 1.12 * self.body;
        let crosshead = line.bold && line.text.len() < 120 && !line.text.ends_with(['.', ',', ';', ':']);
        let kind = if item {
            Some(RegionKind::Item)
        } else {
            (!aside && (large || crosshead)).then_some(RegionKind::Heading)
        };
        let paragraph = Paragraph {
            text: line.text.trim_start_matches(is_bullet).trim_start().to_owned(),
            kind,
            page: column.page,
            breaks: Vec::new(),
            last: line.clone(),
            column: column.number,
        };
        if aside {
            self.end_side();
            self.side = Some(paragraph);
        } else {
            self.end_text();
            self.text = Some(paragraph);
        }
    }

    fn end_side(&mut self) {
        if let Some(side) = self.side.take() {
            self.waiting.push((side.text, side.kind, side.page));
        }
    }

    fn end_text(&mut self) {
        self.end_side();
        if let Some(text) = self.text.take() {
            let breaks: Vec<(usize, String)> =
                text.breaks.iter().map(|(at, page)| (*at, place(*page))).collect();
            self.draft.place(&place(text.page));
            self.draft.push_across(&text.text, text.kind, &breaks);
        }
        for (text, kind, page) in std::mem::take(&mut self.waiting) {
            self.draft.place(&place(page));
            self.draft.push(&text, kind);
        }
    }
}

fn place(page: usize) -> String {
    format!("page {}", page + 1)
}

/// Whether a line goes on with a paragraph.
fn goes_on(paragraph: &Paragraph, line: &Line, column: Column) -> bool {
    let last = &paragraph.last;
    let heading = paragraph.kind == Some(RegionKind::Heading);
    if (line.size - last.size).abs() > 0.08 * last.size
        || line.row
        || last.row
        || line.text.starts_with(is_bullet)
    {
        return false;
    }
    // A line may begin or end with a bold word; a heading is bold as a whole.
    if line.bold != last.bold && (heading || line.bold) && paragraph.text.len() < 200 {
        return false;
    }
    let begins = line.text.chars().next().unwrap_or(' ');
    if paragraph.column != column.number {
        return !heading && !is_finished(&paragraph.text, begins);
    }
    let step = line.y - last.y;
    if step > 1.3 * column.leading.max(line.size) && step > 1.3 * column.leading || step < -1.0 {
        return false;
    }
    let item = paragraph.kind == Some(RegionKind::Item);
    let indented = line.x[0] > column.left + 0.8 * line.size;
    let was_indented = last.x[0] > column.left + 0.8 * line.size;
    if indented && !was_indented && !item && !heading {
        return false;
    }
    if item && !indented && line.x[0] < last.x[0] - 0.8 * line.size {
        return false;
    }
    if heading || last.text.ends_with(is_hyphen) {
        return true;
    }
    // A word that had room on the line above, and stands below all the same, begins something new.
    let letters = line.text.chars().count().max(1) as f64;
    let first = line.text.split(' ').next().unwrap_or_default().chars().count() as f64;
    let room = column.right - last.x[1];
    let fits = (first + 1.0) * (line.x[1] - line.x[0]) / letters + line.size < room;
    let wide = column.right - column.left;
    let unlike = begins.is_uppercase() || "“\"‘«•".contains(begins);
    let over = is_end(&last.text)
        || unlike && room > 0.25 * wide
        || last.text.ends_with([',', ';']) && room > 0.4 * wide;
    !(fits && over)
}

fn is_end(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', ')', '»', ' ']).ends_with(['.', '!', '?', '…', ':'])
}

/// Whether a paragraph is over at the end of its column, if the next begins with `begins`.
fn is_finished(text: &str, begins: char) -> bool {
    if begins.is_lowercase() {
        return false;
    }
    let open = text.matches('“').count() > text.matches('”').count();
    is_end(text) && !(open && begins != '“')
}

/// Adds a line to a text, without the hyphen that parts a word at its end.
fn join(text: &mut String, line: &str, known: &FxHashSet<String>) {
    let Some(last) = text.chars().next_back() else { return text.push_str(line) };
    let before = text.chars().rev().nth(1).unwrap_or(' ');
    if !is_hyphen(last) || !before.is_alphanumeric() {
        let glued = matches!(last, '—' | '/') && !before.is_whitespace();
        if !glued {
            text.push(' ');
        }
        text.push_str(line);
        return;
    }
    let begins = line.chars().next().unwrap_or(' ');
    let head = bare(text.split_whitespace().next_back().unwrap_or_default());
    let tail = bare(line.split_whitespace().next().unwrap_or_default());
    let parted = last != '-'
        || known.contains(&format!("{head}{tail}"))
        || !known.contains(&format!("{head}-{tail}")) && !KEPT.contains(&head.as_str());
    if begins.is_lowercase() && parted {
        text.pop();
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f64, y: f64, text: &str) -> Line {
        Line {
            text: text.into(),
            x: [x, x + 5.0 * text.chars().count() as f64],
            y,
            size: 10.0,
            bold: false,
            row: false,
        }
    }

    fn paragraphs(columns: Vec<Vec<Line>>) -> Vec<String> {
        let sheet = |columns| Sheet { columns, heads: vec![line(0.0, 1.0, "The Weekly Harbour")] };
        let sheets: Vec<Sheet> = columns.into_iter().map(|column| sheet(vec![column])).collect();
        flow(&sheets).0.text().split("\n\n").filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn a_page_begins_where_its_line_does_though_a_hyphen_is_gone() {
        let sheet = |text| Sheet { columns: vec![vec![line(50.0, 100.0, text)]], heads: Vec::new() };
        let sheets = [
            sheet("We have counted the boats in the har‐"),
            sheet("bour, é twice. The number did not change."),
        ];
        let (raw, given) = flow(&sheets).0.finish(crate::model::Given::default());
        assert!(raw.contains("the harbour, é twice"), "{raw}");
        let second = given.places.last().expect("two pages");
        assert_eq!((raw.find("bour"), &*second.label), (Some(second.start as usize), "page 2"));
    }

    #[test]
    fn a_quotation_goes_on_over_lines_and_pages() {
        let first = vec![
            line(50.0, 100.0, "“We have counted the boats in the har-"),
            line(50.0, 112.0, "bour twice. The number did not change."),
        ];
        let second = vec![
            line(50.0, 100.0, "It will not change tomorrow,” said the"),
            line(50.0, 112.0, "well-known pilot of the anti-"),
            line(50.0, 124.0, "dumping office of Port-"),
            line(50.0, 136.0, "Louis."),
        ];
        assert_eq!(
            paragraphs(vec![first, second]),
            [
                "The Weekly Harbour",
                "“We have counted the boats in the harbour twice. The number did not change. It will not change tomorrow,” \
             said the well-known pilot of the anti-dumping office of Port-Louis.",
                "The Weekly Harbour",
            ]
        );
    }

    #[test]
    fn indents_gaps_and_short_lines_begin_paragraphs() {
        let column = vec![
            line(50.0, 100.0, "The first paragraph runs over the full width"),
            line(50.0, 112.0, "and ends."),
            line(50.0, 124.0, "The second runs over the full width as well,"),
            line(50.0, 136.0, "it does so right up to the end of this line."),
            line(62.0, 148.0, "The third is indented, and goes on"),
            line(50.0, 160.0, "here, as is done in books and in papers, too."),
            line(50.0, 190.0, "The fourth stands below a gap."),
        ];
        let starts: Vec<String> =
            paragraphs(vec![column]).iter().map(|p| p.chars().take(10).collect()).collect();
        assert_eq!(starts, ["The Weekly", "The first ", "The second", "The third ", "The fourth"]);
    }
}
