//! Rows and styled spans as plain data: what screen and sheet both show. Knows no terminal.
