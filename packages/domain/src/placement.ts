/**
 * Which event lives in which kind of space, and who may state it there. What a table row does not allow is forbidden.
 * @module
 */
import type { FactEnvelope } from './kernel/model.ts';
import type { Standing } from './kernel/standing.ts';

export type Author = 'leadership' | 'staff' | 'guardian' | 'carrier' | 'device';

const audiences = { everyone: ['staff', 'carrier'], group: ['staff'], ward: ['staff'], team: ['staff'] } as const;

export const placement: Readonly<Record<string, Readonly<Record<string, readonly Author[]>>>> = {
  'institution/named@1': { everyone: ['leadership'] },
  'institution/described@1': { everyone: ['leadership'] },
  'year/opened@1': { everyone: ['leadership'] },
  'year/joined@1': { group: ['staff'] },
  'year/followed@1': { everyone: ['leadership'] },
  'profile/named@1': { everyone: ['staff', 'carrier'], mailbox: ['guardian'], conversation: ['guardian'] },
  'letter/addressed@1': { mailbox: ['staff'] },
  'letter/replaces@1': { mailbox: ['staff'] },
  // Whoever writes in leadership is one of them: a direct member, who acts through no other space.
  'letter/prepared@1': { leadership: ['staff'] },
  'letter/follows@1': { mailbox: ['staff'] },
  'letter/handed@1': { mailbox: ['staff'] },
  'intake/seeded@1': { leadership: ['staff'] },
  'intake/mapped@1': { leadership: ['staff'] },
  'group/named@1': { group: ['staff'] },
  'day-team/named@1': { day: ['leadership'] },
  'tablet/named@1': { day: ['leadership'] },
  'post/published@1': audiences,
  'post/published@2': audiences,
  'post/published@3': { ward: ['staff'] },
  'post/corrected@1': audiences,
  'post/withdrawn@1': audiences,
  'post/read@1': { mailbox: ['guardian'] },
  'post/reminded@1': { mailbox: ['staff'] },
  'reply/sent@1': { mailbox: ['staff', 'guardian'] },
  'message/sent@1': {
    mailbox: ['staff', 'guardian'],
    ward: ['staff', 'guardian'],
    conversation: ['staff', 'guardian'],
  },
  'message/read@1': { mailbox: ['guardian'] },
  'conversation/named@1': { conversation: ['staff'] },
  'ward/opened@1': {
    'ward/day': ['staff'],
    ward: ['staff'],
    'ward/sensitive': ['staff'],
    'ward/protection': ['staff'],
  },
  'ward/noted@1': { 'ward/day': ['staff'], ward: ['staff'], 'ward/sensitive': ['staff'] },
  'guardianship/stated@1': { ward: ['staff'] },
  'protection/recorded@1': { 'ward/protection': ['staff'] },
  'protection/recorded@2': { 'ward/protection': ['staff'] },
  'protection/lifted@1': { 'ward/protection': ['staff'] },
  'absence/reported@1': { 'ward/day': ['staff', 'guardian', 'device'] },
  'absence/withdrawn@1': { 'ward/day': ['staff', 'guardian', 'device'] },
  'appointment/announced@1': { everyone: ['staff'], group: ['staff'] },
  'appointment/changed@1': { everyone: ['staff'], group: ['staff'] },
  'appointment/cancelled@1': { everyone: ['staff'], group: ['staff'] },
  'contact/given@1': { mailbox: ['guardian'] },
  'alarm/raised@1': { mailbox: ['guardian'], team: ['staff'] },
};

function isAuthor(author: Author, standing: Standing): boolean {
  if (author === 'leadership') return standing.class === 'staff' && standing.through === 'leadership';
  return standing.class === author;
}

/** The keys come from others: `constructor` is no row of a table. */
function own<Row>(table: Readonly<Record<string, Row>>, key: string): Row | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** To be the `may` of a handler. */
export function placed(standing: Standing, fact: FactEnvelope): boolean {
  const byKind = own(placement, fact.type) ?? {};
  return (own(byKind, standing.space.kind) ?? []).some((author) => isAuthor(author, standing));
}
