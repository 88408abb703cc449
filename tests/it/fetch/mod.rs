//! Fetching from a real server that misbehaves, into a folder that must be whole whatever happens.

mod answers;
mod encrypted;
mod feeds;
mod folder;
mod manners;
mod program;
mod server;

use std::{fs, path::Path, sync::atomic::AtomicBool, time::Duration};

use dixit::fetch::{self, Became, Event, Settings, Summary, Timeouts, sources};
use server::{Reply, Request, Server};

/// Long enough for anything that is to come.
const PATIENT: Duration = Duration::from_secs(30);

/// Long enough for a server on the same machine that answers, however busy that is; what is to take too long never comes.
const SHORT: Duration = Duration::from_secs(1);

/// How pages are fetched in tests: without pauses, but with all the time there is.
fn settings(folder: &Path) -> Settings {
    Settings {
        retries: 1,
        delay: Duration::ZERO,
        backoff: Duration::from_millis(5),
        timeouts: Timeouts { connect: PATIENT, answer: PATIENT, pause: PATIENT, whole: PATIENT, slowest: 0 },
        proxied: false,
        ..Settings::new(folder.to_owned())
    }
}

/// What became of everything, in the order of the addresses, each with where it was on the server.
#[derive(Debug)]
struct Fetched {
    became: Vec<(String, Became)>,
    events: Vec<Event>,
    summary: Summary,
}

impl Fetched {
    /// Why it failed, of each that did.
    fn reasons(&self) -> Vec<&str> {
        let became = self.became.iter().map(|(_, became)| became);
        became
            .filter_map(|became| match became {
                Became::Failed(reason) => Some(reason.as_str()),
                _ => None,
            })
            .collect()
    }
}

/// Fetches addresses, or what the text of a file says.
fn fetch(what: &[String], settings: Settings) -> Fetched {
    let (wanted, unusable) = sources::wanted(Path::new("-"), &mut what.join("\n").as_bytes()).unwrap();
    assert!(unusable.is_empty(), "{unusable:?}");
    let mut events = Vec::new();
    let stop = AtomicBool::new(false);
    let summary = fetch::run(wanted, settings, &stop, &mut |event| events.push(event.clone())).unwrap();
    let mut became: Vec<(String, Became)> = events
        .iter()
        .filter_map(|event| match event {
            Event::Done(url, became) => Some((url.clone(), became.clone())),
            _ => None,
        })
        .collect();
    became.sort_by(|a, b| a.0.cmp(&b.0));
    Fetched { became, events, summary }
}

/// Fetches one path of a server with these settings.
fn fetch_one(server: &Server, path: &str, settings: Settings) -> Fetched {
    fetch(&[server.url(path)], settings)
}

/// The names of the files in a folder, in order; notes aside, and where feeds are kept.
fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_page = |name: &String| !name.ends_with(".fetched.json") && name != ".dixit-feeds";
    let mut names: Vec<String> = names.filter(is_page).collect();
    names.sort();
    names
}

/// The note beside a file, as JSON.
fn note(folder: &Path, file: &str) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join(format!("{file}.fetched.json"))).unwrap()).unwrap()
}

/// A page of an invented paper.
fn page(title: &str, words: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title} | Harbour Post</title></head><body><article><h1>{title}</h1>\
         <time datetime=\"2026-03-04T07:15:00+02:00\">4 March 2026</time><p>{words}</p></article></body></html>"
    )
}

/// A page about a ferry, with a quotation.
fn ferry() -> String {
    page(
        "Ferry runs again after winter",
        "The ferry left the old harbour at six in the morning, the port said. “We have waited since November,” said \
         Tamsin Okafor, who runs the café on the quay.",
    )
}
