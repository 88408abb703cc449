//! From pieces of text to lines in the order they are read: running heads set aside, columns one after the other.

use rustc_hash::FxHashMap;

use super::content::Piece;

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its characters.
    pub text: String,
    /// Where it begins and ends.
    pub x: [f64; 2],
    /// Where it stands.
    pub y: f64,
    /// How large most of it is.
    pub size: f64,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Whether it is the row of a table.
    pub row: bool,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Lines in order, column after column.
    pub columns: Vec<Vec<Line>>,
    /// What is printed above or below every page.
    pub heads: Vec<Line>,
}

/// The pages of a document, each with its height, as lines in order.
pub fn order(pages: Vec<(Vec<Piece>, f64)>) -> Vec<Sheet> {
    let (pieces, heads): (Vec<_>, Vec<_>) = set_heads_aside(pages).into_iter().unzip();
    // Where columns begin that are beyond doubt, they begin on the other pages too.
    let mut edges: Vec<f64> = Vec::new();
    for page in &pieces {
        edges.extend(edge_of(page, &[]));
    }
    let sheets = pieces.into_iter().zip(heads);
    sheets
        .map(|(page, heads)| {
            let mut groups = Vec::new();
            part(page, &edges, 0, &mut groups);
            let columns =
                groups.into_iter().map(|group| rows(group).iter().filter_map(|row| line(row)).collect());
            Sheet { columns: columns.filter(|lines: &Vec<Line>| !lines.is_empty()).collect(), heads }
        })
        .collect()
}

/// Rows of pieces from the top down, each from left to right.
fn rows(mut pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    drop_note_numbers(&mut pieces);
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let near = |other: &Piece| (other.y - piece.y).abs() < 0.4 * other.size.max(piece.size);
        let fits = |row: &Vec<Piece>| row.iter().any(near);
        match rows.last_mut().filter(|row| fits(row)) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x[0].total_cmp(&b.x[0]));
    }
    rows
}

/// How many numbers of notes a page may have.
const NOTES: usize = 200;

/// Takes out the numbers of notes that stand, small and raised, behind a word: they are no part of the sentence.
fn drop_note_numbers(pieces: &mut Vec<Piece>) {
    let is_number = |piece: &Piece| {
        let text = piece.text.trim();
        !text.is_empty()
            && text.len() <= 9
            && text.chars().all(|c| c.is_ascii_digit() || "*†‡§[], ".contains(c))
    };
    let hangs_on = |note: &Piece, word: &Piece| {
        let (size, right) = (word.size, note.x[0] - word.x[1]);
        note.size < 0.88 * size
            && (0.1..0.7).contains(&((word.y - note.y) / size))
            && right.abs() < 0.4 * size
    };
    let numbers: Vec<usize> =
        (0..pieces.len()).filter(|&i| pieces.get(i).is_some_and(is_number)).take(NOTES).collect();
    let notes: Vec<usize> = numbers
        .into_iter()
        .filter(|&i| pieces.get(i).is_some_and(|note| pieces.iter().any(|word| hangs_on(note, word))))
        .collect();
    for i in notes.into_iter().rev() {
        pieces.remove(i);
    }
}

