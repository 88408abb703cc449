//! The project's own source text, for tests that read it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A Rust file of the project.
#[derive(Debug)]
pub struct File {
    /// Path below the project's folder.
    pub path: PathBuf,
    /// All of it.
    pub text: String,
    /// Whether the file above it declares it for tests only.
    pub for_tests: bool,
}

impl File {
    /// Modules from the crate root down to this file: `src/clean/rules/promo.rs` -> clean, rules, promo.
    pub fn modules(&self) -> Vec<&str> {
        let names = self.path.iter().skip(1).filter_map(|name| name.to_str());
        names.map(|name| name.trim_end_matches(".rs")).filter(|name| *name != "mod").collect()
    }

    /// Modules this file declares for tests only, each as the path of modules down to it.
    fn test_modules(&self) -> Vec<Vec<String>> {
        let own = self.modules();
        let own = if own == ["lib"] { Vec::new() } else { own };
        let declared = self.text.split("#[cfg(test)]\n").skip(1).filter_map(|after| {
            let name = after.lines().next()?.strip_suffix(';')?.rsplit_once("mod ")?.1;
            Some(own.iter().copied().chain([name]).map(str::to_owned).collect())
        });
        declared.collect()
    }

    /// The file without comments and without its tests (which stand at its end).
    pub fn code(&self) -> String {
        if self.for_tests {
            return String::new();
        }
        self.text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| line.split(" // ").next().unwrap_or_default())
            .flat_map(|line| [line, "\n"])
            .collect()
    }
}

/// The folder that holds `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below the project's folder `dir`, sorted; none if there is no such folder.
pub fn files(dir: &str) -> Vec<File> {
    let mut out = Vec::new();
    let mut open = vec![root().join(dir)];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(&dir).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                out.push(File {
                    path: path.strip_prefix(root()).unwrap().to_owned(),
                    text,
                    for_tests: false,
                });
            }
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    let for_tests: Vec<Vec<String>> = out.iter().flat_map(File::test_modules).collect();
    for file in &mut out {
        file.for_tests = for_tests
            .iter()
            .any(|path| file.modules().starts_with(&path.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    out
}
