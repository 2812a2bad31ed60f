//! What can be typed.

use std::path::PathBuf;

use clap::builder::PathBufValueParser;
use clap::{Arg, ArgAction, Command, value_parser};
use mycrm_faces::command_line::nouns;
use mycrm_faces::contract::Contract;

const ABOUT: &str = "MyCRM without a window: contacts, accounts, deals and activities in one encrypted database on your own machine.

Every operation is a command: a noun, a verb, and a flag for each field.
  mycrm contacts list --filter 'name__icontains=ada&account.country=DE' --ordering=-created_at
  mycrm contacts create --first-name Ada --last-name Lovelace --email ada@example.com
  mycrm search lovelace
  mycrm steps undo";

const AFTER: &str = "Answers are tables on a terminal and JSON when piped or with --json.

Exit codes: 0 done · 1 a defect · 2 input refused · 3 not found · 4 changed meanwhile or cancelled
            5 locked, in use or not allowed · 6 storage or busy

Variables: MYCRM_DATABASE (the file) · MYCRM_DATA (the folder of database and logs) · MYCRM_PASSPHRASE,
MYCRM_PASSPHRASE_FILE (the key, where there is no keyring) · MYCRM_TOKEN (for serve) · MYCRM_LOG (what is logged)";

/// All commands.
pub(crate) fn all(contract: &Contract) -> Command {
    let mut command = Command::new("mycrm")
        .version(env!("CARGO_PKG_VERSION"))
        .about("MyCRM without a window")
        .long_about(ABOUT)
        .after_help(AFTER)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .infer_subcommands(false)
        .arg(
            Arg::new("database")
                .long("database")
                .value_name("FILE")
                .env("MYCRM_DATABASE")
                .hide_env_values(true)
                .value_parser(PathBufValueParser::new())
                .global(true)
                .help("The database file; the one in your data folder when left out"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .global(true)
                .help("Answer in JSON, also on a terminal"),
        );
    for own in own() {
        command = command.subcommand(own.display_order(0));
    }
    let mut simulate = Some(crate::wearables::command());
    for mut noun in nouns(contract) {
        if noun.get_name() == "jobs" {
            noun = noun.subcommand(
                Command::new("watch")
                    .about("Works off the jobs that are waiting, and shows how far they are"),
            );
        }
        if noun.get_name() == "wearables" {
            noun = noun.subcommands(simulate.take());
        }
        command = command.subcommand(noun.display_order(1));
    }
    if let Some(simulate) = simulate {
        let noun = Command::new("wearables")
            .about("Wearables over Bluetooth")
            .subcommand_required(true)
            .subcommand(simulate);
        command = command.subcommand(noun.display_order(1));
    }
    command
}

/// The commands that are about the program itself.
fn own() -> Vec<Command> {
    vec![
        import(),
        Command::new("serve")
            .about("Serve the screen and the API to this computer, until Ctrl+C")
            .after_help("Prints an address with the access token behind #. The token is new at every start, unless MYCRM_TOKEN holds one.")
            .args([
                Arg::new("port")
                    .long("port")
                    .value_name("PORT")
                    .default_value("4650")
                    .value_parser(value_parser!(u16))
                    .help("The port on 127.0.0.1; 0 takes a free one"),
                Arg::new("open")
                    .long("open")
                    .action(ArgAction::SetTrue)
                    .help("Open the address in the browser"),
                Arg::new("scope")
                    .long("scope")
                    .value_name("SCOPE")
                    .action(ArgAction::Append)
                    .value_parser(["private"])
                    .help("What the token may beyond the ordinary; private: what is private to you"),
                Arg::new("screen")
                    .long("screen")
                    .value_name("FOLDER")
                    .value_parser(value_parser!(PathBuf))
                    .help("Serve the screen from this folder instead of the built-in one"),
            ]),
        Command::new("call")
            .about("Call an operation by its name, with its input in JSON")
            .args([
                Arg::new("name")
                    .required(true)
                    .value_name("NAME")
                    .help("Such as contacts.list"),
                Arg::new("input")
                    .value_name("JSON")
                    .default_value("{}")
                    .help("The input; - reads it from the standard input"),
            ]),
        Command::new("openapi")
            .about("Print the OpenAPI 3.1 document of the REST API"),
        Command::new("typescript")
            .about("Print the TypeScript types of all operations"),
        Command::new("schema")
            .about("Print the JSON Schema of an operation's input and answer, or the names of all operations")
            .arg(Arg::new("name").value_name("NAME").help("Such as contacts.list")),
    ]
}

fn import() -> Command {
    let setting = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name.replace('_', "-"))
            .value_name(value)
            .help(help)
    };
    Command::new("import")
        .about("Import a CSV file: recognised by its header, as one step that can be taken back")
        .after_help("Recognises exports of Google Contacts, Outlook, HubSpot, Salesforce, Pipedrive and LinkedIn. To change where columns go, use `mycrm imports open`, `configure`, `preview` and `run`.")
        .args([
            Arg::new("file")
                .required(true)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("The file"),
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help("Only say what would happen, row counts by outcome; write nothing"),
            Arg::new("errors")
                .long("errors")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help("Save the rows that were not taken to this file, each with its reason"),
            setting("kind", "KIND", "What a row becomes: contact, account, …"),
            setting("mode", "MODE", "create: only new ones · update: only those that match · both"),
            setting("match_on", "FIELD", "By what a row is recognised: email, name, name_account, domain, phone, …"),
            setting("source", "PRODUCT", "The product that wrote the file, where it was not recognised"),
            setting("encoding", "NAME", "How the file is encoded, where it was not recognised"),
            setting("delimiter", "CHARACTER", "What separates its cells, where it was not recognised"),
        ])
}
