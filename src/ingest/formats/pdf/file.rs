//! A PDF file as a set of numbered objects.
//!
//! The tables in which a file says where its objects lie are not asked: files are cut off, joined and edited, and the tables
//! lie. All of the file is looked through once, and of two objects with one number the later counts.

use std::cell::Cell;

use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    super::{super::limits, Context},
    filter,
    object::{Dict, Lexer, Object, is_space, whole},
};

/// Where an object stands.
#[derive(Debug, Clone, Copy)]
enum Where {
    /// In the file.
    At(usize),
    /// In an unpacked stream of objects.
    Packed(usize, usize),
}

/// A stream: what is said of it, and its bytes as they are packed.
#[derive(Debug, Clone)]
pub struct Stream {
    /// What is said of it.
    pub dict: Dict,
    start: usize,
    end: usize,
}

/// How many trailers may follow each other, and how many bytes of one are read.
const TRAILERS: usize = 100;
const TRAILER: usize = 1 << 14;

/// A PDF file.
pub struct File<'f> {
    bytes: &'f [u8],
    context: &'f Context<'f>,
    objects: FxHashMap<u32, Where>,
    streams: FxHashMap<u32, Stream>,
    packed: Vec<Vec<u8>>,
    /// How many bytes of objects may still be read: an object that has no end is read to the end of the file.
    left: Cell<u64>,
    /// What the file says of itself as a whole.
    trailer: Dict,
}

impl<'f> File<'f> {
    /// Looks through a file.
    pub fn open(bytes: &'f [u8], context: &'f Context<'f>) -> Result<Self, String> {
        let mut file = Self {
            bytes,
            context,
            objects: FxHashMap::default(),
            streams: FxHashMap::default(),
            packed: Vec::new(),
            left: Cell::new(limits::OBJECT_BYTES),
            trailer: Dict::default(),
        };
        let found = file.scan()?;
        if file.resolve(&Object::Dict(file.trailer.clone()), "Encrypt") != Object::Null {
            return Err(
                "is encrypted; printed to a file by a reader that opens it, it can be read".to_owned()
            );
        }
        file.unpack_objects(&found)?;
        Ok(file)
    }

    /// Finds the objects that stand in the file itself; their numbers in order.
    fn scan(&mut self) -> Result<Vec<u32>, String> {
        let mut found = Vec::new();
        let mut no_more_ends = false;
        let finder = memmem::Finder::new(b"obj");
        let mut at = 0;
        let mut trailers = 0;
        while let Some(next) = finder.find(self.bytes.get(at..).unwrap_or_default()) {
            let word = at + next;
            self.trailers(trailers, word);
            trailers = word;
            at = word + 3;
            let Some(number) = self.number_before(word) else { continue };
            let mut lexer = Lexer::new(self.bytes, at);
            let start = at;
            let Some(object) = lexer.object() else { break };
            at = lexer.at.max(at);
            if let Object::Dict(dict) = object
                && let Some((data, end)) = self.data(&mut lexer, &dict, &mut no_more_ends)
            {
                if dict.get("Type").name() == Some("XRef") {
                    self.say(dict.clone());
                }
                (at, trailers) = (end, end);
                self.streams.insert(number, Stream { dict, start: data, end });
            } else {
                self.streams.remove(&number);
            }
            self.objects.insert(number, Where::At(start));
            found.push(number);
            if found.len() > limits::OBJECTS {
                return Err(format!("more than {} objects", limits::OBJECTS));
            }
        }
        self.trailers(trailers, self.bytes.len());
        if found.is_empty() { Err("damaged: holds no objects".to_owned()) } else { Ok(found) }
    }

    /// The number of the object that begins at "obj": "12 0 obj".
    fn number_before(&self, word: usize) -> Option<u32> {
        let before = self.bytes.get(word.saturating_sub(24)..word)?;
        let mut parts = before.rsplitn(2, |byte| !byte.is_ascii_digit() && !is_space(*byte));
        let digits = std::str::from_utf8(parts.next()?).ok()?;
        let mut numbers = digits
            .split(|c: char| c.is_ascii_whitespace() || c == '\0')
            .rev()
            .filter(|part| !part.is_empty());
        let spaced = before.last().is_some_and(|byte| is_space(*byte));
        numbers.next().filter(|_| spaced)?;
        numbers.next()?.parse().ok()
    }

