//! Simulated wearables for whoever has none: a Bluetooth daemon on a private bus, and the product run against it.

use clap::{Arg, Command, value_parser};

/// What can be typed behind `mycrm wearables simulate`.
pub(crate) fn command() -> Command {
    Command::new("simulate")
        .about("Run MyCRM with simulated wearables: a headband, a strap, a watch that are not there")
        .after_help(
            "Without a scenario: lists those there are. Without a command: runs `mycrm serve --scope private`, or the window where there is \
             a display and it lies beside this program. Everything that simulated wearables send is marked as simulated. \
             Nothing but this run is touched: the system's own Bluetooth goes on as before. At another speed than 1 the \
             program's time runs as fast as the bodies', so it has data of its own then, in the folder `simulated` beside \
             the usual ones, unless a database is named. Linux only.",
        )
        .args([
            Arg::new("scenario")
                .value_name("SCENARIO")
                .help("The name of a scenario, or a file with one"),
            Arg::new("speed")
                .long("speed")
                .value_name("TIMES")
                .default_value("1")
                .value_parser(value_parser!(f64))
                .help("How many times as fast as written it is played, 0.1 to 100"),
            Arg::new("command")
                .last(true)
                .num_args(0..)
                .value_name("COMMAND")
                .help("What to run instead of MyCRM"),
        ])
}

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::simulate;
#[cfg(target_os = "linux")]
pub(crate) use linux::simulate;

/// Elsewhere there is no BlueZ to stand in for.
#[cfg(not(target_os = "linux"))]
mod elsewhere {
    use clap::ArgMatches;
    use mycrm_faces::call::Refused;
    use mycrm_kernel::error::Error;

    use crate::Session;

