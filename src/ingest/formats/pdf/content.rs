//! What a page draws: its pieces of text, each with where it stands and how large it is.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::{
    file::{File, Stream},
    font::{Font, utf_16},
    object::{Dict, Lexer, Object, is_space, whole},
};

/// A piece of text on a page, in points from its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its characters.
    pub text: String,
    /// Where it begins, and where it ends.
    pub x: [f64; 2],
    /// Where its line stands.
    pub y: f64,
    /// How large it is.
    pub size: f64,
    /// Whether its font is bold by its name.
    pub bold: bool,
    /// Whether the file says that it is no part of the text.
    pub artifact: bool,
}

/// A matrix as PDF files write them.
type Matrix = [f64; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// What holds until it is changed or restored.
#[derive(Debug, Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    between: f64,
    words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Fonts that were read, by the number of their object.
pub type Fonts = FxHashMap<u32, Rc<Font>>;

/// Draws one page after the other.
pub struct Drawing<'f> {
    file: &'f File<'f>,
    fonts: Fonts,
    /// How many operators may still be carried out.
    steps: u64,
}

/// A page in the making.
struct Page {
    pieces: Vec<Piece>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// Marks that are open: whether they are artifacts, and what their text is said to be until it is drawn.
    marks: Vec<(bool, Option<String>)>,
    pictures: usize,
    /// Shapes of which the font does not say what they are.
    unknown: usize,
}

/// A drawn page.
pub struct Drawn {
    /// Its pieces, in the order they are drawn.
    pub pieces: Vec<Piece>,
    /// How many pictures it shows.
    pub pictures: usize,
    /// How many shapes it shows of which nothing says what they are.
    pub unknown: usize,
    /// How high it is.
    pub height: f64,
}

/// How deep pages may show forms that show forms.
const DEEP: usize = 8;

/// How many states may be saved, and marks be open.
const SAVED: usize = 200;

impl<'f> Drawing<'f> {
    /// Nothing drawn yet, and so many operators to be carried out at most.
    pub fn new(file: &'f File<'f>, steps: u64) -> Self {
        Self { file, fonts: Fonts::default(), steps }
    }

    /// Draws a page.
    pub fn draw(&mut self, page: &Dict) -> Result<Drawn, String> {
        let numbers = |name: &str| match self.file.follow(page.get(name)) {
            Object::Array(list) => list.iter().filter_map(|n| self.file.resolve_number(n)).collect(),
            _ => Vec::new(),
        };
        let frame = match numbers("MediaBox")[..] {
            [x0, y0, x1, y1] if (x1 - x0).abs() > 1.0 && (y1 - y0).abs() > 1.0 => {
                [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]
            }
            _ => [0.0, 0.0, 612.0, 792.0],
        };
        let [x0, y0, x1, y1] = frame;
        let turned = whole(self.file.resolve_number(page.get("Rotate")).unwrap_or(0.0).rem_euclid(360.0));
        // Downwards is larger from here on.
        let ctm = match turned {
            90 => [0.0, 1.0, 1.0, 0.0, -y0, -x0],
            180 => [-1.0, 0.0, 0.0, 1.0, x1, -y0],
            270 => [0.0, -1.0, -1.0, 0.0, y1, x1],
            _ => [1.0, 0.0, 0.0, -1.0, -x0, y1],
        };
        let height = if [90, 270].contains(&turned) { x1 - x0 } else { y1 - y0 };
        let mut drawn = Page::new(ctm);
        let contents = match self.file.follow(page.get("Contents")) {
            Object::Array(list) => list,
            _ => vec![page.get("Contents").clone()],
        };
        let mut bytes = Vec::new();
        for part in &contents {
            if let Some(stream) = self.file.stream(part) {
                bytes.extend(self.file.unpack(stream)?);
                bytes.push(b'\n');
            }
        }
        let resources = self.file.dict(page.get("Resources"));
        self.run(&bytes, &resources, &mut drawn, 0)?;
        Ok(Drawn { pieces: drawn.pieces, pictures: drawn.pictures, unknown: drawn.unknown, height })
    }

