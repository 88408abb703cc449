//! Reading what the user points at: files, folders, standard input, JSON Lines, the sample.
