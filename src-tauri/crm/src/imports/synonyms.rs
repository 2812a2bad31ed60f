//! What columns are called, in English and German: folded, letters and digits only.

/// Targets with the names of columns that go there.
type Names = &'static [(&'static str, &'static str)];

/// Target → names, for people.
const CONTACT: Names = &[
    (
        "first_name",
        "firstname givenname forename vorname rufname first middlename",
    ),
    (
        "last_name",
        "lastname surname familyname nachname familienname zuname last",
    ),
    (
        "name",
        "name fullname contactname contact person displayname ansprechpartner kontakt vollstandigername kontaktname",
    ),
    (
        "title",
        "title jobtitle position role jobrole berufsbezeichnung funktion stellung rolle",
    ),
    ("department", "department dept abteilung"),
    (
        "account",
        "company companyname organization organisation organizationname organisationname account accountname employer firma firmenname unternehmen arbeitgeber kunde customer business associatedcompany",
    ),
    (
        "account.domain",
        "domain companydomain companydomainname domane",
    ),
    ("account.website", "companywebsite firmenwebsite"),
    ("account.industry", "industry branche"),
    (
        "email",
        "email emailaddress mail workemail emailwork businessemail emailadresse epost primaryemail email1 mailadresse emailgeschaftlich emailaddress1",
    ),
    (
        "other_emails",
        "email2 email3 secondaryemail emailhome homeemail privateemail emailprivat personalemail alternateemail email2address email3address otheremails",
    ),
    (
        "phone",
        "phone phonenumber telephone tel telefon telefonnummer businessphone workphone phonework rufnummer festnetz telefongeschaftlich officephone phone1 telefonnr",
    ),
    (
        "mobile",
        "mobile mobilephone cell cellphone handy mobil mobilnummer handynummer mobiltelefon phonemobile mobilenumber telefonmobil",
    ),
    (
        "other_phones",
        "phone2 phone3 homephone phonehome telefonprivat otherphone alternatephone otherphones",
    ),
    (
        "street",
        "street address address1 addressline1 address2 addressline2 strasse adresse anschrift streetaddress mailingstreet strassehausnummer strasseundhausnummer",
    ),
    ("city", "city town ort stadt wohnort mailingcity locality"),
    (
        "region",
        "state region province county bundesland kanton stateprovince stateregion mailingstate",
    ),
    (
        "postal_code",
        "zip zipcode postalcode postcode plz postleitzahl zippostalcode",
    ),
    (
        "country",
        "country countryregion land staat nation countrycode",
    ),
    (
        "website",
        "website url web webpage homepage webseite internet site internetseite",
    ),
    (
        "linkedin",
        "linkedin linkedinurl linkedinprofile linkedinprofil",
    ),
    (
        "birthday",
        "birthday birthdate dateofbirth dob geburtstag geburtsdatum",
    ),
    ("source", "source leadsource herkunft quelle originalsource"),
    ("kind", "type contacttype kontakttyp kontaktart"),
    (
        "tags",
        "tags tag labels label categories category kategorien kategorie schlagworter stichworter",
    ),
    (
        "notes",
        "notes note description comments comment remarks bemerkung bemerkungen notizen notiz kommentar beschreibung background",
    ),
    (
        "created_at",
        "createdat created createddate createdate creationdate dateadded erstelltam angelegtam erstellt",
    ),
];

/// Target → names, for organisations.
const ACCOUNT: Names = &[
    (
        "name",
        "name company companyname organization organisation organizationname organisationname account accountname firma firmenname unternehmen kunde customer",
    ),
    ("domain", "domain companydomain companydomainname domane"),
    ("type", "type accounttype kundentyp art"),
    ("industry", "industry branche sector sektor"),
    (
        "website",
        "website websiteurl url web webpage homepage webseite internet internetseite",
    ),
    (
        "phone",
        "phone phonenumber telephone tel telefon telefonnummer mainphone",
    ),
    (
        "street",
        "street address address1 address2 addressline1 addressline2 strasse adresse anschrift streetaddress billingstreet",
    ),
    ("city", "city town ort stadt billingcity"),
    (
        "region",
        "state region province county bundesland kanton stateprovince stateregion billingstate",
    ),
    (
        "postal_code",
        "zip zipcode postalcode postcode plz postleitzahl",
    ),
    (
        "country",
        "country countryregion land staat countrycode billingcountry",
    ),
    (
        "employees",
        "employees numberofemployees employeecount headcount mitarbeiter mitarbeiterzahl anzahlmitarbeiter",
    ),
    (
        "annual_revenue",
        "annualrevenue revenue turnover umsatz jahresumsatz",
    ),
    ("currency", "currency currencycode wahrung"),
    (
        "tags",
        "tags labels label categories kategorien schlagworter",
    ),
    (
        "notes",
        "notes note description comments bemerkung bemerkungen notizen beschreibung",
    ),
    (
        "created_at",
        "createdat created createddate createdate erstelltam angelegtam",
    ),
];

/// Target → names, for deals.
const OPPORTUNITY: Names = &[
    (
        "name",
        "name deal dealname dealtitle opportunity opportunityname title subject betreff chance verkaufschance titel",
    ),
    (
        "account",
        "account accountname company companyname organization organisation firma unternehmen kunde customer",
    ),
    (
        "contact",
        "contact contactname person ansprechpartner kontakt primarycontact",
    ),
    (
        "contact.email",
        "email contactemail emailaddress emailadresse",
    ),
    ("contact.phone", "phone contactphone telefon"),
    ("stage", "stage stagename dealstage phase stufe status"),
    ("pipeline", "pipeline"),
    ("amount", "amount value dealvalue betrag wert volumen summe"),
    ("currency", "currency currencycode wahrung"),
    ("probability", "probability wahrscheinlichkeit"),
    (
        "expected_close",
        "closedate expectedclose expectedclosedate abschluss abschlussdatum erwarteterabschluss",
    ),
    ("source", "source leadsource quelle herkunft"),
    ("next_step", "nextstep nachsterschritt"),
    ("lost_reason", "lostreason verlustgrund"),
    ("tags", "tags labels label kategorien"),
    (
        "notes",
        "notes note description comments bemerkung notizen beschreibung",
    ),
    (
        "created_at",
        "createdat created createddate createdate erstelltam",
    ),
];

/// The names for a kind of record.
fn of(kind: &str) -> Names {
    match kind {
        "account" => ACCOUNT,
        "opportunity" => OPPORTUNITY,
        _ => CONTACT,
    }
}

/// Targets that take the values of several columns.
pub(super) const SEVERAL: [&str; 10] = [
    "first_name",
    "email",
    "other_emails",
    "phone",
    "other_phones",
    "street",
    "notes",
    "tags",
    "note",
    "contact.phone",
];

/// A column name as it stands in these tables.
pub(super) fn plain(header: &str) -> String {
    mycrm_kernel::folded::fold(header)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The target that a column of this name has for records of `kind`.
pub(super) fn target(kind: &str, header: &str) -> Option<&'static str> {
    let name = plain(header);
    let mut known = of(kind).iter();
    known
        .find(|(_, names)| names.split(' ').any(|known| known == name))
        .map(|(target, _)| *target)
}

/// Whether any kind of record knows a column of this name.
pub(super) fn is_known(header: &str) -> bool {
    ["contact", "account", "opportunity"]
        .iter()
        .any(|kind| target(kind, header).is_some())
}
