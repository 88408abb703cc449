//! Integration tests, in one binary: what must hold of the program as a whole.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "in a test a panic is a failure, and says where"
)]

mod attribution;
mod blocks;
mod cases;
mod check;
mod checked;
mod cli;
mod copies;
mod corpus;
mod decisions;
mod features;
#[cfg(feature = "fetch")]
mod fetch;
mod formats;
mod gold;
mod identity;
mod laws;
mod layers;
mod lessons;
mod outside;
mod pages;
mod pty;
mod readme;
mod seeds;
mod session;
mod sheet;
mod sheets;
mod source;
mod statements;
mod torture;
mod units;
mod watching;