    /// The bytes of the stream whose dictionary was just read.
    fn data(&self, lexer: &mut Lexer<'_>, dict: &Dict, no_more_ends: &mut bool) -> Option<(usize, usize)> {
        lexer.skip_space();
        let rest = self.bytes.get(lexer.at..)?.strip_prefix(b"stream")?;
        let rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .or_else(|| rest.strip_prefix(b"\r"))
            .unwrap_or(rest);
        let start = self.bytes.len() - rest.len();
        let said = dict.get("Length").number().map(|length| start.saturating_add(whole(length) as usize));
        if let Some(end) = said.filter(|end| *end <= self.bytes.len()) {
            let after = self.bytes.get(end..)?;
            let spaces = after.iter().take_while(|byte| is_space(**byte)).take(4).count();
            if after.get(spaces..).is_some_and(|after| after.starts_with(b"endstream")) {
                return Some((start, end));
            }
        }
        // Searched for once in vain, it is nowhere further on.
        let length = if *no_more_ends { None } else { memmem::find(rest, b"endstream") };
        *no_more_ends |= length.is_none();
        Some((start, start + length.unwrap_or(rest.len())))
    }

    /// Reads the trailers that stand between two places.
    fn trailers(&mut self, from: usize, to: usize) {
        let Some(part) = self.bytes.get(from..to) else { return };
        for at in memmem::find_iter(part, b"trailer").take(TRAILERS) {
            let rest = self.bytes.get(from + at + 7..).unwrap_or_default();
            let rest = rest.get(..rest.len().min(TRAILER)).unwrap_or_default();
            if let Some(Object::Dict(dict)) = Lexer::new(rest, 0).object() {
                self.say(dict);
            }
        }
    }

    /// Takes over what a trailer says; of two that say something the later counts.
    fn say(&mut self, dict: Dict) {
        for (name, value) in dict.0 {
            if ["Root", "Info", "Encrypt"].contains(&name.as_str()) {
                self.trailer.0.retain(|(own, _)| *own != name);
                self.trailer.0.push((name, value));
            }
        }
    }

    /// Unpacks the streams that hold objects, in the order of the file.
    fn unpack_objects(&mut self, found: &[u32]) -> Result<(), String> {
        let mut seen = FxHashSet::default();
        let mut later: FxHashMap<u32, usize> = FxHashMap::default();
        later.extend(found.iter().enumerate().map(|(nth, number)| (*number, nth)));
        for (nth, number) in found.iter().enumerate() {
            let Some(stream) = self.streams.get(number) else { continue };
            if stream.dict.get("Type").name() != Some("ObjStm") || !seen.insert(*number) {
                continue;
            }
            let stream = stream.clone();
            let first = self.resolve_number(stream.dict.get("First")).unwrap_or(0.0);
            let count = self.resolve_number(stream.dict.get("N")).unwrap_or(0.0);
            let bytes = self.unpack(&stream)?;
            let mut lexer = Lexer::new(&bytes, 0);
            let place = self.packed.len();
            for _ in 0..(whole(count) as usize).min(limits::OBJECTS) {
                let (Some(Object::Number(number)), Some(Object::Number(offset))) =
                    (lexer.object(), lexer.object())
                else {
                    break;
                };
                let (number, offset) = (whole(number), whole(first + offset) as usize);
                // An object that stands in the file itself further down is newer.
                if later.get(&number).is_none_or(|at| *at < nth) {
                    self.objects.insert(number, Where::Packed(place, offset));
                    self.streams.remove(&number);
                }
            }
            if self.objects.len() > limits::OBJECTS {
                return Err(format!("more than {} objects", limits::OBJECTS));
            }
            self.packed.push(bytes);
        }
        Ok(())
    }

    /// What the bytes of a stream are, unpacked.
    pub fn unpack(&self, stream: &Stream) -> Result<Vec<u8>, String> {
        let list = |name: &str, short: &str| {
            let value = match stream.dict.get(name) {
                Object::Null => stream.dict.get(short),
                value => value,
            };
            match self.follow(value) {
                Object::Array(list) => list.iter().map(|value| self.follow(value)).collect(),
                Object::Null => Vec::new(),
                one => vec![one],
            }
        };
        let (filters, parameters) = (list("Filter", "F"), list("DecodeParms", "DP"));
        let mut bytes = self.bytes.get(stream.start..stream.end).unwrap_or_default().to_vec();
        for (nth, filter) in filters.iter().enumerate() {
            let parameters = match parameters.get(nth) {
                Some(Object::Dict(dict)) => dict.clone(),
                _ => Dict::default(),
            };
            let left = self.context.budget().left();
            let most = usize::try_from(left.min(limits::PART)).unwrap_or(usize::MAX) + 1;
            bytes = filter::unpack(filter.name().unwrap_or_default(), &parameters, &bytes, most)
                .unwrap_or_default();
            self.context.budget().spend(bytes.len() as u64)?;
        }
        Ok(bytes)
    }

