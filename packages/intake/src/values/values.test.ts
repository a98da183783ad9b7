import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contactsOf, isEmail, isPhone } from './contacts.ts';
import { dayBy, dayOfNumber, orderOf, writtenDay, type DayOrder } from './days.ts';
import { endingsOf, peopleOf, splitName } from './names.ts';
import { codeOf, listOf, measlesOf, relations, religions, sexes } from './words.ts';

const today = '2026-11-28';

function dayIn(text: string, order: DayOrder = 'day-first') {
  const written = writtenDay(text);
  return written === null ? null : dayBy(written, order, today);
}

test.each([
  ['18.06.2021', '2021-06-18'],
  ['8. 6. 2021', '2021-06-08'],
  ['8.6.21', '2021-06-08'],
  ['8.6.31', '1931-06-08'],
  ['28.11.26', '2026-11-28'],
  ['29.11.26', '1926-11-29'],
  ['2018-05-28', '2018-05-28'],
  ['2018-05-28T00:00:00Z', '2018-05-28'],
  ['2018/05/28', '2018-05-28'],
  ['20180528', '2018-05-28'],
  ['18.06.2021 00:00', '2021-06-18'],
  ['18. Juni 2021', '2021-06-18'],
  ['3 Mar 2021', '2021-03-03'],
  ['1. März 1931', '1931-03-01'],
  ['June 18th, 2021', '2021-06-18'],
  ['09/03/1931', '1931-03-09'],
  ['29.02.2024', '2024-02-29'],
  ['31.02.2021', null],
  ['29.02.2023', null],
  ['18.13.2021', null],
  ['0.1.2021', null],
  ['18.06.1021', null],
  ['18.06', null],
  ['4 Jahre', null],
  ['12. Foo 2021', null],
  ['2021', null],
])('%s is the day %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});

test('a column says by its days which number is the day, or has to be asked', () => {
  expect(dayIn('09/03/1931', 'month-first')).toBe('1931-09-03');
  expect(orderOf(['09/03/1931', '08/17/1938'])).toBe('month-first');
  expect(orderOf(['09/03/1931', '17/08/1938', ''])).toBe('day-first');
  expect(orderOf(['09/03/1931', '01/02/1938'])).toBe('ask');
  expect(orderOf(['17/08/1938', '08/17/1938'])).toBe('ask');
  expect(orderOf(['18.06.2021', '2018-05-28', 'x'])).toBe('not-needed');
});

test('property: a day is read as it was written, in each way of writing', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40_000, max: 80_000 }), (number) => {
      const day = dayOfNumber(number) ?? '';
      expect(day).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      const [year = '', month = '', date = ''] = day.split('-');
      expect(dayIn(`${date}.${month}.${year}`)).toBe(day);
      expect(dayIn(`${Number(date)}/${Number(month)}/${year}`)).toBe(day);
      expect(dayIn(`${month}-${date}-${year}`, 'month-first')).toBe(day);
      expect(dayIn(day)).toBe(day);
    }),
  );
});

test('names before and behind a comma, with particles, of two words where the list shows it', () => {
  const none = endingsOf([]);
  const split = (name: string, endings = none) => {
    const { given, family, isUnsure } = splitName(name, endings);
    return [given, family, isUnsure];
  };
  expect(split('Yılmaz, Mia')).toEqual(['Mia', 'Yılmaz', false]);
  expect(split('García López,  Jonas ')).toEqual(['Jonas', 'García López', false]);
  expect(split('Elif Al-Hamad')).toEqual(['Elif', 'Al-Hamad', false]);
  expect(split('Paul von der Heide')).toEqual(['Paul', 'von der Heide', false]);
  expect(split('Anna Maria Schmidt')).toEqual(['Anna Maria', 'Schmidt', true]);
  expect(split('Cher')).toEqual(['', 'Cher', true]);
  const endings = endingsOf(['Jonas García López', 'Ayşe García López']);
  expect(split('Jonas García López', endings)).toEqual(['Jonas', 'García López', false]);
});

function people(text: string): string[] {
  const endings = endingsOf(['A García López', 'B García López']);
  return peopleOf(text, endings).map(({ given, family }) => `${given}|${family}`);
}

test('two people in one cell share a family name or have their own; a family is nobody in particular', () => {
  expect(people('Jürgen und Hana Groß')).toEqual(['Jürgen|Groß', 'Hana|Groß']);
  expect(people('Mohammed & Zoë García López')).toEqual(['Mohammed|García López', 'Zoë|García López']);
  expect(people('Anna Schmidt / Jonas Weber')).toEqual(['Anna|Schmidt', 'Jonas|Weber']);
  expect(people('Frau Anna Schmidt')).toEqual(['Anna|Schmidt']);
  expect(people('Familie Groß')).toEqual(['|Groß']);
  expect(people('Gundula Undine Undel')).toEqual(['Gundula Undine|Undel']);
});

test('a contact is a name and a number, kept as written', () => {
  expect(contactsOf('Oma Helga 0170 5550101')).toEqual([{ name: 'Oma Helga', phone: '0170 5550101' }]);
  expect(contactsOf('Tante Sabine, 0171-5550102')).toEqual([{ name: 'Tante Sabine', phone: '0171-5550102' }]);
  expect(contactsOf('0761/12345 (Opa Karl)\nNachbarin Tel.: +49 (0)761 98765')).toEqual([
    { name: '(Opa Karl)', phone: '0761/12345' },
    { name: 'Nachbarin', phone: '+49 (0)761 98765' },
  ]);
  expect(contactsOf('Oma Helga')).toEqual([{ name: 'Oma Helga', phone: '' }]);
  expect(['0333/17993', '+49 151 8444870', '(0761) 12513'].every(isPhone)).toBe(true);
  expect(['Oma', '12', '0170 5550101 Oma'].some(isPhone)).toBe(false);
  expect([isEmail('leon.0@example.org'), isEmail('leon@example'), isEmail('a b@c.de')]).toEqual([true, false, false]);
});

test('words of a few, however they are written', () => {
  expect(['w', 'M', 'divers', 'Mädchen', 'q'].map((word) => codeOf(sexes, word))).toEqual([
    'female',
    'male',
    'diverse',
    'female',
    null,
  ]);
  expect(['rk.', 'ev.', 'isl.', 'o.B.', 'RÖM.-KATH.', 'Jedi'].map((word) => codeOf(religions, word))).toEqual([
    'catholic',
    'protestant',
    'muslim',
    'none',
    'catholic',
    null,
  ]);
  expect(['Enkelin', 'Betreuer', 'Sohn', 'Mutter'].map((word) => codeOf(relations, word))).toEqual([
    'grandchild',
    'legal-guardian',
    'child',
    'mother',
  ]);
  expect(['ja', 'nein', 'unbekannt', '?', '2x', 'vielleicht'].map((word) => measlesOf(word, today)?.state)).toEqual([
    'shown',
    'missing',
    'unknown',
    'unknown',
    'shown',
    undefined,
  ]);
  expect(measlesOf('12.03.2024', today)).toEqual({ state: 'shown', on: '2024-03-12' });
  expect(codeOf(sexes, 'constructor')).toBeNull();
});

test('several values in a cell', () => {
  expect(listOf('Laktose; Ei')).toEqual(['Laktose', 'Ei']);
  expect(listOf('Penicillin; "starke" Reaktion\nNotfallset Schrank 2')).toHaveLength(3);
  expect(listOf('Nüsse (Hasel, Wal), Ei')).toEqual(['Nüsse (Hasel, Wal)', 'Ei']);
  expect(listOf('keine')).toEqual([]);
});
