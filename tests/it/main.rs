//! Integration tests, in one binary: what must hold of the program as a whole.

mod laws;
