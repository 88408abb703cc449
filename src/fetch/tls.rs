//! Whom an encrypted connection trusts, and what it computes with.

use std::{fs, path::Path, sync::Arc};

use rustls::crypto::{CryptoProvider, KeyProvider};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// A file of certificates is not larger than this; what systems have comes to half a megabyte.
const LARGEST: u64 = 16 << 20;

/// The certificates in the file at `path`, which may hold several.
pub(super) fn certificates(path: &Path) -> Result<Vec<Certificate<'static>>, String> {
    let failed = |why: &str| format!("no certificates can be read from {}: {why}", path.display());
    let about = fs::metadata(path).map_err(|error| failed(&crate::disk::reason(&error)))?;
    if !about.is_file() || about.len() > LARGEST {
        return Err(failed("it is no such file"));
    }
    let bytes = fs::read(path).map_err(|error| failed(&crate::disk::reason(&error)))?;
    let mut all = Vec::new();
    for item in parse_pem(&bytes) {
        if let PemItem::Certificate(one) = item.map_err(|_| failed("it is damaged"))? {
            all.push(one);
        }
    }
    if all.is_empty() { Err(failed("it holds none (PEM is read)")) } else { Ok(all) }
}

/// How to connect: the system's certificates are trusted, or those of `SSL_CERT_FILE` and `SSL_CERT_DIR`, and `own` in any
/// case. An error where there is no way to.
pub(super) fn config(own: &[Certificate<'static>]) -> Result<TlsConfig, String> {
    let provider = provider()?;
    let native = rustls_native_certs::load_native_certs();
    let native = native.certs.iter().map(|one| Certificate::from_der(one).to_owned());
    let all: Vec<Certificate<'static>> = native.chain(own.iter().cloned()).collect();
    if all.is_empty() {
        return Err(
            "no certificates to trust were found on this machine; name a file of them with --ca".to_owned()
        );
    }
    Ok(TlsConfig::builder()
        .root_certs(RootCerts::new_with_certs(&all))
        .unversioned_rustls_crypto_provider(Arc::new(provider))
        .build())
}

/// What computes, without what a client never needs: keys of its own, groups no server asks for alone.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn provider() -> Result<CryptoProvider, String> {
    use rustls_graviola::kx::{P256, P384, X25519};

    let missing = missing();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Err(format!("https cannot be had on this processor, which lacks {missing}"));
    }
    let kx_groups = vec![&X25519 as _, &P256 as _, &P384 as _];
    Ok(CryptoProvider { kx_groups, key_provider: &NoKeys, ..rustls_graviola::default_provider() })
}

/// What the computing needs and this processor lacks. Asked before, for the crate itself would panic.
#[cfg(target_arch = "x86_64")]
fn missing() -> Vec<&'static str> {
    let needed = [
        ("AES", std::arch::is_x86_feature_detected!("aes")),
        ("PCLMULQDQ", std::arch::is_x86_feature_detected!("pclmulqdq")),
        ("BMI1", std::arch::is_x86_feature_detected!("bmi1")),
        ("BMI2", std::arch::is_x86_feature_detected!("bmi2")),
        ("ADX", std::arch::is_x86_feature_detected!("adx")),
        ("AVX2", std::arch::is_x86_feature_detected!("avx2")),
    ];
    needed.into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect()
}

/// What the computing needs and this processor lacks. Asked before, for the crate itself would panic.
#[cfg(target_arch = "aarch64")]
fn missing() -> Vec<&'static str> {
    let needed = [
        ("NEON", std::arch::is_aarch64_feature_detected!("neon")),
        ("AES", std::arch::is_aarch64_feature_detected!("aes")),
        ("PMULL", std::arch::is_aarch64_feature_detected!("pmull")),
        ("SHA2", std::arch::is_aarch64_feature_detected!("sha2")),
    ];
    needed.into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect()
}

/// What computes on other processors, for which nothing without C is to be had.
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn provider() -> Result<CryptoProvider, String> {
    Ok(CryptoProvider { key_provider: &NoKeys, ..rustls::crypto::ring::default_provider() })
}

/// Nobody is shown a key: pages are asked for by nobody in particular.
#[derive(Debug)]
struct NoKeys;

impl KeyProvider for NoKeys {
    fn load_private_key(
        &self,
        _: rustls::pki_types::PrivateKeyDer<'static>,
    ) -> Result<Arc<dyn rustls::sign::SigningKey>, rustls::Error> {
        Err(rustls::Error::General("there are no keys".to_owned()))
    }
}
