//! What a scenario works on: an app, and a judge that holds every input and answer against the schemas.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jsonschema::Validator;
use mycrm_faces::contract::{Contract, Described};
use mycrm_kernel::caller::Face;
use mycrm_kernel::event::Frame;
use mycrm_kernel::kind::Kind;
use mycrm_kernel::operation::{Entry, OperationKind, job};
use mycrm_testkit::Desk;
use serde_json::{Value as Json, json};

use crate::errand::Errand;

/// What is done to show that an operation does what it says.
pub(crate) type Scenario = fn(&Bench);

/// Long work of the tests' own.
const ERRANDS: &[Entry] = &[job::<Errand>()];

/// An app, and the operation under test.
pub(crate) struct Bench {
    /// The app.
    pub(crate) desk: Desk,
    contract: Arc<Contract>,
    name: String,
    called: RefCell<BTreeSet<String>>,
}

impl Bench {
    /// A bench for the operation `name`.
    pub(crate) fn new(contract: Arc<Contract>, name: &str) -> Self {
        Self {
            desk: Desk::with(ERRANDS),
            contract,
            name: name.into(),
            called: RefCell::default(),
        }
    }

    /// Switches the wearer's mirror on where the operation under test is an ordinary one of a private kind: nothing
    /// private is written before.
    pub(crate) fn switch_on_for_records(&self) {
        let mut kinds = self.desk.app.kinds().private();
        if kinds.any(|kind| kind.plural == self.noun()) {
            self.desk.call("sensing.enable", json!({ "version": 1 }));
        }
    }

    /// The noun of the operation under test.
    pub(crate) fn noun(&self) -> &str {
        self.name.split_once('.').map_or("", |(noun, _)| noun)
    }

    /// Calls the operation under test.
    pub(crate) fn call(&self, input: Json) -> Json {
        self.other(&self.name.clone(), input)
    }

    /// Calls the operation under test, which must refuse; answers the code.
    pub(crate) fn refused(&self, input: Json) -> String {
        self.desk.refused(&self.name, input)["code"]
            .as_str()
            .expect("a problem has a code")
            .to_owned()
    }

    /// Calls an operation of the same noun.
    pub(crate) fn verb(&self, verb: &str, input: Json) -> Json {
        self.other(&format!("{}.{verb}", self.noun()), input)
    }

    /// Calls any operation; its input and answer must be what its schemas say.
    pub(crate) fn other(&self, name: &str, input: Json) -> Json {
        let operation = self.contract.operation(name).expect("a known operation");
        self.hold(operation, "input", &operation.input, &input);
        self.called.borrow_mut().insert(name.into());
        if operation.kind == OperationKind::Stream {
            let frame = self.frame(name, input);
            self.hold(operation, "frame", &operation.output, &frame);
            return frame;
        }
        let answer = self.desk.call(name, input);
        if operation.kind == OperationKind::Job {
            self.desk.app.run_due_jobs().expect("the queue can be read");
            let job = self.desk.call("jobs.get", json!({ "id": answer["job"] }));
            assert_eq!(job["state"], "done", "{job:#}");
            self.hold(operation, "result", &operation.output, &job["result"]);
            return job["result"].clone();
        }
        self.hold(operation, "answer", &operation.output, &answer);
        answer
    }

    /// A feed, frame by frame; each must be what its schema says.
    pub(crate) fn feed(&self, name: &str, input: Json) -> impl FnMut() -> Json {
        let operation = self.contract.operation(name).expect("a known operation");
        let app = &self.desk.app;
        let mut feed = app
            .open_stream(&app.owner(Face::Local), name, input)
            .expect("the feed opens");
        move || match feed.next(Duration::from_secs(5)) {
            Frame::Item(frame) => {
                self.hold(operation, "frame", &operation.output, &frame);
                frame
            }
            other => panic!("no frame: {other:?}"),
        }
    }

    /// The first frame of a feed.
    fn frame(&self, name: &str, input: Json) -> Json {
        let app = &self.desk.app;
        let mut feed = app
            .open_stream(&app.owner(Face::Local), name, input)
            .expect("the feed opens");
        match feed.next(Duration::from_secs(5)) {
            Frame::Item(frame) => frame,
            other => panic!("no frame: {other:?}"),
        }
    }

    fn hold(&self, operation: &Described, what: &str, schema: &Json, value: &Json) {
        let judge = self.judge(schema);
        let wrong: Vec<String> = judge
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(
            wrong.is_empty(),
            "the {what} of {} is not what its schema says:\n  {}\n{value:#}",
            operation.name,
            wrong.join("\n  ")
        );
    }

    fn judge(&self, schema: &Json) -> Validator {
        let mut whole = json!({ "allOf": [schema] });
        whole["components"] = json!({ "schemas": self.contract.schemas });
        jsonschema::validator_for(&whole).expect("a schema that holds together")
    }

    /// Whether the scenario called what it is the scenario of.
    pub(crate) fn was_called(&self) -> Result<(), String> {
        if self.called.borrow().contains(&self.name) {
            Ok(())
        } else {
            Err(format!("the scenario never called {}", self.name))
        }
    }

    /// The kind whose noun is under test.
    pub(crate) fn kind(&self) -> Arc<Kind> {
        let mut kinds = self.desk.app.kinds().iter();
        let found = kinds.find(|kind| kind.plural == self.noun());
        found.expect("a noun of records").clone()
    }

    /// A new record of the noun under test with whatever it needs; answers its id.
    pub(crate) fn record(&self, number: u32) -> String {
        let fields = self.fields(&self.kind(), number);
        self.desk.create(self.noun(), fields)
    }

    /// Fields enough for a new record.
    pub(crate) fn fields(&self, kind: &Kind, number: u32) -> Json {
        let mut fields = json!({});
        for field in &kind.fields {
            let title = field.name == kind.title && !field.read_only;
            if field.required || title {
                fields[&field.name] = match (&field.reference, field.options.first()) {
                    (Some(other), _) => {
                        let other = self.desk.app.kinds().get(other).expect("a known kind");
                        json!(self.desk.create(&other.plural, self.fields(other, number)))
                    }
                    (None, Some(option)) => json!(option.value),
                    (None, None) => json!(format!("Number {number}")),
                };
            }
        }
        if fields.as_object().is_some_and(|object| object.is_empty())
            && let Some(text) = kind.fields.iter().find(|f| !f.read_only && f.of.is_text())
        {
            fields[&text.name] = json!(format!("Number {number}"));
        }
        fields
    }
}
