//! vCards (RFC 6350, and the 3.0 and 2.1 that phones still write) as the table that everything else here reads: one
//! card after another becomes one row of CSV, so that mapping, preview, ledger and revert hold for them as well.

use std::io::{self, BufRead, BufReader, Read};

use calcard::vcard::{VCard, VCardEntry, VCardParameterName, VCardProperty, VCardValue};

/// Longest card, without its pictures. What comes after it in the card is left out.
const CARD_MAX: usize = 1 << 20;
/// Further numbers and addresses that have a column.
const FURTHER: usize = 3;
/// Properties that hold pictures, sounds and keys: never read into memory.
const BINARY: [&str; 4] = ["PHOTO", "LOGO", "SOUND", "KEY"];

/// The columns of the table.
pub(in crate::imports) const HEADER: [&str; 23] = [
    "vCard first name",
    "vCard last name",
    "vCard organization",
    "vCard department",
    "vCard title",
    "vCard e-mail",
    "vCard other e-mail 1",
    "vCard other e-mail 2",
    "vCard other e-mail 3",
    "vCard phone",
    "vCard mobile",
    "vCard other phone 1",
    "vCard other phone 2",
    "vCard other phone 3",
    "vCard street",
    "vCard city",
    "vCard region",
    "vCard postal code",
    "vCard country",
    "vCard website",
    "vCard birthday",
    "vCard categories",
    "vCard note",
];

/// Whether a file that begins like this holds vCards.
pub(in crate::imports) fn is_vcard(start: &[u8]) -> bool {
    let text = start
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(start)
        .trim_ascii_start();
    text.get(..11)
        .is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:VCARD"))
}

/// Reads cards and is read as CSV.
pub(in crate::imports) struct CardTable<R> {
    cards: BufReader<R>,
    ready: Vec<u8>,
    at: usize,
    begun: bool,
}

impl<R: Read> CardTable<R> {
    pub(in crate::imports) fn new(cards: R) -> Self {
        Self {
            cards: BufReader::new(cards),
            ready: Vec::new(),
            at: 0,
            begun: false,
        }
    }

    /// The text of the next card, pictures left out; none at the end.
    fn next_card(&mut self) -> io::Result<Option<String>> {
        let (mut card, mut skipping, mut any, mut whole) = (Vec::new(), false, false, true);
        loop {
            let mut line = Vec::new();
            // A line may be a whole folded picture: what is beyond the limit is read and dropped.
            let read = (&mut self.cards)
                .take(CARD_MAX as u64)
                .read_until(b'\n', &mut line)?;
            if read == 0 {
                break;
            }
            any |= !line.trim_ascii().is_empty();
            let goes_on = !whole || line.starts_with(b" ") || line.starts_with(b"\t");
            whole = line.ends_with(b"\n");
            if !goes_on {
                let name = line
                    .split(|byte| matches!(byte, b':' | b';'))
                    .next()
                    .unwrap_or_default();
                let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
                skipping = BINARY
                    .iter()
                    .any(|binary| name.eq_ignore_ascii_case(binary.as_bytes()));
            }
            if !skipping && card.len() + line.len() <= CARD_MAX {
                card.extend_from_slice(&line);
            }
            if line.trim_ascii().eq_ignore_ascii_case(b"END:VCARD") {
                break;
            }
        }
        Ok(any.then(|| match String::from_utf8(card) {
            Ok(text) => text,
            Err(bytes) => encoding_rs::WINDOWS_1252
                .decode(bytes.as_bytes())
                .0
                .into_owned(),
        }))
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        let cells: Option<Vec<String>> = if self.begun {
            self.next_card()?.map(|card| cells(&card))
        } else {
            self.begun = true;
            Some(HEADER.iter().map(ToString::to_string).collect())
        };
        if let Some(cells) = cells {
            let mut writer = csv::Writer::from_writer(&mut self.ready);
            writer.write_record(cells).map_err(io::Error::other)?;
            writer.flush()?;
        }
        Ok(())
    }
}

