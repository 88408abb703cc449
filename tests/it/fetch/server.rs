//! A real HTTP server on loopback that behaves as badly as it is told to.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// What was asked of the server.
#[derive(Debug, Clone)]
pub struct Request {
    /// Path and query.
    pub path: String,
    /// Fields of the head, their names in lower case.
    pub fields: BTreeMap<String, String>,
    /// When it came.
    pub at: Instant,
}

impl Request {
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// What is sent, piece by piece.
#[derive(Debug, Clone)]
pub enum Piece {
    Bytes(Vec<u8>),
    /// Nothing for this long.
    Pause(Duration),
    /// Nothing more, and the connection stays open until the other side has had enough.
    Silence,
    /// These bytes again and again until the other side has had enough, with a pause between.
    Endless(Vec<u8>, Duration),
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Reply(pub Vec<Piece>);

impl Reply {
    /// A status with fields, each on a line, and a body of the length it has.
    pub fn with(status: &str, fields: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        Self::raw(&format!("{status}\n{fields}\nContent-Length: {}", body.len()), body)
    }

    /// The same, whose fields are all that are sent.
    pub fn raw(head: &str, body: impl AsRef<[u8]>) -> Self {
        let lines: Vec<&str> = head.lines().filter(|line| !line.is_empty()).collect();
        let mut bytes = format!("HTTP/1.1 {}\r\nConnection: close\r\n\r\n", lines.join("\r\n")).into_bytes();
        bytes.extend_from_slice(body.as_ref());
        Self(vec![Piece::Bytes(bytes)])
    }

    /// A page.
    pub fn html(body: impl AsRef<[u8]>) -> Self {
        Self::with("200 OK", "Content-Type: text/html; charset=utf-8", body)
    }

    /// A status and nothing else.
    pub fn status(status: &str) -> Self {
        Self::with(status, "", "")
    }

    pub fn redirect(to: &str) -> Self {
        Self::with("302 Found", &format!("Location: {to}"), "")
    }

    pub fn then(mut self, piece: Piece) -> Self {
        self.0.push(piece);
        self
    }
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

/// A server, which ends with the value.
pub struct Server {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    handler: Box<Handler>,
    asked: Mutex<Vec<Request>>,
    ended: AtomicBool,
    /// Requests whose answers are being thought of, and how many were at most.
    open: AtomicUsize,
    most: AtomicUsize,
}

impl Server {
    /// A server that answers as `handler` says; of robots.txt it has none, unless `handler` is asked for it.
    pub fn new(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            asked: Mutex::default(),
            ended: AtomicBool::new(false),
            open: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        });
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if own.ended.load(Ordering::SeqCst) {
                    break;
                }
                let shared = Arc::clone(&own);
                if let Ok(stream) = stream {
                    thread::spawn(move || shared.serve(&stream));
                }
            }
        });
        Self { address, shared, thread: Some(thread) }
    }

    /// A server with these pages, each under its path, and "404 Not Found" for all else.
    pub fn of(pages: impl IntoIterator<Item = (impl Into<String>, Reply)>) -> Self {
        let pages: BTreeMap<String, Reply> =
            pages.into_iter().map(|(path, reply)| (path.into(), reply)).collect();
        Self::new(move |asked| {
            pages.get(&asked.path).cloned().unwrap_or_else(|| Reply::status("404 Not Found"))
        })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked, robots.txt aside.
    pub fn asked(&self) -> Vec<Request> {
        let asked = self.shared.asked.lock().unwrap();
        asked.iter().filter(|one| one.path != "/robots.txt").cloned().collect()
    }

    /// The paths that were asked for, in order.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|one| one.path).collect()
    }

    /// How often robots.txt was asked for.
    pub fn robots(&self) -> usize {
        let asked = self.shared.asked.lock().unwrap();
        asked.iter().filter(|one| one.path == "/robots.txt").count()
    }

    /// How many requests were being answered at once, at most.
    pub fn most_at_once(&self) -> usize {
        self.shared.most.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Whoever waits for a connection gets one.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn serve(&self, stream: &TcpStream) {
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let Some(first) = lines.next() else { return };
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let fields = lines.take_while(|line| !line.is_empty()).filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_ascii_lowercase(), value.trim().to_owned()))
        });
        let request = Request { path, fields: fields.collect(), at: Instant::now() };
        self.asked.lock().unwrap().push(request.clone());
        let open = self.open.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(open, Ordering::SeqCst);
        let reply = (self.handler)(&request);
        // Whoever has the last byte may ask again before this is known here.
        self.open.fetch_sub(1, Ordering::SeqCst);
        // Whoever asks may have gone.
        let _ = self.send(stream, &reply);
        let _ = stream.shutdown(Shutdown::Both);
    }

    fn send(&self, mut stream: &TcpStream, reply: &Reply) -> std::io::Result<()> {
        for piece in &reply.0 {
            match piece {
                Piece::Bytes(bytes) => stream.write_all(bytes)?,
                Piece::Pause(time) => thread::sleep(*time),
                Piece::Silence => {
                    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
                    while stream.read(&mut [0; 64])? > 0 {}
                }
                Piece::Endless(bytes, pause) => {
                    while !self.ended.load(Ordering::SeqCst) {
                        stream.write_all(bytes)?;
                        thread::sleep(*pause);
                    }
                }
            }
        }
        Ok(())
    }
}
