//! Line numbers: where each line of a text begins, found once, asked often.

use memchr::memchr_iter;

/// The starts of a text's lines, in bytes.
#[derive(Debug, Clone)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of `text` (parted by `\n`).
    pub fn new(text: &str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|i| i as u32 + 1)).collect();
        Self { starts }
    }

    /// The number of the line that holds byte `offset`, counted from 1.
    pub fn number(&self, offset: u32) -> usize {
        self.starts.partition_point(|&s| s <= offset)
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn lines_count_from_one_and_a_break_belongs_to_the_line_it_ends() {
        let lines = Lines::new("a\nbc\n");
        assert_eq!([0, 1, 2, 4, 5].map(|o| lines.number(o)), [1, 1, 2, 2, 3]);
    }
}