impl<R: Read> Read for CardTable<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() {
            self.fill()?;
        }
        let count = buffer.len().min(self.ready.len() - self.at);
        buffer[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// The row of one card. A card that cannot be read becomes a row with its text as the note, so that nothing is lost
/// and the ledger can say what is wrong.
fn cells(card: &str) -> Vec<String> {
    let mut row = Row::default();
    match VCard::parse(card) {
        Ok(parsed) => parsed.entries.iter().for_each(|entry| row.take(entry)),
        Err(_) => row.note = card.trim().to_owned(),
    }
    row.into_cells()
}

#[derive(Default)]
struct Row {
    full_name: String,
    first: String,
    last: String,
    organization: String,
    department: String,
    title: String,
    emails: Vec<String>,
    phones: Vec<String>,
    mobile: String,
    /// Street, city, region, postal code, country.
    address: [String; 5],
    website: String,
    birthday: String,
    categories: String,
    note: String,
}

impl Row {
    fn take(&mut self, entry: &VCardEntry) {
        let parts = parts(entry);
        let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
        match entry.name {
            VCardProperty::Fn => first(&mut self.full_name, part(0)),
            VCardProperty::N => {
                first(&mut self.last, part(0));
                let given = [part(1), part(2)];
                let given = given.iter().filter(|name| !name.is_empty()).cloned();
                first(&mut self.first, given.collect::<Vec<_>>().join(" "));
            }
            VCardProperty::Org => {
                first(&mut self.organization, part(0));
                first(&mut self.department, part(1));
            }
            VCardProperty::Title => first(&mut self.title, part(0)),
            VCardProperty::Email => push(&mut self.emails, &part(0)),
            VCardProperty::Tel => {
                let number = part(0);
                let number = number.strip_prefix("tel:").unwrap_or(&number);
                if self.mobile.is_empty() && is_mobile(entry) {
                    self.mobile = number.to_owned();
                } else {
                    push(&mut self.phones, number);
                }
            }
            VCardProperty::Adr if self.address.iter().all(String::is_empty) => {
                // Post office box, extension, street, city, region, postal code, country.
                self.address = [2, 3, 4, 5, 6].map(part);
            }
            VCardProperty::Url => first(&mut self.website, part(0)),
            VCardProperty::Bday => first(&mut self.birthday, birthday(entry)),
            VCardProperty::Categories => first(&mut self.categories, parts.join(", ")),
            VCardProperty::Note => first(&mut self.note, part(0)),
            _ => {}
        }
    }

    fn into_cells(mut self) -> Vec<String> {
        if self.first.is_empty() && self.last.is_empty() {
            // Cards of firms and of old phones have the full name only.
            let (given, family) = self
                .full_name
                .rsplit_once(' ')
                .unwrap_or(("", &self.full_name));
            (self.first, self.last) = (given.to_owned(), family.to_owned());
        }
        let mut emails = self.emails.into_iter();
        let mut phones = self.phones.into_iter();
        let mut cells = vec![
            self.first,
            self.last,
            self.organization,
            self.department,
            self.title,
        ];
        cells.extend((0..=FURTHER).map(|_| emails.next().unwrap_or_default()));
        cells.push(phones.next().unwrap_or_default());
        cells.push(self.mobile);
        cells.extend((0..FURTHER).map(|_| phones.next().unwrap_or_default()));
        cells.extend(self.address);
        cells.extend([self.website, self.birthday, self.categories, self.note]);
        cells
    }
}

fn first(cell: &mut String, value: String) {
    if cell.is_empty() {
        *cell = value;
    }
}

fn push(list: &mut Vec<String>, value: &str) {
    if !value.is_empty() && !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
}

/// The values of a property, or the components of a structured one, as text.
fn parts(entry: &VCardEntry) -> Vec<String> {
    entry
        .values
        .iter()
        .flat_map(|value| match value {
            VCardValue::Component(parts) => parts.clone(),
            other => vec![other.as_text().unwrap_or_default().to_owned()],
        })
        .map(|text| text.trim().to_owned())
        .collect()
}

fn is_mobile(entry: &VCardEntry) -> bool {
    let kinds = entry.parameters(&VCardParameterName::Type);
    kinds
        .into_iter()
        .any(|kind| format!("{kind:?}").to_lowercase().contains("cell"))
}

/// A whole date; a birthday without its year is left out, as the field needs one.
fn birthday(entry: &VCardEntry) -> String {
    entry
        .values
        .iter()
        .find_map(|value| match value {
            VCardValue::PartialDateTime(date) => Some(format!(
                "{:04}-{:02}-{:02}",
                date.year?, date.month?, date.day?
            )),
            other => other.as_text().map(str::to_owned),
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cards: &str) -> Vec<Vec<String>> {
        let mut text = String::new();
        CardTable::new(cards.as_bytes())
            .read_to_string(&mut text)
            .unwrap();
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        rows.records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn a_phones_cards_become_rows() {
        let rows = table(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Kovács;Eszter;;;\r\nFN:Eszter Kovács\r\nORG:Duna Medical;Purchasing\r\n\
             TITLE:Buyer\r\nEMAIL;TYPE=WORK:eszter@duna.example\r\nEMAIL:e@home.example\r\nTEL;TYPE=CELL:+36 30 555 0142\r\n\
             TEL;TYPE=WORK:+36 1 555 0100\r\nADR;TYPE=WORK:;;Fő utca 1;Budapest;;1011;Hungary\r\nBDAY:1984-04-12\r\n\
             PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\nNOTE:Likes trains\\, quiet ones\r\nEND:VCARD\r\n\
             BEGIN:VCARD\nVERSION:2.1\nFN:Brandl & Söhne\nEND:VCARD\n",
        );
        assert_eq!(rows.len(), 3);
        let cell = |row: usize, name: &str| {
            let at = HEADER.iter().position(|known| *known == name).unwrap();
            rows[row][at].as_str()
        };
        assert_eq!(rows[1].len(), HEADER.len());
        assert_eq!(
            (cell(1, "vCard first name"), cell(1, "vCard last name")),
            ("Eszter", "Kovács")
        );
        assert_eq!(
            (cell(1, "vCard organization"), cell(1, "vCard department")),
            ("Duna Medical", "Purchasing")
        );
        assert_eq!(
            (cell(1, "vCard e-mail"), cell(1, "vCard other e-mail 1")),
            ("eszter@duna.example", "e@home.example")
        );
        assert_eq!(
            (cell(1, "vCard mobile"), cell(1, "vCard phone")),
            ("+36 30 555 0142", "+36 1 555 0100")
        );
        assert_eq!(
            (cell(1, "vCard city"), cell(1, "vCard postal code")),
            ("Budapest", "1011")
        );
        assert_eq!(
            (cell(1, "vCard birthday"), cell(1, "vCard note")),
            ("1984-04-12", "Likes trains, quiet ones")
        );
        assert_eq!(
            (cell(2, "vCard first name"), cell(2, "vCard last name")),
            ("Brandl &", "Söhne")
        );
    }

    #[test]
    fn a_broken_card_is_a_row_and_not_the_end() {
        let rows = table(
            "BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nEND:VCARD\nBEGIN:VCARD\nFN:Three\nEND:VCARD",
        );
        assert!(rows.len() >= 3, "{rows:?}");
        assert_eq!(rows.last().unwrap()[1], "Three");
    }

    #[test]
    fn cards_are_told_from_tables() {
        assert!(is_vcard(b"\xEF\xBB\xBF\r\nbegin:vcard\r\n"));
        assert!(!is_vcard(b"First Name,Last Name"));
    }
}