/// Whether a sign opens an item of a list. Fonts of signs have theirs where Unicode has no characters.
pub fn is_bullet(c: char) -> bool {
    "•▪■‣◦●○➢►".contains(c) || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// Whether this opens an item of a list: a sign, or "2.", "(b)".
fn is_counter(text: &str) -> bool {
    let counts = text.len() <= 4 && text.ends_with(['.', ')']) && text.contains(char::is_alphanumeric);
    text.ends_with(is_bullet) || counts
}

/// A row as a line.
fn line(row: &[Piece]) -> Option<Line> {
    let main = row.iter().max_by_key(|piece| piece.text.len())?;
    let (size, y) = (main.size, main.y);
    let mut line = Line { text: String::new(), x: [f64::MAX, f64::MIN], y, size, bold: true, row: false };
    for piece in row {
        let gap = piece.x[0] - line.x[1];
        let text = piece.text.trim();
        if line.text.is_empty() {
            line.text.push_str(text);
        } else if gap > 1.6 * size && !is_counter(line.text.trim_end()) {
            line.row = true;
            line.text = format!("{} | {text}", line.text.trim_end());
        } else {
            let apart = gap > 0.12 * size || line.text.ends_with(' ') || piece.text.starts_with(' ');
            if apart && !line.text.ends_with(' ') {
                line.text.push(' ');
            }
            line.text.push_str(text);
        }
        if piece.text.ends_with(' ') {
            line.text.push(' ');
        }
        line.bold &= piece.bold;
        line.x = [line.x[0].min(piece.x[0]), line.x[1].max(piece.x[1])];
    }
    line.text.truncate(line.text.trim_end().len());
    (!line.text.is_empty()).then_some(line)
}

/// How many rows at the upper and the lower end of a page may be running heads.
const HEADS: usize = 3;

/// Parts running heads and page numbers from the text of the pages.
fn set_heads_aside(pages: Vec<(Vec<Piece>, f64)>) -> Vec<(Vec<Piece>, Vec<Line>)> {
    let count = pages.len();
    let pages: Vec<(Vec<Vec<Piece>>, f64)> =
        pages.into_iter().map(|(pieces, height)| (rows(pieces), height)).collect();
    // From the lower end, so that pages of other heights have the same.
    let key = |row: &[Piece], from: f64| {
        line(row).map(|line| (alike(&line.text), ((line.y - from) / 6.0).round() as i64))
    };
    let mut seen: FxHashMap<(String, i64), usize> = FxHashMap::default();
    for (rows, height) in &pages {
        let ends = rows
            .iter()
            .take(HEADS)
            .map(|row| (row, 0.0))
            .chain(rows.iter().rev().take(HEADS).map(|row| (row, *height)));
        for key in ends.filter_map(|(row, from)| key(row, from)) {
            *seen.entry(key).or_default() += 1;
        }
    }
    let again = |(text, y): (String, i64)| {
        let times: usize = (y - 1..=y + 1).filter_map(|y| seen.get(&(text.clone(), y))).sum();
        times >= 2 && times >= count.min(3)
    };
    let mut parted = Vec::new();
    for (mut rows, height) in pages {
        let is_head = |row: &[Piece], from: f64, nth: usize| {
            let Some(line) = line(row) else { return true };
            let outer = line.y < 0.12 * height || line.y > 0.88 * height;
            let said = row.iter().all(|piece| piece.artifact) && outer;
            said || outer && nth == 0 && is_number(&line.text) || key(row, from).is_some_and(again)
        };
        let mut heads = Vec::new();
        // A page that is nothing but heads is a page of text.
        let above = (0..HEADS.min(rows.len()))
            .take_while(|&i| rows.get(i).is_some_and(|row| is_head(row, 0.0, i)))
            .count();
        let below = (0..HEADS.min(rows.len() - above))
            .take_while(|&i| rows.get(rows.len() - 1 - i).is_some_and(|row| is_head(row, height, i)))
            .count();
        let foot = rows.split_off(rows.len() - below);
        let text = rows.split_off(above);
        heads.extend(rows.iter().chain(&foot).filter_map(|row| line(row)));
        parted.push((text.concat(), heads));
    }
    parted
}

/// What a running head says on every page: without its numbers.
fn alike(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if !c.is_ascii_digit() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// Whether a line is nothing but the number of its page: "3", "- 3 -", "Page 3 of 7", "iv".
fn is_number(text: &str) -> bool {
    const WORDS: &[&str] =
        &["page", "of", "p", "seite", "von", "página", "pagina", "de", "pág", "di", "sur", "side"];
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit());
    let roman = |word: &str| word.len() <= 6 && word.chars().all(|c| "ivxl".contains(c));
    let plain = |word: &&str| number(word) || roman(word) || WORDS.contains(word);
    words.len() <= 4 && words.iter().all(plain) && words.iter().any(|word| number(word) || roman(word))
}

/// How deep columns may be parted into columns.
const DEEP: usize = 4;

/// Parts the pieces of a page into groups that are each read from the top down.
fn part(pieces: Vec<Piece>, known: &[f64], depth: usize, groups: &mut Vec<Vec<Piece>>) {
    let edge = if depth < DEEP { edge_of(&pieces, known) } else { None };
    let Some(edge) = edge else {
        groups.push(pieces);
        return;
    };
    let mut plain: Vec<Piece> = Vec::new();
    for band in bands(pieces, edge) {
        if is_parted(&band, edge, known) {
            if !plain.is_empty() {
                groups.push(std::mem::take(&mut plain));
            }
            let (left, right): (Vec<Piece>, Vec<Piece>) =
                band.into_iter().partition(|piece| piece.x[0] < edge - 1.0);
            part(left, known, depth + 1, groups);
            part(right, known, depth + 1, groups);
        } else {
            plain.extend(band);
        }
    }
    if !plain.is_empty() {
        groups.push(plain);
    }
}

/// Where a column begins that parts most of the pieces, if one does.
fn edge_of(pieces: &[Piece], known: &[f64]) -> Option<f64> {
    let first = pieces.iter().map(|piece| piece.x[0]).fold(f64::MAX, f64::min);
    let mut starts: FxHashMap<i64, (usize, f64)> = FxHashMap::default();
    for piece in pieces {
        let (count, x) = starts.entry((piece.x[0] / 2.0).round() as i64).or_insert((0, f64::MAX));
        *count += 1;
        *x = x.min(piece.x[0]);
    }
    let near = |x: f64| known.iter().any(|edge| (edge - x).abs() < 3.0);
    let mut edges: Vec<(usize, f64)> =
        starts.into_values().filter(|(count, x)| *x > first + 20.0 && (*count >= 3 || near(*x))).collect();
    edges.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)));
    let parts = |edge: f64| -> usize {
        let bands = bands(pieces.to_vec(), edge);
        bands.iter().filter(|band| is_parted(band, edge, known)).map(Vec::len).sum()
    };
    let best =
        edges.into_iter().take(8).map(|(_, edge)| (parts(edge), edge)).filter(|(parted, _)| *parted > 0);
    best.max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))).map(|(_, edge)| edge)
}

