//! The reader as its users see it: key scripts in, screens out, in symbols and in styles.

mod commands;
mod copies;
mod decisions;
mod effects;
mod exporting;
mod filter;
mod finding;
mod flows;
mod keys;
mod links;
mod marking;
mod mouse;
mod outside;
mod problems;
mod reading;
mod safety;
mod screens;
pub mod stage;
mod statements;
mod tables;
mod tour;
mod views;
mod watching;
mod why;
