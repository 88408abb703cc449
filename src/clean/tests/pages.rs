//! Invented pages with the furniture of many sites.
