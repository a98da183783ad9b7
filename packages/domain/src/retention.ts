/**
 * How long what is written counts, unless an institution decides otherwise. Every term comes from the project's table of retention by
 * data class; the column `basis` says why.
 * @module
 */
import { addMonths, civilOf, dayOf } from './kernel/days.ts';

interface Term {
  /** The data class in the table. */
  class: string;
  /** From when the term runs. */
  start: 'end-of-year' | 'sending';
  months: number;
  basis: string;
  source: string;
}

const source = 'https://www.datenschutzwegweiser-kita.de/themen/dokumentation/personenbezogene-daten-speichern';

export const terms = {
  post: {
    class: 'announcement',
    start: 'end-of-year',
    months: 6,
    basis: 'no norm; GDPR Art. 5(1)(e): as long as needed (own rule)',
    source,
  },
  alarm: {
    class: 'audit_log',
    start: 'sending',
    months: 6,
    basis: 'no norm; GDPR Art. 5(1)(e), Art. 32: as long as needed (own rule)',
    source,
  },
  appointment: {
    class: 'announcement',
    start: 'end-of-year',
    months: 6,
    basis: 'no norm; GDPR Art. 5(1)(e): as long as needed (own rule)',
    source,
  },
  absence: {
    class: 'absence_kita',
    start: 'end-of-year',
    months: 3,
    basis: 'no norm; health data (own rule)',
    source,
  },
  leaver: {
    class: 'contract_master',
    start: 'end-of-year',
    months: 3,
    basis: 'master data: three months after the ward has left (own rule); the contract itself is not kept here',
    source,
  },
  message: { class: 'chat', start: 'sending', months: 12, basis: 'no norm (own rule)', source },
  preparedLetter: {
    class: 'invite',
    start: 'sending',
    months: 12,
    basis: 'no norm; GDPR Art. 5(1)(e): whoever was not invited within a year is no guardian here (own rule)',
    source,
  },
  reply: { class: 'chat', start: 'sending', months: 12, basis: 'no norm (own rule)', source },
} as const satisfies Record<string, Term>;

/** The Kita-year and the school year end on 31 July (for schools: Hamburg Agreement of the German states, § 1). */
export function endOfYear(today: number): number {
  const { year, month } = civilOf(today);
  return dayOf({ year: month > 7 ? year + 1 : year, month: 7, day: 31 });
}

/** Last UTC day on which something of this class counts whose term runs from `day` on. */
export function lastingFrom(what: keyof typeof terms, day: number): number {
  return addMonths(day, terms[what].months);
}

/** Last UTC day on which something of this class counts that is written `today`. */
export function expiryOf(what: keyof typeof terms, today: number): number {
  return lastingFrom(what, terms[what].start === 'sending' ? today : endOfYear(today));
}
