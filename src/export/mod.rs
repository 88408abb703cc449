//! The quote sheet: Markdown, CSV, JSON, and what `extract` prints.