    /// Says so.
    pub(crate) fn simulate(_session: &Session, _matches: &ArgMatches) -> Result<(), Refused> {
        Err(Error::BadRequest(
            "Simulated wearables stand in for the Bluetooth service of Linux and cannot run on this system. Real ones can: open the screen Devices."
                .into(),
        )
        .into())
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::{Command, ExitStatus};
    use std::time::Duration;

    use clap::ArgMatches;
    use mycrm_faces::call::Refused;
    use mycrm_faces::place;
    use mycrm_kernel::error::Error;
    use mycrm_virtual_wearables::{BUS, Daemon, MARK, PrivateBus, SPEED, Scenario, scenario};
    use serde_json::json;
    use tokio::signal::unix::{SignalKind, signal};

    use crate::Session;

    /// How long a command may take to end after it was asked to.
    const LAST_CALL: Duration = Duration::from_secs(10);

    /// Runs a command against simulated wearables, until it ends.
    pub(crate) fn simulate(session: &Session, matches: &ArgMatches) -> Result<(), Refused> {
        let Some(name) = matches.get_one::<String>("scenario") else {
            return list(session);
        };
        let speed = matches.get_one::<f64>("speed").copied().unwrap_or(1.0);
        if !(0.1..=100.0).contains(&speed) {
            return Err(refused(&format!(
                "--speed is {speed}, allowed is 0.1 to 100."
            )));
        }
        let scenario = find(name)?;
        let bus = PrivateBus::start().map_err(|error| refused(&error))?;
        let about = scenario.about.clone();
        let daemon =
            Daemon::start(bus.address(), scenario, speed).map_err(|error| refused(&error))?;
        let own = own_folder(session, speed);
        let mut command = wanted(session, own.as_deref(), matches)?;
        let mut text = format!("{about}\nIn the air, all of them simulated:\n");
        for device in daemon.standing().iter().take(12) {
            let name = device.name.as_deref().unwrap_or("(without a name)");
            text += &format!("  {} {name}\n", device.address);
        }
        text += "What they send was measured on nobody.\n";
        if speed != 1.0 {
            text += &format!(
                "Time runs {speed} times as fast; what is written lies in {}.\n",
                own.as_ref().unwrap_or(&session.database).display()
            );
        }
        let _ = std::io::stderr().write_all(text.as_bytes());
        command.env(BUS, bus.address()).env(MARK, name);
        if speed != 1.0 {
            command.env(SPEED, speed.to_string());
        }
        let status = run(command)?;
        drop(daemon);
        if status.success() {
            return Ok(());
        }
        Err(refused(&format!("The command ended with {status}.")))
    }

    fn refused(why: &dyn std::fmt::Display) -> Refused {
        Error::BadRequest(why.to_string()).into()
    }

    fn list(session: &Session) -> Result<(), Refused> {
        let mut items = Vec::new();
        for name in scenario::known() {
            let scenario = scenario::named(name).map_err(|error| refused(&error))?;
            items.push(json!({
                "name": name,
                "seconds": scenario.seconds(),
                "devices": scenario.devices.len(),
                "about": scenario.about,
            }));
        }
        session.print(&json!({ "items": items }))
    }

    /// A scenario by its name, or out of a file.
    #[expect(clippy::disallowed_methods, reason = "the file that the user named")]
    fn find(name: &str) -> Result<Scenario, Refused> {
        if !Path::new(name).is_file() {
            return scenario::named(name).map_err(|error| refused(&error));
        }
        let text = std::fs::read_to_string(name)
            .map_err(|error| refused(&format!("{name} cannot be read: {error}.")))?;
        Scenario::read(&text).map_err(|error| refused(&error))
    }

    /// The folder of a hurried run, unless a database was named. Hurried time would put dates to come among one's own
    /// records, which nothing written later could be newer than.
    fn own_folder(session: &Session, speed: f64) -> Option<PathBuf> {
        let usual = session.database == place::database();
        (speed != 1.0 && usual).then(|| place::data_folder().join("simulated"))
    }

    /// What is to be run.
    fn wanted(
        session: &Session,
        folder: Option<&Path>,
        matches: &ArgMatches,
    ) -> Result<Command, Refused> {
        let mut given = matches.get_many::<String>("command").into_iter().flatten();
        let mut command = match given.next() {
            Some(program) => Command::new(program),
            None => {
                let own = std::env::current_exe().map_err(Error::from)?;
                let window = own.with_file_name("mycrm-desktop");
                let display = ["DISPLAY", "WAYLAND_DISPLAY"]
                    .iter()
                    .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
                // The window knows its usual database only.
                let usual = session.database == place::database();
                if display && usual && window.is_file() {
                    Command::new(window)
                } else {
                    let mut command = Command::new(own);
                    // Who asks for simulated wearables wants to see what is the wearer's own.
                    command.args(["serve", "--scope", "private"]);
                    command
                }
            }
        };
        command.args(given);
        match folder {
            Some(folder) => {
                command.env(place::VARIABLE, folder);
                command.env("MYCRM_DATABASE", folder.join("mycrm.db"));
            }
            None => {
                command.env("MYCRM_DATABASE", &session.database);
            }
        }
        Ok(command)
    }

    /// Runs a command to its end. Ctrl+C reaches it by itself; the system's wish to end is handed on.
    fn run(command: Command) -> Result<ExitStatus, Refused> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(Error::from)?;
        let program = command.get_program().to_string_lossy().into_owned();
        let status = runtime.block_on(async {
            let mut child = tokio::process::Command::from(command).spawn()?;
            let mut asked = signal(SignalKind::terminate())?;
            let mut interrupted = signal(SignalKind::interrupt())?;
            loop {
                tokio::select! {
                    status = child.wait() => return status,
                    _ = interrupted.recv() => {}
                    _ = asked.recv() => {
                        if let Some(id) = child.id() {
                            let _ = Command::new("kill").arg(id.to_string()).status();
                        }
                        if let Ok(status) = tokio::time::timeout(LAST_CALL, child.wait()).await {
                            return status;
                        }
                        child.start_kill()?;
                    }
                }
            }
        });
        status.map_err(|error| refused(&format!("{program} cannot be run: {error}.")))
    }
}