    fn run(&mut self, bytes: &[u8], resources: &Dict, page: &mut Page, depth: usize) -> Result<(), String> {
        let mut lexer = Lexer::new(bytes, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = lexer.object() {
            let Object::Word(operator) = object else {
                // More belong to no operator.
                if operands.len() < 64 {
                    operands.push(object);
                }
                continue;
            };
            self.steps = self.steps.checked_sub(1).ok_or("draws more than a document does")?;
            match &operator[..] {
                b"Tf" => self.set_font(&operands, resources, page)?,
                b"Do" => self.show(&operands, resources, page, depth)?,
                b"BDC" => self.mark(&operands, resources, page),
                b"BI" => {
                    page.pictures += 1;
                    lexer.at = after_picture(bytes, lexer.at);
                }
                operator => {
                    let shown = page.operate(operator, &operands);
                    self.steps = self.steps.checked_sub(shown).ok_or("draws more than a document does")?;
                }
            }
            operands.clear();
        }
        Ok(())
    }

    fn set_font(&mut self, operands: &[Object], resources: &Dict, page: &mut Page) -> Result<(), String> {
        let [Object::Name(name), Object::Number(size)] = operands else { return Ok(()) };
        page.state.size = *size;
        let fonts = self.file.dict(resources.get("Font"));
        let font = fonts.get(name);
        let number = if let Object::Ref(number) = font { Some(*number) } else { None };
        if let Some(known) = number.and_then(|number| self.fonts.get(&number)) {
            page.state.font = Some(Rc::clone(known));
            return Ok(());
        }
        let read = Rc::new(Font::of(self.file, &self.file.dict(font))?);
        if let Some(number) = number {
            self.fonts.insert(number, Rc::clone(&read));
        }
        page.state.font = Some(read);
        Ok(())
    }

    fn show(
        &mut self,
        operands: &[Object],
        resources: &Dict,
        page: &mut Page,
        depth: usize,
    ) -> Result<(), String> {
        let Some(name) = operands.first().and_then(Object::name) else { return Ok(()) };
        let objects = self.file.dict(resources.get("XObject"));
        let Some(stream) = self.file.stream(objects.get(name)).cloned() else { return Ok(()) };
        match self.file.follow(stream.dict.get("Subtype")).name() {
            Some("Image") => page.pictures += 1,
            Some("Form") if depth < DEEP => self.form(&stream, resources, page, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn form(&mut self, form: &Stream, resources: &Dict, page: &mut Page, depth: usize) -> Result<(), String> {
        let bytes = self.file.unpack(form)?;
        let own = self.file.dict(form.dict.get("Resources"));
        let resources = if own.0.is_empty() { resources } else { &own };
        let before = (page.state.clone(), page.saved.len(), page.marks.len());
        if let Object::Array(list) = self.file.follow(form.dict.get("Matrix")) {
            let list: Vec<f64> = list.iter().filter_map(|n| self.file.resolve_number(n)).collect();
            if let Ok(matrix) = Matrix::try_from(list) {
                page.state.ctm = times(&matrix, &page.state.ctm);
            }
        }
        self.run(&bytes, resources, page, depth + 1)?;
        page.state = before.0;
        page.saved.truncate(before.1);
        page.marks.truncate(before.2);
        Ok(())
    }

    /// Opens a mark that says something of what it holds.
    fn mark(&self, operands: &[Object], resources: &Dict, page: &mut Page) {
        let [Object::Name(tag), properties] = operands else { return page.open_mark(false, None) };
        let properties = match properties {
            Object::Name(name) => self.file.dict(self.file.dict(resources.get("Properties")).get(name)),
            other => self.file.dict(other),
        };
        let actual = match self.file.follow(properties.get("ActualText")) {
            Object::Text(text) => Some(characters(&text)),
            _ => None,
        };
        page.open_mark(tag == "Artifact", actual);
    }
}

impl Page {
    fn new(ctm: Matrix) -> Self {
        let state = State {
            ctm,
            font: None,
            size: 0.0,
            between: 0.0,
            words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            pieces: Vec::new(),
            state,
            saved: Vec::new(),
            text: SAME,
            line: SAME,
            marks: Vec::new(),
            pictures: 0,
            unknown: 0,
        }
    }

    fn open_mark(&mut self, artifact: bool, actual: Option<String>) {
        if self.marks.len() < SAVED {
            self.marks.push((artifact, actual));
        }
    }

    /// Carries out an operator that needs nothing but the page; how many characters it showed.
    fn operate(&mut self, operator: &[u8], operands: &[Object]) -> u64 {
        let number = |i: usize| operands.get(i).and_then(Object::number).unwrap_or(0.0);
        let state = &mut self.state;
        match operator {
            b"q" if self.saved.len() < SAVED => self.saved.push(state.clone()),
            b"Q" => {
                if let Some(saved) = self.saved.pop() {
                    self.state = saved;
                }
            }
            b"cm" => state.ctm = times(&matrix(operands), &state.ctm),
            b"BT" => (self.text, self.line) = (SAME, SAME),
            b"Tc" => state.between = number(0),
            b"Tw" => state.words = number(0),
            b"Tz" => state.stretch = number(0) / 100.0,
            b"TL" => state.leading = number(0),
            b"Ts" => state.rise = number(0),
            b"Td" => self.next_line(number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            b"Tm" => {
                self.line = matrix(operands);
                self.text = self.line;
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => return self.show(operands.first()),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                return self.show(operands.first());
            }
            b"\"" => {
                (state.words, state.between) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                return self.show(operands.get(2));
            }
            b"TJ" => {
                let Some(Object::Array(list)) = operands.first() else { return 0 };
                return list.iter().map(|part| self.part(part)).sum();
            }
            b"BMC" => {
                let artifact = operands.first().and_then(Object::name) == Some("Artifact");
                self.open_mark(artifact, None);
            }
            b"EMC" => drop(self.marks.pop()),
            _ => {}
        }
        0
    }

    fn part(&mut self, part: &Object) -> u64 {
        if let Object::Number(back) = part {
            let along = -back / 1000.0 * self.state.size * self.state.stretch;
            self.text = times(&[1.0, 0.0, 0.0, 1.0, along, 0.0], &self.text);
        }
        self.show(Some(part))
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times(&[1.0, 0.0, 0.0, 1.0, x, y], &self.line);
        self.text = self.line;
    }

    fn show(&mut self, text: Option<&Object>) -> u64 {
        let (Some(Object::Text(bytes)), Some(font)) = (text, self.state.font.clone()) else { return 0 };
        let mut count = 0;
        for shown in font.show(bytes) {
            count += 1;
            let state = &self.state;
            let spaced = state.between + if shown.space { state.words } else { 0.0 };
            let drawn = shown.width / 1000.0 * state.size;
            let along = (drawn + spaced) * state.stretch;
            let at = times(&[state.stretch, 0.0, 0.0, 1.0, 0.0, state.rise], &times(&self.text, &state.ctm));
            self.text = times(&[1.0, 0.0, 0.0, 1.0, along, 0.0], &self.text);
            let artifact = self.marks.iter().any(|(artifact, _)| *artifact);
            // What is said to be there instead is there once, at the first shape; the others only make it longer.
            let actual =
                self.marks.iter_mut().rev().find_map(|(_, actual)| actual.as_mut()).map(std::mem::take);
            let text = actual.as_deref().unwrap_or(&shown.text);
            self.add(text, &at, drawn, font.bold, artifact);
        }
        count
    }

    /// Adds a character, to the last piece if it goes on there.
    fn add(&mut self, text: &str, at: &Matrix, drawn: f64, bold: bool, artifact: bool) {
        let size = at[2].hypot(at[3]) * self.state.size.abs();
        // Text that is turned is a stamp or the title of a drawing.
        let level = at[1].abs() <= 0.05 * at[0].abs() && at[0] > 0.0;
        let (x, y) = (at[4], at[5]);
        if !level || !(0.5..2000.0).contains(&size) || ![x, y].iter().all(|n| n.is_finite() && n.abs() < 1e5)
        {
            return;
        }
        let end = x + drawn * at[0];
        self.unknown += usize::from(text.is_empty());
        let blank = text.chars().all(char::is_whitespace);
        if let Some(last) = self.pieces.last_mut()
            && (last.y - y).abs() < 0.1 * size
            && (last.size - size).abs() < 0.05 * size
            && last.bold == bold
            && last.artifact == artifact
        {
            let gap = x - last.x[1];
            if gap > -0.3 * size && gap < 0.9 * size {
                let apart = gap > 0.12 * size || blank && !text.is_empty();
                if apart && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                if !blank {
                    push(&mut last.text, text);
                }
                last.x[1] = end.max(last.x[1]);
                return;
            }
        }
        if !blank {
            let mut own = String::new();
            push(&mut own, text);
            self.pieces.push(Piece { text: own, x: [x, end.max(x)], y, size, bold, artifact });
        }
    }
}

/// Adds characters, ligatures as their letters.
fn push(to: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            'ﬀ' => to.push_str("ff"),
            'ﬁ' => to.push_str("fi"),
            'ﬂ' => to.push_str("fl"),
            'ﬃ' => to.push_str("ffi"),
            'ﬄ' => to.push_str("ffl"),
            'ﬅ' | 'ﬆ' => to.push_str("st"),
            char if char.is_whitespace() => to.push(' '),
            char if char.is_control() => {}
            char => to.push(char),
        }
    }
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut matrix = SAME;
    for (place, operand) in matrix.iter_mut().zip(operands) {
        *place = operand.number().unwrap_or(*place);
    }
    matrix
}

/// Where the picture that begins at `at` within a page ends.
fn after_picture(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let ends = |found: &usize| {
        let before =
            found.checked_sub(1).and_then(|before| rest.get(before)).is_some_and(|byte| is_space(*byte));
        let after = rest.get(found + 2).is_none_or(|byte| is_space(*byte));
        before && after
    };
    let end = memchr::memmem::find_iter(rest, b"EI").find(ends);
    at + end.map_or(rest.len(), |end| end + 2)
}

/// Characters as a file writes them outside of its pages.
pub fn characters(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        return utf_16(wide);
    }
    if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(text).into_owned();
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}
