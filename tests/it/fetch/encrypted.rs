//! Encrypted connections: whom they trust, and what is said of those they do not.
//!
//! `own/` holds an authority for tests, whose key nobody has any more, and a server it vouches for as 127.0.0.1; both until
//! 2126, made by `openssl req` and `openssl x509` on the curve P-256.

#![cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    thread,
};

use dixit::fetch::Settings;
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
};

use super::{ferry, fetch, files, settings};
use crate::source::root;

fn own(name: &str) -> PathBuf {
    root().join("tests/it/fetch/own").join(name)
}

/// A server that answers everything with a page, and `/down` with a redirect that is not encrypted. It ends with the tests.
fn server() -> SocketAddr {
    let certificate = CertificateDer::from_pem_file(own("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(own("server.key")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls_graviola::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            thread::spawn(move || {
                let mut stream = BufReader::new(StreamOwned::new(connection, stream));
                let mut head = String::new();
                // Whoever does not trust this server goes away at once.
                while stream.read_line(&mut head).is_ok_and(|read| read > 2) {}
                let reply = if head.starts_with("GET /down ") {
                    "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
                } else if head.starts_with("GET /robots.txt ") {
                    "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
                } else {
                    let page = ferry();
                    format!(
                        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
                        page.len()
                    )
                };
                let stream = stream.get_mut();
                let _ = stream.write_all(reply.as_bytes());
                stream.conn.send_close_notify();
                let _ = stream.flush();
            });
        }
    });
    address
}

#[test]
fn only_servers_are_trusted_that_somebody_trusted_vouches_for() {
    let address = server();
    let folder = tempfile::tempdir().unwrap();
    let trusting = || Settings { retries: 0, certificates: Some(own("ca.pem")), ..settings(folder.path()) };
    let reasons = |url: String, settings: Settings| fetch(&[url], settings).reasons().concat();
    assert_eq!(reasons(format!("https://{address}/ferry"), trusting()), "");
    assert_eq!(files(folder.path()).len(), 1);
    assert_eq!(
        reasons(format!("https://localhost:{}/ferry", address.port()), trusting()),
        "its certificate is for another host (asked for robots.txt)"
    );
    assert_eq!(
        reasons(format!("https://{address}/down"), trusting()),
        "leads from https to http://127.0.0.1:9/, which is not followed: name it yourself"
    );
    let strict = Settings { retries: 0, ..settings(folder.path()) };
    let reason = reasons(format!("https://{address}/other"), strict);
    // A machine without any certificates says so.
    assert!(
        reason.starts_with("its certificate is from nobody who is trusted") || reason.contains("--ca"),
        "{reason}"
    );
    assert_eq!(files(folder.path()).len(), 1);
    let missing = Settings { certificates: Some(own("none.pem")), ..settings(folder.path()) };
    let stop = std::sync::atomic::AtomicBool::new(false);
    let error = dixit::fetch::run(Vec::new(), missing, &stop, &mut |_| {}).unwrap_err();
    assert!(error.to_string().starts_with("no certificates can be read from "), "{error}");
}