    /// The object with this number.
    fn object(&self, number: u32) -> Object {
        let read = |bytes: &[u8], at: usize| {
            let Some(left) = self.left.get().checked_sub(64) else { return Object::Null };
            let mut lexer = Lexer::new(bytes, at);
            let object = lexer.object().unwrap_or_default();
            self.left.set(left.saturating_sub((lexer.at - at.min(lexer.at)) as u64));
            object
        };
        match self.objects.get(&number) {
            Some(Where::At(at)) => read(self.bytes, *at),
            Some(Where::Packed(stream, at)) => {
                self.packed.get(*stream).map(|bytes| read(bytes, *at)).unwrap_or_default()
            }
            None => Object::Null,
        }
    }

    /// The object that is meant: itself, or what it refers to.
    pub fn follow(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..20 {
            let Object::Ref(number) = object else { return object };
            object = self.object(number);
        }
        Object::Null
    }

    /// What `object`, a dictionary or a reference to one, has under a name.
    pub fn resolve(&self, object: &Object, name: &str) -> Object {
        match self.follow(object) {
            Object::Dict(dict) => self.follow(dict.get(name)),
            _ => Object::Null,
        }
    }

    /// The same as a dictionary; empty if it is none.
    pub fn dict(&self, object: &Object) -> Dict {
        match self.follow(object) {
            Object::Dict(dict) => dict,
            _ => Dict::default(),
        }
    }

    /// The number that is meant.
    pub fn resolve_number(&self, object: &Object) -> Option<f64> {
        self.follow(object).number()
    }

    /// The stream that is meant.
    pub fn stream(&self, object: &Object) -> Option<&Stream> {
        let Object::Ref(number) = object else { return None };
        self.streams.get(number).or_else(|| match self.object(*number) {
            Object::Ref(next) => self.streams.get(&next),
            _ => None,
        })
    }

    /// The root of the file.
    pub fn root(&self) -> Object {
        self.trailer.get("Root").clone()
    }

    /// What the file says of its title, author, dates.
    pub fn info(&self) -> Dict {
        self.dict(self.trailer.get("Info"))
    }

    /// The pages in order, each with what it inherits.
    pub fn pages(&self) -> Result<Vec<Dict>, String> {
        let mut pages = Vec::new();
        let root = self.dict(&self.root());
        let mut seen = FxHashSet::default();
        let mut waiting = vec![(root.get("Pages").clone(), Dict::default())];
        while let Some((node, inherited)) = waiting.pop() {
            if let Object::Ref(number) = node
                && !seen.insert(number)
            {
                continue;
            }
            let Object::Dict(mut dict) = self.follow(&node) else { continue };
            for name in ["Resources", "MediaBox", "Rotate"] {
                if *dict.get(name) == Object::Null && *inherited.get(name) != Object::Null {
                    dict.0.push((name.to_owned(), inherited.get(name).clone()));
                }
            }
            if let Object::Array(kids) = self.follow(dict.get("Kids")) {
                let above = Dict(dict.0.into_iter().filter(|(name, _)| name != "Kids").collect());
                waiting.extend(kids.into_iter().rev().map(|kid| (kid, above.clone())));
            } else {
                pages.push(dict);
            }
            if pages.len() > limits::PAGES {
                return Err(format!("more than {} pages", limits::PAGES));
            }
        }
        if pages.is_empty() {
            pages = self.loose_pages();
        }
        Ok(pages)
    }

    /// The pages of a file whose root is lost, by their numbers.
    fn loose_pages(&self) -> Vec<Dict> {
        let mut numbers: Vec<u32> = self.objects.keys().copied().collect();
        numbers.sort_unstable();
        let dicts = numbers.into_iter().map(|number| self.dict(&Object::Ref(number)));
        dicts.filter(|dict| dict.get("Type").name() == Some("Page")).take(limits::PAGES).collect()
    }
}
