//! Asking for one address, once: what the server answers, or what kept it from answering. The only place that opens a
//! connection.

use std::{
    io::Read,
    path::Path,
    sync::OnceLock,
    time::{Duration, Instant},
};

use rustls::CertificateError;
use ureq::{
    Agent, Error, Proxy, Timeout,
    http::{HeaderMap, HeaderName, StatusCode, header},
    tls::{Certificate, TlsConfig},
};
use url::Url;

use super::{
    encoding::{self, Packed},
    tls,
};

/// Bytes of the head of an answer.
const HEAD: usize = 64 << 10;

/// How long things may take.
#[derive(Debug, Clone)]
pub struct Timeouts {
    /// Until there is a connection: name looked up, server reached, encryption agreed on.
    pub connect: Duration,
    /// From then until the head of the answer is there.
    pub answer: Duration,
    /// While nothing comes.
    pub pause: Duration,
    /// All of it.
    pub whole: Duration,
    /// Bytes a second that must come on the average, counted once [`Timeouts::pause`] has passed.
    pub slowest: u64,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            answer: Duration::from_secs(30),
            pause: Duration::from_secs(20),
            whole: Duration::from_mins(2),
            slowest: 200,
        }
    }
}

/// What makes a server answer "not changed".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Condition {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// How much of a body is wanted, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Size {
    /// All of it; one that has more is none.
    Whole(u64),
    /// So many at its beginning.
    Beginning(u64),
}

/// An answer with its body, unpacked. Only of a success is there a body.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    pub status: u16,
    pub content_type: Option<String>,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub location: Option<String>,
    pub retry_after: Option<String>,
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub reason: String,
    /// Whether it may go another time.
    pub temporary: bool,
}

impl Trouble {
    pub fn lasting(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), temporary: false }
    }

    fn passing(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), temporary: true }
    }
}

/// What asks.
#[derive(Debug)]
pub(super) struct Client {
    agent: String,
    timeouts: Timeouts,
    proxied: bool,
    plain: Agent,
    /// Made when it is first needed: reading all certificates takes a while.
    encrypted: OnceLock<Result<Agent, String>>,
    own: Vec<Certificate<'static>>,
}

impl Client {
    /// A client that calls itself `agent`; `proxied`: whether proxies the environment names are used. An error if the
    /// certificates cannot be read.
    pub fn new(
        agent: &str,
        timeouts: &Timeouts,
        proxied: bool,
        certificates: Option<&Path>,
    ) -> Result<Self, String> {
        let own = certificates.map(tls::certificates).transpose()?.unwrap_or_default();
        Ok(Self {
            agent: agent.to_owned(),
            timeouts: timeouts.clone(),
            proxied,
            plain: agent_of(agent, timeouts, proxied, None),
            encrypted: OnceLock::new(),
            own,
        })
    }

    /// Breaks off whatever is being read.
    pub fn stop(&self) {
        self.plain.clone().shutdown();
        if let Some(Ok(agent)) = self.encrypted.get() {
            agent.clone().shutdown();
        }
    }

    fn agent(&self, url: &Url) -> Result<&Agent, Trouble> {
        if url.scheme() == "http" {
            return Ok(&self.plain);
        }
        let make = || {
            let tls = tls::config(&self.own)?;
            Ok(agent_of(&self.agent, &self.timeouts, self.proxied, Some(tls)))
        };
        self.encrypted.get_or_init(make).as_ref().map_err(|reason: &String| Trouble::lasting(reason.clone()))
    }