/// Runs of pieces from the top down; one that crosses the edge is a run of its own.
fn bands(mut pieces: Vec<Piece>, edge: f64) -> Vec<Vec<Piece>> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut bands: Vec<(bool, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        let crosses = piece.x[0] < edge - 1.0 && piece.x[1] > edge - 3.0;
        match bands.last_mut().filter(|(crossing, _)| *crossing == crosses) {
            Some((_, band)) => band.push(piece),
            None => bands.push((crosses, vec![piece])),
        }
    }
    bands.into_iter().map(|(_, band)| band).collect()
}

/// Whether two columns of running text stand side by side in a band.
fn is_parted(band: &[Piece], edge: f64, known: &[f64]) -> bool {
    let (left, right): (Vec<&Piece>, Vec<&Piece>) = band.iter().partition(|piece| piece.x[0] < edge - 1.0);
    let known = known.iter().any(|known| (known - edge).abs() < 3.0);
    let is_text = |side: &[&Piece]| {
        let mut lengths: Vec<usize> = side.iter().map(|piece| piece.text.len()).collect();
        lengths.sort_unstable();
        // Cells of a table are short.
        known && !side.is_empty()
            || side.len() >= 3 && lengths.get(lengths.len() / 2).is_some_and(|length| *length >= 15)
    };
    if left.iter().any(|piece| piece.x[1] > edge - 3.0) || !is_text(&left) || !is_text(&right) {
        return false;
    }
    let ends = |side: &[&Piece]| {
        let ys = || side.iter().map(|piece| piece.y);
        (ys().fold(f64::MAX, f64::min), ys().fold(f64::MIN, f64::max))
    };
    let ((above, below), (other_above, other_below)) = (ends(&left), ends(&right));
    let size = band.first().map_or(10.0, |piece| piece.size);
    above <= other_below + size && other_above <= below + size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: f64, y: f64, text: &str) -> Piece {
        let end = x + 5.0 * text.len() as f64;
        Piece { text: text.into(), x: [x, end], y, size: 10.0, bold: false, artifact: false }
    }

    fn read(pages: Vec<Vec<Piece>>) -> Vec<Vec<String>> {
        let sheets = order(pages.into_iter().map(|page| (page, 800.0)).collect());
        let texts = |sheet: &Sheet| sheet.columns.concat().into_iter().map(|line| line.text).collect();
        sheets.iter().map(texts).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_below_a_headline() {
        // Drawn line by line across both columns, as some printers do.
        let mut page =
            vec![piece(50.0, 90.0, "A headline over both of the columns of this page, quite long")];
        for i in 0..4 {
            let y = 120.0 + 12.0 * f64::from(i);
            page.push(piece(50.0, y, &format!("left column, line {i}")));
            page.push(piece(300.0, y + 3.0, &format!("right column, line {i}")));
        }
        page.push(piece(50.0, 200.0, "A line across both columns that stands below them, and is long"));
        let lines = read(vec![page]).remove(0);
        let starts: Vec<&str> = lines.iter().map(|line| line.get(..6).unwrap_or(line)).collect();
        assert_eq!(
            starts,
            [
                "A head", "left c", "left c", "left c", "left c", "right ", "right ", "right ", "right ",
                "A line"
            ]
        );
    }

    #[test]
    fn cells_stay_in_their_rows() {
        let mut page = Vec::new();
        for i in 0..5 {
            let y = 120.0 + 12.0 * f64::from(i);
            page.extend([piece(50.0, y, &format!("Town {i}")), piece(300.0, y, "12 boats")]);
        }
        assert_eq!(read(vec![page]).remove(0).first().map(String::as_str), Some("Town 0 | 12 boats"));
    }

    #[test]
    fn running_heads_and_page_numbers_are_set_aside() {
        let page = |n: usize| {
            vec![
                piece(50.0, 30.0, "The Weekly Harbour"),
                piece(50.0, 100.0, &format!("Text of page {}", ["one", "two", "three"][n])),
                piece(200.0, 780.0, &format!("{}", n + 1)),
            ]
        };
        let sheets = order((0..3).map(|n| (page(n), 800.0)).collect());
        let heads: Vec<&str> = sheets[1].heads.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(heads, ["The Weekly Harbour", "2"]);
        assert_eq!(sheets[1].columns.concat()[0].text, "Text of page two");
        assert!(
            is_number("Page 3 of 7")
                && is_number("– iv –")
                && !is_number("Page the minister")
                && !is_number("12345")
        );
    }
}
