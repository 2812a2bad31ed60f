//! Serving the screen and the API to this computer.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use clap::ArgMatches;
use mycrm_faces::call::Refused;
use mycrm_faces::http::{self, Page};
use mycrm_kernel::app::App;
use mycrm_kernel::caller::Permission;
use mycrm_kernel::error::Result;

use crate::Session;

/// How long work that has begun may take to end after Ctrl+C.
const LAST_CALL: Duration = Duration::from_secs(5);

/// Serves until Ctrl+C.
pub(crate) fn serve(session: &Session, matches: &ArgMatches) -> Result<(), Refused> {
    let app = session.open()?;
    app.start_background();
    let port = matches.get_one::<u16>("port").copied().unwrap_or_default();
    let page = matches.get_one::<PathBuf>("screen").cloned();
    let scopes = matches.get_many::<String>("scope").into_iter().flatten();
    let scopes = scopes
        .filter_map(|scope| Permission::scope(scope))
        .collect();
    let runtime = tokio::runtime::Runtime::new().map_err(mycrm_kernel::error::Error::from)?;
    let served = runtime.block_on(listen(
        app,
        port,
        page.map_or_else(Page::default, Page::Folder),
        scopes,
        matches.get_flag("open"),
    ));
    runtime.shutdown_timeout(LAST_CALL);
    Ok(served?)
}

async fn listen(
    app: App,
    port: u16,
    page: Page,
    scopes: Vec<Permission>,
    open: bool,
) -> Result<()> {
    let (listener, port) = http::bind(port).await?;
    let token = std::env::var("MYCRM_TOKEN")
        .ok()
        .filter(|token| !token.is_empty())
        .unwrap_or_else(http::new_token);
    let address = format!("http://127.0.0.1:{port}/#token={token}");
    {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{address}")?;
        out.flush()?;
    }
    writeln!(
        std::io::stderr(),
        "MyCRM answers on this computer only. {} Ctrl+C stops it.",
        app.protection().sentence()
    )?;
    if open {
        browse(&address);
    }
    let options = http::Options {
        token,
        port,
        page,
        scopes,
    };
    http::serve(listener, app, options, stopped()).await
}

/// Ends with Ctrl+C, or when the system asks the process to end.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut asked) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = asked.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Asks the system to open an address. Where it cannot, the address stands on the terminal.
fn browse(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    let _ = command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