    /// Asks for `url`; `heard` is told how many bytes of its body have come, and of how many, as far as that is said.
    pub fn get(
        &self,
        url: &Url,
        condition: Option<&Condition>,
        size: Size,
        heard: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<Answer, Trouble> {
        let mut request = self.agent(url)?.get(url.as_str());
        let conditions = condition.map(|condition| {
            [(header::IF_NONE_MATCH, &condition.etag), (header::IF_MODIFIED_SINCE, &condition.last_modified)]
        });
        for (name, value) in conditions.into_iter().flatten() {
            // What cannot be sent as it came is not sent at all.
            let value = value.as_deref().and_then(|value| header::HeaderValue::from_str(value).ok());
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let largest = match size {
            Size::Whole(largest) => largest,
            Size::Beginning(largest) => {
                request = request.header(header::ACCEPT_ENCODING, "identity");
                largest
            }
        };
        let began = Instant::now();
        let mut answer = request.call().map_err(|error| self.trouble(&error, "no answer came"))?;
        let headers = answer.headers();
        let mut out = Answer {
            status: answer.status().as_u16(),
            content_type: text(headers, &header::CONTENT_TYPE),
            etag: text(headers, &header::ETAG),
            last_modified: text(headers, &header::LAST_MODIFIED),
            location: text(headers, &header::LOCATION),
            retry_after: text(headers, &header::RETRY_AFTER),
            body: Vec::new(),
        };
        if !answer.status().is_success() {
            return Ok(out);
        }
        let encodings = text(headers, &header::CONTENT_ENCODING).unwrap_or_default();
        let length = text(headers, &header::CONTENT_LENGTH).and_then(|length| length.trim().parse().ok());
        if matches!(size, Size::Whole(_)) && length.is_some_and(|length| length > largest) {
            return Err(too_large(largest));
        }
        let mut from = answer.body_mut().as_reader();
        let mut piece = vec![0; 1 << 14];
        loop {
            let read = from
                .read(&mut piece)
                .map_err(|error| self.trouble(&Error::from(error), "broken off in the middle"))?;
            let Some(piece) = piece.get(..read).filter(|piece| !piece.is_empty()) else { break };
            out.body.extend_from_slice(piece);
            let come = out.body.len() as u64;
            if come > largest {
                if size == Size::Whole(largest) {
                    return Err(too_large(largest));
                }
                out.body.truncate(largest as usize);
                break;
            }
            heard(come, length);
            let took = began.elapsed();
            if took > self.timeouts.pause && (come as f64) < self.timeouts.slowest as f64 * took.as_secs_f64()
            {
                return Err(Trouble::passing(format!("too slow: {come} bytes in {}", time(took))));
            }
        }
        out.body =
            encoding::undo(std::mem::take(&mut out.body), &encodings, largest).map_err(
                |packed| match packed {
                    Packed::TooLarge => too_large(largest),
                    Packed::Cut => Trouble::passing("broken off in the middle"),
                    Packed::Wrong(reason) => Trouble::lasting(reason),
                },
            )?;
        Ok(out)
    }

    /// What went wrong, in words. `meanwhile`: what it means that a connection ended.
    fn trouble(&self, error: &Error, meanwhile: &str) -> Trouble {
        use std::io::ErrorKind;
        let Timeouts { connect, answer, pause, whole, .. } = self.timeouts;
        match error {
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
                Trouble::passing(format!("no connection within {}", time(connect)))
            }
            Error::Timeout(Timeout::SendRequest | Timeout::RecvResponse) => {
                Trouble::passing(format!("no answer within {}", time(answer)))
            }
            Error::Timeout(Timeout::PerRead | Timeout::PerWrite) => {
                Trouble::passing(format!("nothing came for {}", time(pause)))
            }
            Error::Timeout(_) => Trouble::passing(format!("not all of it came within {}", time(whole))),
            Error::HostNotFound => Trouble::lasting("there is no such host"),
            Error::LargeResponseHeader(..) => {
                Trouble::lasting(format!("the head of the answer is larger than {} KiB", HEAD >> 10))
            }
            Error::Rustls(error) => encrypted(error),
            Error::ConnectProxyFailed(why) => Trouble::passing(format!("the proxy refused: {why}")),
            Error::ConnectionFailed | Error::BodyStalled => Trouble::passing(meanwhile),
            Error::Protocol(error) => Trouble::lasting(format!("no HTTP: {error}")),
            Error::Io(error) => {
                let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
                if let Some(inner) = inner {
                    return encrypted(inner);
                }
                let words = error.to_string();
                match error.kind() {
                    ErrorKind::ConnectionRefused => Trouble::passing("connection refused"),
                    ErrorKind::ConnectionReset
                    | ErrorKind::ConnectionAborted
                    | ErrorKind::BrokenPipe
                    | ErrorKind::NotConnected
                    | ErrorKind::UnexpectedEof => Trouble::passing(meanwhile),
                    ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
                        Trouble::passing("the network does not reach it")
                    }
                    // The system's words for names that are not found have no kind of their own.
                    _ if words.contains("Temporary failure in name resolution") => {
                        Trouble::passing("names of hosts cannot be looked up")
                    }
                    _ if words.contains("failed to lookup address") => {
                        Trouble::lasting("there is no such host")
                    }
                    _ => Trouble::passing(words),
                }
            }
            other => Trouble::lasting(other.to_string()),
        }
    }
}

fn agent_of(agent: &str, timeouts: &Timeouts, proxied: bool, tls: Option<TlsConfig>) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        // Followed where hosts are waited for and robots are asked.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(agent)
        .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .accept_encoding(encoding::ACCEPTED)
        .timeout_resolve(Some(timeouts.connect))
        .timeout_connect(Some(timeouts.connect))
        .timeout_send_request(Some(timeouts.answer))
        .timeout_recv_response(Some(timeouts.answer))
        .timeout_per_read(Some(timeouts.pause))
        .timeout_per_write(Some(timeouts.pause))
        .timeout_global(Some(timeouts.whole))
        .max_response_header_size(HEAD)
        .max_idle_connections_per_host(1)
        .proxy(proxied.then(Proxy::try_from_env).flatten());
    match tls {
        Some(tls) => config.tls_config(tls).build().into(),
        None => config.build().into(),
    }
}

/// Why no encrypted connection came about.
fn encrypted(error: &rustls::Error) -> Trouble {
    let reason = match error {
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
            "its certificate is from nobody who is trusted here (--ca names more)".to_owned()
        }
        rustls::Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        ) => "its certificate has expired".to_owned(),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "its certificate is for another host".to_owned(),
        rustls::Error::InvalidMessage(_) => "no encrypted connection is spoken there".to_owned(),
        other => format!("no encrypted connection: {other}"),
    };
    Trouble::lasting(reason)
}

/// A field of the head, as it came; bytes that are no UTF-8 are replaced.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(name)?.as_bytes()).trim().to_owned();
    (!value.is_empty()).then_some(value)
}

fn too_large(largest: u64) -> Trouble {
    let limit =
        if largest < 1 << 20 { format!("{} KiB", largest >> 10) } else { format!("{} MiB", largest >> 20) };
    Trouble::lasting(format!("larger than {limit}"))
}

/// A time as people say it.
pub(super) fn time(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds @ ..120 => format!("{seconds} s"),
        seconds => format!("{} min", seconds.div_ceil(60)),
    }
}

/// A status as people say it: "404 Not Found".
pub(super) fn status(code: u16) -> String {
    let words = StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    words.map_or_else(|| format!("status {code}"), |words| format!("{code} {words}"))
}
