//! Bytes to Unicode code points: the offsets that other tools count in (W3C `TextPositionSelector`, Python).

use super::Span;

/// Maps byte offsets of one text to code point offsets; a checkpoint every 256 bytes keeps it small.
#[derive(Debug, Clone)]
pub struct Points<'t> {
    text: &'t str,
    /// Code points before byte `256 * i`.
    before: Vec<u32>,
}

const STEP: usize = 256;

impl<'t> Points<'t> {
    /// Counts `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += starts(chunk);
        }
        before.push(count);
        Self { text, before }
    }

    /// Code points before byte `offset`; for an offset past the end, the number of all.
    pub fn offset(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        let step = offset / STEP;
        let known = self.before.get(step).copied().unwrap_or_default();
        known + starts(self.text.as_bytes().get(step * STEP..offset).unwrap_or_default())
    }

    /// A span as `[start, end]` in code points, end exclusive.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.offset(span.start()), self.offset(span.end())]
    }
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_not_bytes() {
        let text = "“é” 😀".repeat(200);
        let points = Points::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.offset(byte as u32) as usize, count);
        }
        assert_eq!(points.offset(u32::MAX) as usize, text.chars().count());
    }
}
