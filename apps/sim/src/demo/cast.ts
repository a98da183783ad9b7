/**
 * Who is in the demonstration. Nobody of them exists.
 * @module
 */

/** For all accounts of a demonstration, which holds nothing that is anybody's. */
export const password = 'Laterne Kompass Wiese 27';

export const institutionName = 'KiTa Sonnenhügel (Vorführung)';

export const description = { state: 'NI', carrier: '', body: 'private', diocese: '', yearBegins: '08-01' } as const;

export const groups = [
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

export interface Child {
  name: string;
  /** Place in the list of groups. */
  group: number;
  birthDate: string;
  allergies: string;
}

/** 84, as in a KiTa of four groups. */
export const children: readonly Child[] = Array.from({ length: 84 }, (_, at) => ({
  name: `${givenNames[at % givenNames.length] ?? ''} ${familyNames[(at * 5) % familyNames.length] ?? ''}`,
  group: at % groups.length,
  birthDate: `${2020 + (at % 5)}-${String(1 + ((at * 7) % 12)).padStart(2, '0')}-${String(1 + ((at * 11) % 28)).padStart(2, '0')}`,
  allergies: at % 9 === 0 ? (allergies[(at / 9) % allergies.length] ?? '') : '',
}));

export interface Adult {
  name: string;
  login: string;
}

export const leader: Adult = { name: 'Maren Lindqvist', login: 'vorfuehrung-leitung' };
export const educators: readonly Adult[] = [
  { name: 'Tomasz Nowak', login: 'vorfuehrung-erzieher' },
  { name: 'Hatice Demir', login: 'vorfuehrung-erzieherin' },
];

export interface Parent extends Adult {
  relation: string;
  /** Places in the list of children. */
  children: readonly number[];
}

export const parents: readonly Parent[] = [
  { name: 'Katrin Albers', login: 'vorfuehrung-mutter', relation: 'Mutter', children: [0, 12] },
  { name: 'Samir Haddad', login: 'vorfuehrung-vater', relation: 'Vater', children: [10] },
  { name: 'Deniz Çelik', login: 'vorfuehrung-eltern-3', relation: 'Vater', children: [5] },
  { name: 'Olena Shevchenko', login: 'vorfuehrung-eltern-4', relation: 'Mutter', children: [18] },
  { name: 'Jan Petersen', login: 'vorfuehrung-eltern-5', relation: 'Vater', children: [1] },
  { name: 'Chi Nguyen', login: 'vorfuehrung-eltern-6', relation: 'Mutter', children: [2] },
];

/** Letters that are on their way: their parents have not joined so far. */
export const invited: readonly { name: string; child: number }[] = [
  { name: 'Sophie Wagner', child: 11 },
  { name: 'Ifeoma Okafor', child: 7 },
  { name: 'Marek Kowalczyk', child: 3 },
];
