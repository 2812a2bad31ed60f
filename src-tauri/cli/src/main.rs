//! `mycrm`: the product without a window.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use mycrm_faces::http;
use mycrm_kernel::app::App;
use mycrm_kernel::error::Result;

/// MyCRM without a window.
#[derive(Parser)]
#[command(name = "mycrm", version, about)]
struct Arguments {
    /// The database file.
    #[arg(long, env = "MYCRM_DATABASE", global = true)]
    database: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the screen and the API to this computer, until Ctrl+C.
    Serve {
        /// The port to listen on; 0 takes a free one.
        #[arg(long, default_value_t = 4650)]
        port: u16,
    },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "mycrm: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn run() -> Result<()> {
    let arguments = Arguments::parse();
    let path = arguments.database.unwrap_or_else(|| {
        directories::ProjectDirs::from("app", "MyCRM", "MyCRM").map_or_else(
            || PathBuf::from("mycrm.db"),
            |folders| folders.data_local_dir().join("mycrm.db"),
        )
    });
    let app = App::open(mycrm_crm::config(path))?;
    app.start_background();
    match arguments.command {
        Command::Serve { port } => serve(app, port),
    }
}

fn serve(app: App, port: u16) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let served = runtime.block_on(async {
        let (listener, port) = http::bind(port).await?;
        let token = std::env::var("MYCRM_TOKEN").unwrap_or_else(|_| http::new_token());
        writeln!(
            std::io::stdout(),
            "http://127.0.0.1:{port}/#token={token}"
        )?;
        let options = http::Options {
            token,
            port,
            page: http::Page::default(),
        };
        http::serve(listener, app, options, async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await
    });
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    served
}
