//! A hash that is the same on every machine and in every version, for what is kept in files.

/// The FNV-1a hash of some bytes.
pub fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_hash_that_is_published() {
        assert_eq!(super::fnv(*b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::fnv(*b"foobar"), 0x8594_4171_f739_67e8);
    }
}
