//! The JSON Schemas of what is written as JSON: what every field holds, for those who read it with programs.

/// By the id of the format, its schema (draft 2020-12): that of the sheet, and that of a line of JSON Lines.
pub const SCHEMAS: [(&str, &str); 2] = [
    ("json", include_str!("schemas/sheet.schema.json")),
    ("jsonl", include_str!("schemas/quotation.schema.json")),
];

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::Arc};

    use boon::{Compiler, SchemaIndex, Schemas};
    use proptest::prelude::*;
    use serde_json::{Map, Value};

    use crate::{
        briefing::{Briefing, fixture::article, fixture::briefing},
        export::{
            Formats, Sheet,
            sheet::{SCHEMA, VERSION},
            tests::{hostile, port_strike},
        },
        ingest,
        model::{EntityKind::Person, Place, QuotationKind::Direct, When},
        pipeline::Engine,
        text::Span,
        view::{Selection, Sort},
    };

    /// The schema of a format.
    fn schema(format: &str) -> Value {
        let formats = Formats::default();
        let schema = formats.of_id(format).and_then(crate::export::Format::schema).expect("a schema");
        serde_json::from_str(schema).expect("JSON")
    }

    /// Forbids every field that the schema does not name: it leaves room for those to come, the tests do not.
    fn strict(schema: &mut Value) {
        match schema {
            Value::Object(fields) => {
                fields.values_mut().for_each(strict);
                if fields.get("properties").is_some_and(Value::is_object) {
                    fields.insert("additionalProperties".into(), false.into());
                }
            }
            Value::Array(all) => all.iter_mut().for_each(strict),
            _ => {}
        }
    }

    /// What validates both formats.
    struct Validator {
        schemas: Schemas,
        of: [SchemaIndex; 2],
    }

    impl Validator {
        fn new() -> Self {
            let mut schemas = Schemas::new();
            let mut compiler = Compiler::new();
            compiler.enable_format_assertions();
            let of = ["json", "jsonl"].map(|format| {
                let mut schema = schema(format);
                strict(&mut schema);
                let id = schema["$id"].as_str().expect("an id").to_owned();
                compiler.add_resource(&id, schema).expect("a schema");
                compiler.compile(&id, &mut schemas).expect("a schema by its own schema")
            });
            Self { schemas, of }
        }

        #[track_caller]
        fn check(&self, at: usize, value: &Value) {
            if let Err(wrong) = self.schemas.validate(value, self.of[at]) {
                panic!("{wrong:#}\n{value:#}");
            }
        }

        /// Validates what is written of a selection as JSON and as JSON Lines; gives the first back.
        #[track_caller]
        fn check_sheet(&self, briefing: &Briefing, selection: &Selection) -> Value {
            let formats = Formats::default();
            let sheet = Sheet::new(briefing, selection);
            let written = |id: &str| {
                let format = formats.of_id(id).expect("a format");
                String::from_utf8(sheet.to_bytes(format, briefing).expect("a sheet")).expect("UTF-8")
            };
            let json: Value = serde_json::from_str(&written("json")).expect("JSON");
            self.check(0, &json);
            let lines = written("jsonl");
            assert_eq!(lines.lines().count(), sheet.len());
            lines.lines().for_each(|line| self.check(1, &serde_json::from_str(line).expect("JSON")));
            json
        }
    }

    #[test]
    fn they_are_of_this_version_and_say_what_every_field_holds() {
        for (format, schema_of) in [("json", SCHEMA), ("jsonl", "dixit-quotation")] {
            let schema = schema(format);
            assert_eq!(schema["properties"]["version"]["const"], VERSION);
            assert_eq!(schema["properties"]["schema"]["const"], schema_of);
            assert_eq!(schema["$id"], format!("urn:dixit:{schema_of}:{VERSION}"));
            let objects = schema["$defs"].as_object().expect("definitions").values().chain([&schema]);
            for (name, field) in objects.filter_map(|object| object["properties"].as_object()).flatten() {
                let said = field["description"].as_str().unwrap_or_default();
                assert!(said.ends_with('.') && said.len() > 10, "{name}: {said:?}");
            }
        }
    }

    #[test]
    fn a_line_has_the_fields_of_a_quotation_with_those_of_its_actor() {
        let (sheet, line) = (schema("json"), schema("jsonl"));
        let of_quotation = sheet["$defs"]["quotation"]["properties"].as_object().expect("fields");
        let of_line = line["properties"].as_object().expect("fields");
        for (name, field) in of_quotation {
            assert_eq!(of_line.get(name), Some(field), "{name}");
        }
        let more: BTreeSet<&str> =
            of_line.keys().filter(|name| !of_quotation.contains_key(*name)).map(String::as_str).collect();
        assert_eq!(more, BTreeSet::from(["schema", "version", "actor", "actor_kind", "aliases", "roles"]));
        assert_eq!(sheet["$defs"]["span"], line["$defs"]["span"]);
        assert_eq!(sheet["$defs"]["part"], line["$defs"]["part"]);
    }

    #[test]
    fn sheets_of_the_sample_are_as_they_say() {
        let validator = Validator::new();
        let documents = ingest::sample();
        let analyses = Engine::new().analyse_all(&documents);
        let both = documents.into_iter().zip(analyses);
        let sample = Briefing::new(both.map(|(d, a)| (Arc::new(d), Some(Arc::new(a)))).collect());
        for sort in [None, Some(Sort::Time), Some(Sort::Outlet), Some(Sort::Statement)] {
            let json =
                validator.check_sheet(&sample, &Selection { sort, attitudes: true, ..Selection::default() });
            assert!(json["actors"].as_array().is_some_and(|actors| actors.len() > 10));
        }
    }

    #[test]
    fn every_field_is_there_and_what_is_refused_too() {
        let broken = article("a.txt", "“No,” said Chen.").entity(Person, &["Chen"]).quote_at(
            Direct,
            vec![Span::new(30, 90)],
            "said",
            "Chen",
        );
        let raw = "Chen said: “We will wait for all of the ferries from the northern islands.” Chen said: “We will wait for all the ferries from the northern islands.”";
        let twice = article("b.txt", raw)
            .places(vec![Place { start: 0, label: "page 3".into() }])
            .entity(Person, &["Chen said"])
            .quote(
                Direct,
                &["“We will wait for all of the ferries from the northern islands.”"],
                "said",
                "Chen said",
            )
            .quote(
                Direct,
                &["“We will wait for all the ferries from the northern islands.”"],
                "said",
                "Chen said",
            );
        let briefing = briefing([port_strike(), hostile(), broken, twice]);
        let json = Validator::new().check_sheet(&briefing, &Selection::default());
        assert_eq!(json["refused"].as_array().map(Vec::len), Some(1));
        let fields = |value: &Value| -> BTreeSet<String> {
            value.as_object().map(Map::keys).into_iter().flatten().cloned().collect()
        };
        let schema = schema("json");
        let described = |name: &str| fields(&schema["$defs"][name]["properties"]);
        let actors = json["actors"].as_array().expect("actors");
        let quotations = || actors.iter().filter_map(|actor| actor["quotations"].as_array()).flatten();
        let with_place = quotations().find(|q| q.get("place").is_some()).expect("one with a place");
        assert_eq!(fields(with_place), described("quotation"));
        assert_eq!(fields(&actors[0]), described("actor"));
        assert_eq!(fields(&json["articles"][0]), described("article"));
        assert_eq!(fields(&json["refused"][0]), described("refused"));
        let parts = quotations().filter_map(|q| q["differences"].as_array()).flatten();
        assert!(parts.clone().count() > 0 && parts.into_iter().all(|part| fields(part) == described("part")));
    }

    #[test]
    fn what_is_no_sheet_is_none() {
        let validator = Validator::new();
        let good = validator.check_sheet(&briefing([port_strike()]), &Selection::default());
        let spoilt = |pointer: &str, value: Value| {
            let mut json = good.clone();
            *json.pointer_mut(pointer).expect("a field") = value;
            validator.schemas.validate(&json, validator.of[0]).is_err()
        };
        assert!(spoilt("/version", 1.into()));
        assert!(spoilt("/actors/0/kind", "somebody".into()));
        assert!(spoilt("/actors/0/quotations/0/confidence", 1.5.into()));
        assert!(spoilt("/actors/0/quotations/0/spans/0", serde_json::json!([1, 2, 3])));
        assert!(spoilt("/actors/0/quotations/0/words", serde_json::json!([])));
        assert!(spoilt("/articles/0/date", "yesterday".into()));
        assert!(!spoilt("/actors/0/name", "Eve".into()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn whatever_the_names_and_words_a_sheet_is_as_they_say(
            words in "\\PC{1,20}|[=+\\-@\\t\\r\\n\"',;|<>\u{202e}\u{1b}]{1,20}",
            name in "[=+\\-@\t\r\"',;a-z\u{1b}]{1,12}|\\PC{1,9}|(\\.\\./){1,3}etc",
            day in 1_u32..28,
        ) {
            let raw = format!("§{words}§ {name}");
            let from = "§".len();
            let content = vec![Span::from_usize(from, from + words.len())];
            let draft = article(&name, &raw).given(&name, &name, (2026, 1, day)).entity(Person, &[&name]);
            let briefing = briefing([draft.quote_at(Direct, content, "", &name)]);
            Validator::new().check_sheet(&briefing, &Selection::default());
        }
    }

    #[test]
    fn a_month_or_a_year_is_a_date_of_a_sheet() {
        let validator = Validator::new();
        for (when, date) in [(When::Month(2026, 3), "2026-03"), (When::Year(2026), "2026")] {
            let sheet =
                validator.check_sheet(&briefing([port_strike().published(when)]), &Selection::default());
            assert!(sheet.to_string().contains(&format!("\"{date}\"")), "{sheet:?}");
        }
    }
}
