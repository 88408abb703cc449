//! How many web pages of real size are read and analysed in a second by one core: pages of the corpus in their layouts, each
//! with as much text, menus, styles and scripts as pages have (100 KB).
//!
//! ```text
//! cargo run --release --example pages -- [PAGES]
//! ```
#![allow(clippy::print_stdout, reason = "an example reports on standard output")]

use std::{
    fs, io,
    path::Path,
    time::{Duration, Instant},
};

use dixit::{
    ingest::formats::{Budget, Context, read_all},
    pipeline::Engine,
};

/// The size of a page, in bytes.
const SIZE: usize = 100_000;

/// What a page is filled with: half of it is what no reader sees.
const MENU: &str = "<li class=\"menu-item depth-1\"><a href=\"/section/harbour\" data-track=\"nav:harbour\">Harbour</a></li>\n";
const SCRIPT: &str = "window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)};if(a<b&&c>d){e('<div>')}\n";
const TEASER: &str = "<div class=\"teaser\"><a href=\"/x\"><img src=\"x.jpg\" alt=\"\"><h4>Another story of the day</h4></a></div>\n";

fn main() -> io::Result<()> {
    let pages: usize = std::env::args().nth(1).and_then(|arg| arg.parse().ok()).unwrap_or(1000);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/html");
    let layouts = ["ferry.html", "teachers.html", "flood-live.html"];
    let layouts = layouts.map(|name| fs::read_to_string(folder.join(name)));
    let layouts: Vec<String> = layouts.into_iter().collect::<io::Result<_>>()?;
    let engine = Engine::new();
    let (mut reading, mut analysing, mut words, mut quotations) = (Duration::ZERO, Duration::ZERO, 0, 0);
    for nth in 0..pages {
        let page = filled(&layouts[nth % layouts.len()], nth);
        let began = Instant::now();
        let budget = Budget::new(page.len() as u64);
        let intake = read_all(page.into_bytes(), &Context::file("page.html".as_ref(), &budget), true);
        reading += began.elapsed();
        let began = Instant::now();
        for document in &intake.documents {
            words += document.raw.split_whitespace().count();
            quotations += engine.analyse(document).attributions.len();
        }
        analysing += began.elapsed();
    }
    let all = reading + analysing;
    println!(
        "{pages} pages, {words} words, {quotations} quotations: {:.1} pages a second and core ({:.2} ms to read one, {:.2} ms to analyse it){}",
        pages as f64 / all.as_secs_f64(),
        reading.as_secs_f64() * 1e3 / pages as f64,
        analysing.as_secs_f64() * 1e3 / pages as f64,
        peak().map(|peak| format!(", memory at most {peak}")).unwrap_or_default(),
    );
    Ok(())
}

/// A page of [`SIZE`] bytes: the layout with more paragraphs, and with what surrounds them.
fn filled(layout: &str, nth: usize) -> String {
    let paragraph = |i: usize| {
        format!(
            "<p>Boat number {i} of day {nth} came in at dawn with its nets empty, the harbour master said. “We counted {i} of \
             them,” said Tamsin Okafor, who has counted boats for thirty years, “and none had a fish in it.”</p>\n"
        )
    };
    let body: String = (0..40).map(paragraph).collect();
    let at = layout.find("</p>").map_or(layout.len(), |at| at + 4);
    let (before, after) = layout.split_at(at);
    let mut page = before.replacen("<nav", &format!("<ul>{}</ul><nav", MENU.repeat(80)), 1) + &body + after;
    page = page.replacen("<footer", &format!("<aside>{}</aside><footer", TEASER.repeat(60)), 1);
    let room = SIZE.saturating_sub(page.len() + 20);
    let script = format!("<script>{}</script>", SCRIPT.repeat(room / SCRIPT.len()));
    page.replacen("</head>", &(script + "</head>"), 1)
}

/// The most memory the process had, where the system says.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|peak| peak.trim().to_owned())
}
