/**
 * Who is in the demonstration. Nobody of them exists.
 * @module
 */
import type { InstitutionDescribed } from '@obhut/domain/institution.ts';
import type { GroupNamed } from '@obhut/domain/groups.ts';
import type { WardFieldName } from '@obhut/domain/wards.ts';

export interface Child {
  /** Place in the list of groups. */
  group: number;
  /** With `name`. */
  noted: Readonly<Partial<Record<WardFieldName, string>>>;
}

export interface Adult {
  name: string;
  login: string;
  password: string;
}

export interface Parent extends Adult {
  relation: string;
  /** Places in the list of children. */
  children: readonly number[];
}

/** Everybody of an institution, and how it is called. */
export interface Cast {
  institution: string;
  description: InstitutionDescribed;
  groups: readonly GroupNamed[];
  children: readonly Child[];
  leader: Adult;
  educators: readonly Adult[];
  parents: readonly Parent[];
  /** Letters that are on their way. */
  invited: readonly { name: string; child: number }[];
}

/** For all accounts of a demonstration, which holds nothing that is anybody's. */
export const password = 'Laterne Kompass Wiese 27';

const groups = [
  { name: 'Bären', colour: 1, sign: 'panda' },
  { name: 'Igel', colour: 3, sign: 'rabbit' },
  { name: 'Möwen', colour: 5, sign: 'bird' },
  { name: 'Füchse', colour: 2, sign: 'squirrel' },
] as const;

const givenNames = [
  'Mia',
  'Ben',
  'Elif',
  'Noah',
  'Emma',
  'Yusuf',
  'Lina',
  'Jonas',
  'Zoë',
  'Karim',
  'Ida',
  'Oleksij',
  'Frieda',
  'Can',
  'Marta',
  'Emil',
  'Amira',
  'Theo',
  'Daria',
  'Levi',
  'Nele',
];
const familyNames = [
  'Albers',
  'Çelik',
  'Haddad',
  'Kowalczyk',
  'Lorenz',
  'Petersen',
  'Shevchenko',
  'Wagner',
  'Yıldız',
  'Brandt',
  'Nguyen',
  'Okafor',
];
const allergies = ['Erdnüsse', 'Kuhmilch', 'Bienenstich: Notfallset im Regal', 'Hühnerei'];

/** 84, as in a KiTa of four groups. */
export const children: readonly Child[] = Array.from({ length: 84 }, (_, at) => ({
  group: at % groups.length,
  noted: {
    name: `${givenNames[at % givenNames.length] ?? ''} ${familyNames[(at * 5) % familyNames.length] ?? ''}`,
    birthDate: `${2020 + (at % 5)}-${String(1 + ((at * 7) % 12)).padStart(2, '0')}-${String(1 + ((at * 11) % 28)).padStart(2, '0')}`,
    ...(at % 9 === 0 ? { allergies: allergies[(at / 9) % allergies.length] ?? '' } : {}),
  },
}));

const leader: Adult = { name: 'Maren Lindqvist', login: 'vorfuehrung-leitung', password };
const educators: readonly Adult[] = [
  { name: 'Tomasz Nowak', login: 'vorfuehrung-erzieher', password },
  { name: 'Hatice Demir', login: 'vorfuehrung-erzieherin', password },
];

export const parents: readonly Parent[] = [
  { name: 'Katrin Albers', login: 'vorfuehrung-mutter', password, relation: 'Mutter', children: [0, 12] },
  { name: 'Samir Haddad', login: 'vorfuehrung-vater', password, relation: 'Vater', children: [10] },
  { name: 'Deniz Çelik', login: 'vorfuehrung-eltern-3', password, relation: 'Vater', children: [5] },
  { name: 'Olena Shevchenko', login: 'vorfuehrung-eltern-4', password, relation: 'Mutter', children: [18] },
  { name: 'Jan Petersen', login: 'vorfuehrung-eltern-5', password, relation: 'Vater', children: [1] },
  { name: 'Chi Nguyen', login: 'vorfuehrung-eltern-6', password, relation: 'Mutter', children: [2] },
];

export const demonstration: Cast = {
  institution: 'KiTa Sonnenhügel (Vorführung)',
  description: { state: 'NI', carrier: '', body: 'private', diocese: '', yearBegins: '08-01' },
  groups,
  children,
  leader,
  educators,
  parents,
  invited: [
    { name: 'Sophie Wagner', child: 11 },
    { name: 'Ifeoma Okafor', child: 7 },
    { name: 'Marek Kowalczyk', child: 3 },
  ],
};
