/**
 * Who gets a post, who of them has opened it, and who was reminded of it.
 * @module
 */
import { wallAt } from './kernel/local-time.ts';
import { othersThanGuardians, staffOf, type Membership } from './kernel/membership.ts';
import { latest } from './kernel/register.ts';
import type { BySpace } from './kernel/view.ts';
import type { PostsState } from './posts.ts';

export interface Recipients {
  /** Whom it is for: guardians; of what is written into a team, the staff. */
  people: readonly string[];
  /** Letters into the audience that nobody has used so far. */
  openLetters: number;
}

function recipientsIn(spaces: readonly Membership[], id: string, author: string): Recipients {
  const space = spaces.find((one) => one.id === id);
  if (space?.kind === 'team') {
    return { people: [...staffOf(spaces)].filter((persona) => persona !== author), openLetters: 0 };
  }
  const others = othersThanGuardians(spaces);
  const people = (space?.personas ?? []).filter((persona) => !others.has(persona));
  return { people, openLetters: space?.invites.length ?? 0 };
}

/** Who gets what `author` writes into these spaces now, apart from the author; whoever is in several gets it once. */
export function recipientsOf(spaces: readonly Membership[], ids: readonly string[], author: string): Recipients {
  const all = ids.map((id) => recipientsIn(spaces, id, author));
  return {
    people: [...new Set(all.flatMap(({ people }) => people))],
    openLetters: all.reduce((sum, { openLetters }) => sum + openLetters, 0),
  };
}

export interface Audience {
  /** Guardians who have opened it, and who have not. */
  read: readonly string[];
  unread: readonly string[];
  /** Letters into the audience that nobody has used so far. */
  openLetters: number;
}

/** Of what is written among the staff nobody is told who has read it. */
export function audienceOf(
  states: BySpace<PostsState>,
  spaces: readonly Membership[],
  post: { id: string; copies: readonly { space: string }[] },
): Audience {
  const readers = new Set(
    [...states.values()].flatMap(({ readings }) =>
      [...readings.values()].flatMap((register) =>
        register.filter(({ value }) => value.post === post.id).map(({ value }) => value.reader),
      ),
    ),
  );
  const others = othersThanGuardians(spaces);
  const places = post.copies.map(({ space }) => space);
  const { people, openLetters } = recipientsOf(spaces, places, '');
  const guardians = people.filter((persona) => !others.has(persona));
  return {
    read: guardians.filter((persona) => readers.has(persona)),
    unread: guardians.filter((persona) => !readers.has(persona)),
    openLetters,
  };
}

/** When each guardian was last reminded of a post, as far as one reads their mailboxes: milliseconds since 1970. */
export function remindersOf(
  states: BySpace<PostsState>,
  spaces: readonly Membership[],
  post: string,
): ReadonlyMap<string, number> {
  const others = othersThanGuardians(spaces);
  const found = new Map<string, number>();
  for (const { id, kind, personas } of spaces) {
    const time = kind === 'mailbox' ? latest(states.get(id)?.reminders.get(post)) : null;
    if (time === null) continue;
    for (const persona of personas) {
      if (!others.has(persona)) found.set(persona, Math.max(time, found.get(persona) ?? 0));
    }
  }
  return found;
}

/** Once a day on the institution's calendar, as nobody is to be pressed. `today`: `2026-11-28`. */
export function isReminderDue(remindedAt: number | undefined, today: string): boolean {
  return remindedAt === undefined || wallAt(remindedAt).date < today;
}
