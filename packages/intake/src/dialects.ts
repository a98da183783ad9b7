/**
 * What other systems call their columns, as they write it. A new dialect is more lines here: capitals, dots, spaces and dashes make no
 * difference. A name that belongs to a person and a part ("Mutter Telefon", "Telefon Mutter") is made of {@link persons} and {@link parts}.
 * @module
 */
import { plain } from './text.ts';

const ofWard = {
  'ward.number': ['Nr', 'Lfd. Nr', 'Nummer', 'ID', 'Aktenzeichen', 'Kundennummer', 'Schülernummer', 'Number'],
  'ward.name': [
    'Schüler',
    'Schülerin',
    'Schüler:in',
    'Resident',
    'Bewohner',
    'Bewohnerin',
    'Bewohner:in',
    'Kind',
    'Child',
    'Pupil',
    'Name des Kindes',
    'Name, Vorname',
    'Vor- und Nachname',
    'Vorname Nachname',
    'Full name',
  ],
  'ward.family-name': [
    'Name',
    'Nachname',
    'Familienname',
    'Zuname',
    'Last name',
    'Surname',
    'Family name',
    'Kind Nachname',
  ],
  'ward.given-name': ['Vorname', 'Vornamen', 'Rufname', 'First name', 'Given name', 'Kind Vorname', 'Vorname Kind'],
  'ward.born': [
    'Geb.-Datum',
    'Geburtsdatum',
    'Geburtstag',
    'Geb',
    'geb. am',
    'Geboren',
    'Born',
    'Date of birth',
    'DOB',
    'Birthday',
  ],
  'ward.sex': ['Geschl', 'Geschlecht', 'm/w/d', 'Sex', 'Gender'],
  'ward.group': ['Gruppe', 'Gruppenname', 'Klasse', 'Wohnbereich', 'Bereich', 'Ward', 'Station', 'Group', 'Class'],
  'ward.room': ['Room', 'Zimmer', 'Zimmernummer'],
  'ward.street': [
    'Straße',
    'Strasse',
    'Straße und Hausnummer',
    'Straße Nr',
    'Anschrift',
    'Adresse',
    'Street',
    'Address',
  ],
  'ward.postal-code': ['PLZ', 'Postleitzahl', 'Zip', 'Zip code', 'Postcode', 'Postal code'],
  'ward.town': ['Ort', 'Wohnort', 'Stadt', 'City', 'Town'],
  'ward.origin': ['Herkunftsland', 'Staatsangehörigkeit', 'Nationalität', 'Country of origin', 'Nationality'],
  'ward.religion': ['Konfession', 'Religion', 'Bekenntnis', 'Religionszugehörigkeit', 'Faith'],
  'ward.measles': ['Masernschutz', 'Masernnachweis', 'Masern', 'Masernimpfung', 'Measles'],
  'ward.allergies': ['Allergien', 'Allergie', 'Allergien/Besonderes', 'Unverträglichkeiten', 'Allergies'],
  'ward.diet': ['Diet', 'Kost', 'Kostform', 'Ernährung', 'Essen'],
  'ward.note': [
    'Bemerkung',
    'Bemerkungen',
    'Notiz',
    'Notizen',
    'Hinweis',
    'Hinweise',
    'Sonstiges',
    'Remark',
    'Remarks',
    'Notes',
  ],
  'emergency-contact': [
    'Notfallkontakt',
    'Notfallkontakte',
    'Notfall',
    'Notfallnummer',
    'Emergency contact',
    'Emergency',
  ],
} as const;

const first = [
  'Sorgeb.',
  'Sorgeberechtigte',
  'Sorgeberechtigter',
  'Sorgeberechtigte:r',
  'Erziehungsberechtigte',
  'Erziehungsberechtigter',
];
const numbered = [
  ...first,
  'Elternteil',
  'Eltern',
  'Bezugsperson',
  'Angehörige',
  'Guardian',
  'Parent',
  'Legal guardian',
];

/** Who is meant by which beginning or end of a name; without one, the first. */
export const persons = {
  'guardian-1': [
    ...numbered,
    ...numbered.map((name) => `${name} 1`),
    'Mutter',
    'Mother',
    'Betreuer',
    'Betreuerin',
    '1',
    '',
  ],
  'guardian-2': [...numbered.map((name) => `${name} 2`), 'Vater', 'Father', '2'],
} as const;

export const parts = {
  name: ['', 'Vor- und Nachname', 'Name, Vorname', 'Full name'],
  'family-name': ['Name', 'Nachname', 'Familienname', 'Last name', 'Surname'],
  'given-name': ['Vorname', 'First name', 'Given name'],
  relation: ['Relation', 'Verhältnis', 'Beziehung', 'Verwandtschaft', 'Relationship'],
  phone: [
    'Tel',
    'Telefon',
    'Telefonnummer',
    'Tel. privat',
    'Telefon privat',
    'Festnetz',
    'Phone',
    'Handy',
    'Handynummer',
    'Mobil',
    'Mobile',
    'Mobiltelefon',
    'Mobilnummer',
    'Tel. mobil',
    'Tel. dienstlich',
    'Telefon dienstlich',
    'Rufnummer',
    'Cell',
  ],
  email: ['E-Mail', 'Email', 'Mail', 'E-Mail-Adresse', 'Mailadresse'],
} as const;

export type Guardian = keyof typeof persons;
export type Part = keyof typeof parts;
export type Field = keyof typeof ofWard | `${Guardian}.${Part}`;

function entriesOf<Key extends string, Value>(table: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.entries<Value>(table).filter((entry): entry is [Key, Value] => Object.hasOwn(table, entry[0]));
}

/** Of two meanings of a name the first: a ward's "Name" before a guardian's. */
function makeIndex(): ReadonlyMap<string, Field> {
  const index = new Map<string, Field>();
  const add = (name: string, field: Field) => {
    if (plain(name) !== '' && !index.has(plain(name))) index.set(plain(name), field);
  };
  for (const [field, names] of entriesOf(ofWard)) for (const name of names) add(name, field);
  for (const [person, called] of entriesOf(persons))
    for (const [part, named] of entriesOf(parts))
      for (const name of called)
        for (const each of named) {
          // A bare number is no name of a column.
          if (each === '' && /^\d?$/u.test(name)) continue;
          add(`${name} ${each}`, `${person}.${part}`);
          add(`${each} ${name}`, `${person}.${part}`);
        }
  return index;
}

const index = makeIndex();

/** For a person to choose from, in this order. */
export const fields: readonly Field[] = [
  ...entriesOf(ofWard).map(([field]) => field),
  ...entriesOf(persons).flatMap(([person]) => entriesOf(parts).map(([part]) => `${person}.${part}` as const)),
];

export function fieldOf(name: string): Field | null {
  return index.get(plain(name)) ?? null;
}

/** Columns may share these: what stands in them is put together. */
export const shared: ReadonlySet<Field> = new Set<Field>([
  'guardian-1.phone',
  'guardian-2.phone',
  'guardian-1.email',
  'guardian-2.email',
  'ward.allergies',
  'ward.note',
  'emergency-contact',
]);
