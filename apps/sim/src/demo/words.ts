/**
 * What was written in the three weeks of the demonstration.
 * @module
 */

export interface DemoPost {
  title: string;
  text: string;
  /** Place in the list of groups; null: to all. */
  group: number | null;
  daysAgo: number;
  file: 'pdf' | 'picture' | null;
}

export const posts: readonly DemoPost[] = [
  {
    title: 'Willkommen bei Obhut',
    text: 'Liebe Eltern,\n\nab heute bekommen Sie unsere Briefe hier. Nur Sie und das Team können sie lesen.\n\nWer lieber Papier mag, bekommt es weiter.',
    group: null,
    daysAgo: 20,
    file: null,
  },
  {
    title: 'Speiseplan der Woche',
    text: 'Im Anhang der Plan. **Neu:** mittwochs vegetarisch.',
    group: null,
    daysAgo: 17,
    file: 'pdf',
  },
  {
    title: 'Ausflug in den Wald',
    text: 'Am Donnerstag gehen wir in den Wald. Bitte mitgeben:\n\n- Gummistiefel\n- Matschhose\n- eine kleine Brotdose',
    group: 0,
    daysAgo: 13,
    file: null,
  },
  {
    title: 'So war es im Wald',
    text: 'Wir haben Hügel erklommen und viele Eicheln gefunden.',
    group: 0,
    daysAgo: 11,
    file: 'picture',
  },
  {
    title: 'Kopfläuse in der Gruppe',
    text: 'Bei uns gibt es einen Fall. Bitte schauen Sie heute Abend nach. Ein Merkblatt hängt an.',
    group: 1,
    daysAgo: 9,
    file: 'pdf',
  },
  {
    title: 'Wer backt für das Laternenfest?',
    text: 'Antworten Sie einfach hier, was Sie mitbringen.',
    group: null,
    daysAgo: 6,
    file: null,
  },
  {
    title: 'Lesepaten gesucht',
    text: 'Wer hat freitags um zehn eine halbe Stunde Zeit zum Vorlesen?',
    group: 2,
    daysAgo: 4,
    file: null,
  },
  {
    title: 'Neue Telefonzeiten',
    text: 'Das Büro ist von 7:30 bis 9 Uhr und ab 14 Uhr zu erreichen.',
    group: null,
    daysAgo: 2,
    file: null,
  },
  {
    title: 'Morgen kommt der Fotograf',
    text: 'Wer kein Bild möchte, gibt kurz Bescheid.',
    group: null,
    daysAgo: 0,
    file: null,
  },
];

/** By place in the list of posts and of parents. */
export const replies: readonly {
  post: number;
  parent: number;
  text: string;
  answer: string | null;
  daysAgo: number;
}[] = [
  { post: 5, parent: 0, text: 'Wir bringen einen Apfelkuchen mit.', answer: 'Wunderbar, danke!', daysAgo: 5 },
  {
    post: 5,
    parent: 2,
    text: 'Von uns kommt Baklava, ohne Nüsse.',
    answer: 'Sehr gern. Danke, dass Sie an die Allergien denken.',
    daysAgo: 5,
  },
  { post: 8, parent: 3, text: 'Bitte kein Foto von Frieda.', answer: null, daysAgo: 0 },
];

/** How many posts each parent has left unread, newest first. */
export const unread: readonly number[] = [1, 2, 1, 0, 4, 3];

export const talks: readonly {
  parent: number;
  lines: readonly { from: 'parent' | 'team'; text: string; daysAgo: number }[];
}[] = [
  {
    parent: 0,
    lines: [
      { from: 'parent', text: 'Mia hat ihre rote Mütze vergessen. Liegt sie noch am Platz?', daysAgo: 3 },
      { from: 'team', text: 'Ja, sie hängt am Haken mit dem Panda.', daysAgo: 3 },
      { from: 'parent', text: 'Danke! Morgen holt sie ihre Oma ab.', daysAgo: 1 },
    ],
  },
  {
    parent: 1,
    lines: [
      { from: 'team', text: 'Karim hat heute zum ersten Mal allein seine Schuhe gebunden.', daysAgo: 1 },
      { from: 'parent', text: 'شكرا جزيلا! لقد تدرب كثيرا في البيت.', daysAgo: 1 },
    ],
  },
];

export const events: readonly {
  title: string;
  inDays: number;
  start: string | null;
  end: string | null;
  place: string;
  isClosed: boolean;
  group: number | null;
}[] = [
  { title: 'Laternenfest', inDays: 5, start: '17:00', end: '18:30', place: 'Hof', isClosed: false, group: null },
  { title: 'Elternabend', inDays: 9, start: '19:00', end: '20:30', place: 'Turnraum', isClosed: false, group: 0 },
  { title: 'Teamtag: Haus geschlossen', inDays: 12, start: null, end: null, place: '', isClosed: true, group: null },
  {
    title: 'Zahnärztin kommt',
    inDays: 16,
    start: '09:30',
    end: '11:00',
    place: 'Gruppenraum',
    isClosed: false,
    group: 1,
  },
];

/** By place in the list of parents, for their first child. */
export const absent: readonly { parent: number; reason: 'ill' | 'holiday'; days: number }[] = [
  { parent: 2, reason: 'ill', days: 1 },
  { parent: 4, reason: 'holiday', days: 4 },
];
