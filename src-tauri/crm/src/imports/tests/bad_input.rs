//! What real files do wrong. Each costs the row it is in, says why, and loses nothing else.

use serde_json::{Value as Json, json};

use super::{Desk, brief, desk};

/// Imports `content` into an empty database; answers the desk, the import and its ledger in short.
fn bring(content: &[u8]) -> (Desk, Json, Vec<String>) {
    let desk = desk();
    let import = desk.open(content);
    desk.run(&import);
    let ledger = brief(&desk.ledger(&import));
    (desk, import, ledger)
}

fn names(desk: &Desk) -> Vec<String> {
    desk.list("contacts")
        .iter()
        .map(|record| record["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn byte_order_marks_and_wide_characters() {
    let text = "First name,Last name,Email\r\nZoë,Đặng,zoe@dang.example\r\nJörg,Öhman,jorg@ohman.example\r\n";
    let wide = |order: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(order)
            .collect()
    };
    let files = [
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        wide(u16::to_le_bytes, true),
        wide(u16::to_be_bytes, true),
        wide(u16::to_le_bytes, false),
        wide(u16::to_be_bytes, false),
    ];
    for file in files {
        let (desk, import, ledger) = bring(&file);
        assert_eq!(ledger, ["2 new", "3 new"], "{}", import["encoding"]);
        assert_eq!(
            names(&desk),
            ["Zoë Đặng", "Jörg Öhman"],
            "{}",
            import["encoding"]
        );
    }
}

#[test]
fn old_code_pages() {
    let mut file = b"Vorname;Nachname;Stra\xDFe\n".to_vec();
    file.extend_from_slice(
        b"J\xFCrgen;Gro\xDF;Gr\xFCner Weg 1\n\xC4nne;M\xFCller;Am S\xE4gewerk 2\n",
    );
    let (desk, import, ledger) = bring(&file);
    assert_eq!(import["encoding"], "windows-1252");
    assert_eq!(ledger, ["2 new", "3 new"]);
    assert_eq!(names(&desk), ["Jürgen Groß", "Änne Müller"]);
}

#[test]
fn one_row_of_another_encoding_is_reported() {
    let mut file = "First name,Last name\n".to_owned().into_bytes();
    for number in 0..30 {
        file.extend_from_slice(format!("Zoë{number},Müller\n").as_bytes());
    }
    file.extend_from_slice(b"J\xFCrgen,Gross\nAnna,Berg\n");
    let (_, import, ledger) = bring(&file);
    assert_eq!(import["encoding"], "UTF-8");
    assert_eq!(&ledger[29..], ["31 new", "32 error encoding", "33 new"]);
}

#[test]
fn line_ends_of_every_kind() {
    let (desk, _, ledger) = bring(b"First name,Last name\r\nA,B\nC,D\rE,\"F\r\nG\"\r\n\r\nH,I");
    assert_eq!(ledger, ["2 new", "3 new", "4 new", "5 skip empty", "6 new"]);
    assert_eq!(names(&desk), ["A B", "C D", "E F, G", "H I"]);
}

#[test]
fn a_quote_that_never_closes_costs_one_row_and_is_named() {
    let (desk, import, ledger) =
        bring(b"First name,Last name,Notes\nA,B,fine\nC,D,\"never closed\nE,F,\"closed\"\nG,H,\nI,J,\"to the end\n");
    assert_eq!(
        ledger,
        [
            "2 new",
            "3 error open_quote",
            "4 new",
            "5 new",
            "6 error open_quote"
        ]
    );
    assert_eq!(names(&desk), ["A B", "E F", "G H"]);
    let row = &desk.ledger(&import)[1];
    assert!(row["reason"].as_str().unwrap().contains("row 3"), "{row:#}");
    let csv = desk.call("imports.errors_csv", json!({ "id": import["id"] }))["content"].clone();
    let csv = csv.as_str().unwrap();
    assert!(
        csv.contains("C,D,\"\"\"never closed\"") && csv.contains("I,J,\"\"\"to the end\""),
        "{csv}"
    );
}

#[test]
fn quotes_inside_cells_are_kept() {
    let (desk, _, ledger) =
        bring(b"First name,Last name\n\"Anna \"\"the Ant\"\"\",Berg\n\"Bob \"the Bat\" \",Cole\n");
    assert_eq!(ledger, ["2 new", "3 new"]);
    assert_eq!(
        names(&desk),
        ["Anna \"the Ant\" Berg", "Bob \"the Bat\" Cole"]
    );
}

#[test]
fn ragged_rows() {
    let (desk, import, ledger) =
        bring(b"First name,Last name,Email\nA,B\nC,D,c@d.example,more\nE,F,e@f.example,,\n");
    assert_eq!(ledger, ["2 new", "3 error ragged", "4 new"]);
    assert_eq!(names(&desk), ["A B", "E F"]);
    let csv = desk.call("imports.errors_csv", json!({ "id": import["id"] }));
    assert!(
        csv["content"].as_str().unwrap().contains(",more"),
        "{csv:#}"
    );
}

#[test]
fn an_enormous_cell() {
    let mut file = b"First name,Last name,Notes\nA,B,\"".to_vec();
    file.resize(file.len() + (10 << 20), b'x');
    file.extend_from_slice(b"\"\nC,D,fine\nE,F,");
    file.resize(file.len() + (10 << 20), b'y');
    file.extend_from_slice(b"\nG,H,fine\n");
    let (desk, _, ledger) = bring(&file);
    assert_eq!(
        ledger,
        [
            "2 error cell_too_long",
            "3 new",
            "4 error cell_too_long",
            "5 new"
        ]
    );
    assert_eq!(names(&desk), ["C D", "G H"]);
}

#[test]
fn nul_characters() {
    let (desk, _, ledger) = bring(b"First name,Last name\nA,B\nC\0C,D\nE,F\n");
    assert_eq!(ledger, ["2 new", "3 error nul", "4 new"]);
    assert_eq!(names(&desk), ["A B", "E F"]);
}

#[test]
fn repeated_and_missing_headers() {
    let desk = desk();
    let import = desk.open(b"Name,Note,Note,\nAnna Berg,one,two,three\n");
    let headers: Vec<&Json> = import["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["header"])
        .collect();
    assert_eq!(headers, ["Name", "Note", "Note (2)", "Column 4"]);
}

#[test]
fn a_file_without_header() {
    let desk = desk();
    let import = desk.open(b"Anna,Berg,anna@berg.example,+49 711 555 0142\nBob,Cole,bob@cole.example,+49 711 555 0143\n");
    assert_eq!(import["has_header"], false);
    let targets: Vec<&Json> = import["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["target"])
        .collect();
    assert_eq!(
        targets,
        [&Json::Null, &Json::Null, &json!("email"), &json!("phone")]
    );
    let choices =
        json!([{ "index": 0, "target": "first_name" }, { "index": 1, "target": "last_name" }]);
    desk.configure(&import, json!({ "columns": choices }));
    assert_eq!(desk.run(&import)["new"], 2);
    assert_eq!(names(&desk), ["Anna Berg", "Bob Cole"]);
}

#[test]
fn an_empty_file() {
    let desk = desk();
    for content in [&b""[..], b"\n\n  \n", b"\xEF\xBB\xBF"] {
        let error = desk.try_open(content).unwrap_err();
        assert_eq!(error.code(), "validation", "{error}");
    }
    let import = desk.open(b"First name,Last name\n");
    assert_eq!(desk.run(&import)["rows"], 0);
}

#[test]
fn formula_cells_stay_text_and_are_disarmed_in_the_list_of_errors() {
    let desk = desk();
    let import = desk.open(
        b"First name,Last name,Email\n=cmd|' /C calc'!A0,Berg,a@b.example\n@SUM(A1),Cole,broken\n",
    );
    desk.run(&import);
    assert_eq!(desk.list("contacts")[0]["first_name"], "=cmd|' /C calc'!A0");
    let csv = desk.call("imports.errors_csv", json!({ "id": import["id"] }));
    let csv = csv["content"].as_str().unwrap();
    assert!(csv.contains("\n'@SUM(A1),Cole,broken,"), "{csv}");
}

#[test]
fn a_thousand_columns() {
    let wide = |columns: usize| {
        let header: Vec<String> = (0..columns).map(|at| format!("Field {at}")).collect();
        let cells: Vec<String> = (0..columns).map(|at| format!("value {at}")).collect();
        format!(
            "First name,{}\nAnna,{}\n",
            header.join(","),
            cells.join(",")
        )
    };
    let desk = desk();
    let import = desk.open(wide(999).as_bytes());
    desk.configure(&import, json!({ "keep_unmapped": true }));
    assert_eq!(desk.run(&import)["new"], 1);
    let notes = desk.list("contacts")[0]["notes"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(notes.ends_with("Field 998: value 998"), "{notes}");
    assert_eq!(
        desk.try_open(wide(1_000).as_bytes()).unwrap_err().code(),
        "too_large"
    );
}

#[test]
fn leading_zeros_are_kept() {
    let (desk, ..) = bring(b"First name,Last name,Zip,Phone\nAnna,Berg,01067,0049711555\n");
    let contact = &desk.list("contacts")[0];
    assert_eq!(
        (&contact["postal_code"], &contact["phone"]),
        (&json!("01067"), &json!("0049711555"))
    );
}

#[test]
fn dates_in_six_formats() {
    let (desk, _, ledger) = bring(
        b"Last name,Birthday\nA,1990-12-31\nB,31.12.1990\nC,12/31/1990\nD,31 Dec 1990\nE,33238\nF,1990/12/31\nG,31/12/1990\n",
    );
    assert_eq!(ledger.last().unwrap(), "8 error date_unreadable");
    let days: Vec<Json> = desk
        .list("contacts")
        .iter()
        .map(|c| c["birthday"].clone())
        .collect();
    assert_eq!(days, ["1990-12-31"; 6]);
    // The other order, decided by one value of the column.
    let (desk, ..) = bring(b"Last name,Birthday\nA,03/04/1990\nB,31/12/1990\n");
    assert_eq!(desk.list("contacts")[0]["birthday"], "1990-04-03");
}

#[test]
fn what_cannot_be_told_is_refused_with_its_field() {
    let desk = desk();
    let import = desk.open(b"First name\nAnna\n");
    for (settings, field) in [
        (json!({ "kind": "user" }), "kind"),
        (json!({ "source": "clay tablets" }), "source"),
        (json!({ "encoding": "klingon" }), "encoding"),
        (json!({ "delimiter": "x" }), "delimiter"),
        (
            json!({ "columns": [{ "index": 0, "target": "shoe_size" }] }),
            "columns[0].target",
        ),
        (
            json!({ "columns": [{ "index": 7, "target": null }] }),
            "columns",
        ),
    ] {
        let mut input = settings.clone();
        input["id"] = import["id"].clone();
        let error = desk.try_call("imports.configure", input).unwrap_err();
        assert_eq!(
            error.problem("t")["fields"][0]["field"],
            field,
            "{settings}: {error}"
        );
    }
    let over_http = desk.app.owner(mycrm_kernel::caller::Face::Http);
    let refused = desk
        .app
        .call(
            &over_http,
            "imports.open",
            json!({ "path": "/etc/hostname" }),
        )
        .unwrap_err();
    assert_eq!(refused.code(), "forbidden");
}
