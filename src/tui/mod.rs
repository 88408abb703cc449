//! The reader: state, update, draw. The only user of ratatui and crossterm.
