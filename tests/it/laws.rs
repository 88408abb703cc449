//! Laws: properties that hold for every input, tried on generated ones.

mod engine;
mod files;
mod hostile;
mod linear;
mod notation;
