/**
 * Who lives in an institution of the drill. Every name, every field is a canary.
 * @module
 */
import { wardFieldNames, type WardFieldName } from '@obhut/domain/wards.ts';
import type { Adult, Cast, Child, Parent } from '../../demo/cast.ts';
import type { CanaryBook } from '../canaries.ts';

/** Whoever reads what is meant for them: of institution `A`, say, `A leader`, `A educator`, `A parent 2`. */
export const recipients = {
  leader: (house: string) => `${house} leader`,
  educator: (house: string) => `${house} educator`,
  tablet: (house: string) => `${house} tablet`,
  parent: (house: string, at: number) => `${house} parent ${at}`,
} as const;

/** Each has a parent who stays. */
export const groupCount = 2;
const childCount = 18;
/** The last one is sent away. */
const parentCount = groupCount + 1;

/** A day is nobody's secret word, and a group is chosen. */
const untyped: readonly WardFieldName[] = ['birthDate', 'group', 'nextGroup'];

function parentOf(house: string, child: number): string {
  return child < groupCount ? recipients.parent(house, child) : recipients.leader(house);
}

function child(book: CanaryBook, house: string, at: number): Child {
  const fields = wardFieldNames.filter((field) => !untyped.includes(field));
  const noted = fields.map((field) => {
    const alphabet = field === 'sign' ? 'small' : 'mixed';
    return [field, book.make(`ward ${field}`, parentOf(house, at), alphabet)] as const;
  });
  return { group: at % groupCount, noted: Object.fromEntries(noted) };
}

/** `reader`: who is told their name; they themselves log in. */
export function adult(book: CanaryBook, who: string, reader: string, kind: string): Adult {
  return {
    name: book.make(`${kind} name`, reader),
    login: book.make(`${kind} login name`, who),
    password: book.make(`${kind} password`, who),
  };
}

function parent(book: CanaryBook, house: string, at: number): Parent {
  const who = recipients.parent(house, at);
  const relation = book.make('relation', recipients.leader(house));
  return { ...adult(book, who, recipients.leader(house), 'guardian'), relation, children: [at] };
}

export function castOf(book: CanaryBook, house: string): Cast {
  const [leader, educator, reader] = [
    recipients.leader(house),
    recipients.educator(house),
    recipients.parent(house, 0),
  ];
  return {
    institution: book.make('institution name', reader),
    description: {
      state: 'NI',
      carrier: book.make('carrier', reader),
      body: 'church-catholic',
      diocese: book.make('diocese', reader),
      yearBegins: '08-01',
    },
    groups: Array.from({ length: groupCount }, (_, at) => ({
      name: book.make('group name', recipients.parent(house, at)),
      colour: 1,
      sign: book.make('group sign', recipients.parent(house, at), 'small'),
    })),
    children: Array.from({ length: childCount }, (_, at) => child(book, house, at)),
    leader: adult(book, leader, educator, 'leader'),
    educators: [adult(book, educator, reader, 'educator')],
    parents: Array.from({ length: parentCount }, (_, at) => parent(book, house, at)),
    invited: [{ name: book.make('invited name', leader), child: 0 }],
  };
}
