/**
 * What other systems call their columns, as they write it. A new dialect is more lines here.
 * @module
 */

export const dialects = {
  'ward.number': ['Nr', 'Nummer', 'ID', 'Aktenzeichen'],
  'ward.name': ['Schüler', 'Schülerin', 'Resident', 'Bewohner', 'Bewohnerin', 'Kind'],
  'ward.family-name': ['Name', 'Nachname', 'Familienname', 'Last name', 'Surname'],
  'ward.given-name': ['Vorname', 'Rufname', 'First name', 'Given name'],
  'ward.born': ['Geb.-Datum', 'Geburtsdatum', 'Geburtstag', 'geb. am', 'Born', 'Date of birth'],
  'ward.sex': ['Geschl', 'Geschlecht', 'Sex'],
  'ward.group': ['Gruppe', 'Klasse', 'Wohnbereich', 'Ward', 'Station'],
  'ward.room': ['Room', 'Zimmer'],
  'ward.street': ['Straße', 'Anschrift', 'Street'],
  'ward.postal-code': ['PLZ', 'Postleitzahl', 'Zip'],
  'ward.town': ['Ort', 'Wohnort', 'City'],
  'ward.origin': ['Herkunftsland', 'Staatsangehörigkeit', 'Nationalität'],
  'ward.religion': ['Konfession', 'Religion', 'Bekenntnis', 'Faith'],
  'ward.measles': ['Masernschutz', 'Masernnachweis', 'Masern'],
  'ward.allergies': ['Allergien', 'Allergien/Besonderes', 'Unverträglichkeiten'],
  'ward.diet': ['Diet', 'Kost', 'Kostform'],
  'ward.note': ['Bemerkung', 'Bemerkungen', 'Notiz'],
  'guardian-1.name': [
    'Erziehungsberechtigte',
    'Erziehungsberechtigter',
    'Legal guardian',
    'Sorgeberechtigte',
    'Betreuer',
  ],
  'guardian-1.family-name': ['Sorgeb. 1 Name', 'Mutter Name', 'Name Mutter'],
  'guardian-1.given-name': ['Sorgeb. 1 Vorname', 'Mutter Vorname', 'Vorname Mutter'],
  'guardian-1.relation': ['Relation', 'Verhältnis'],
  'guardian-1.phone': ['Tel. 1', 'Telefon', 'Telefon 1', 'Phone', 'Tel'],
  'guardian-1.email': ['E-Mail 1', 'E-Mail', 'Email', 'Mail'],
  'guardian-2.family-name': ['Sorgeb. 2 Name', 'Vater Name', 'Name Vater'],
  'guardian-2.given-name': ['Sorgeb. 2 Vorname', 'Vater Vorname', 'Vorname Vater'],
  'guardian-2.phone': ['Tel. 2', 'Telefon 2'],
  'guardian-2.email': ['E-Mail 2'],
  'emergency-contact': ['Notfallkontakt', 'Notfall', 'Emergency contact'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
