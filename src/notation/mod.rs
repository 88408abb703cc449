//! Marked-up articles: a text and its facts in one readable string, for tests and goldens.
