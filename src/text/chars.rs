//! Character classes that several stages share: quotation marks, apostrophes, dashes, bullets.

/// Double quotation marks that open: “ „ «; “ closes where „ opened.
pub const fn opens_quotation(c: char) -> bool {
    matches!(c, '“' | '„' | '«' | '‟')
}

/// Double quotation marks that can only close: ” ».
pub const fn closes_quotation(c: char) -> bool {
    matches!(c, '”' | '»')
}

/// Any double quotation mark, the straight one too.
pub const fn is_double_mark(c: char) -> bool {
    c == '"' || opens_quotation(c) || closes_quotation(c)
}

/// Single marks, which may also be apostrophes: ' ‘ ’ ‚ ‹ › and the grave accent used as one.
pub const fn is_single_mark(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`' | 'ʼ')
}

/// Characters that stand inside a word as an apostrophe: ' ’ ʼ ‘ (transliterations: Ba‘ath).
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// Dashes that part clauses (and datelines from their text): – — ― and, between spaces, the hyphen.
pub const fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '‒')
}

/// Hyphens that join words: - ‐ ‑.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Marks that begin a list item.
pub const fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '·' | '▪' | '‣' | '◦' | '*')
}

/// Characters without a width of their own that reorder or hide text around them: bidi controls,
/// zero-width characters, byte order marks. They never reach a terminal.
pub const fn is_invisible(c: char) -> bool {
    // Hardly a letter of most texts needs the other question.
    c >= '\u{ad}'
        && matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
