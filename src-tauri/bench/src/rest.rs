//! REST over loopback, one connection kept open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use mycrm_faces::http::{self, Page};
use mycrm_kernel::app::App;
use mycrm_kernel::error::{Error, Result};
use serde_json::{Value as Json, json};

use crate::data::call;
use crate::figure::{Figure, p95, say, time};

const ROUNDS: usize = 200;

struct Client {
    stream: BufReader<TcpStream>,
    port: u16,
    token: String,
}

impl Client {
    fn ask(&mut self, method: &str, path: &str, body: Option<&Json>) -> Result<Json> {
        let body = body.map(Json::to_string).unwrap_or_default();
        let head = format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            self.token,
            body.len()
        );
        self.stream.get_mut().write_all(head.as_bytes())?;
        let (mut length, mut status, mut line) = (0, String::new(), String::new());
        self.stream.read_line(&mut status)?;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().unwrap_or(0);
                }
                Some(_) => {}
                None => break,
            }
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer)?;
        if !status.contains(" 200 ") {
            let said = String::from_utf8_lossy(&answer);
            return Err(Error::Internal(format!("{method} {path}: {status} {said}")));
        }
        Ok(serde_json::from_slice(&answer)?)
    }
}

/// The app served on loopback while `with` runs, which is given the port and the token.
fn served(app: &App, with: impl FnOnce(u16, String) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (listener, port) = runtime.block_on(http::bind(0))?;
    let token = http::new_token();
    let options = http::Options {
        token: token.clone(),
        port,
        page: Page::default(),
        scopes: Vec::new(),
    };
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = runtime.spawn(http::serve(listener, app.clone(), options, async {
        let _ = stopped.await;
    }));
    let outcome = with(port, token);
    let _ = stop.send(());
    let _ = runtime.block_on(server);
    outcome
}

/// Serves the screen over the kept database until the standard input ends: what a browser is measured against.
pub(crate) fn serve(app: &App) -> Result<()> {
    served(app, |port, token| {
        say(&format!("http://127.0.0.1:{port}/#token={token}"));
        std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink())?;
        Ok(())
    })
}

pub(crate) fn measure(app: &App) -> Result<()> {
    served(app, |port, token| latencies(app, port, token))
}

fn latencies(app: &App, port: u16, token: String) -> Result<()> {
    let stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let mut client = Client {
        stream: BufReader::new(stream),
        port,
        token,
    };
    let page = call(
        app,
        "contacts.list",
        json!({"limit": ROUNDS, "ordering": ["email"]}),
    )?;
    let items = page["items"].as_array().cloned().unwrap_or_default();
    let ids: Vec<&str> = items
        .iter()
        .filter_map(|item| item["id"].as_str())
        .collect();
    let mut run = |(name, goal): (&str, &'static str),
                   ask: &mut dyn FnMut(&mut Client, usize) -> Result<()>|
     -> Result<()> {
        ask(&mut client, 0)?;
        let mut times = Vec::with_capacity(ROUNDS);
        for round in 0..ids.len() {
            times.push(time(|| ask(&mut client, round))?.0);
        }
        Figure::alone(
            format!("REST {name}, one connection"),
            p95(&mut times),
            "ms p95",
        )
        .reaching(goal)
        .print();
        Ok(())
    };
    run(("get", "p95 at most 3 ms"), &mut |client, round| {
        client
            .ask("GET", &format!("/contacts/{}", ids[round]), None)
            .map(drop)
    })?;
    run(("list", "p95 at most 12 ms"), &mut |client, _| {
        client.ask("GET", "/contacts?limit=50", None).map(drop)
    })?;
    // Another word at every run: an edit that changes nothing writes nothing.
    let word = app.new_id().simple().to_string();
    run(("patch", "p95 at most 8 ms"), &mut |client, round| {
        let body = json!({"title": format!("Managing Director {round} {word}")});
        client
            .ask("PATCH", &format!("/contacts/{}", ids[round]), Some(&body))
            .map(drop)
    })
}
