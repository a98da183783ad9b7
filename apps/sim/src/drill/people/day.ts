/**
 * A day of an institution: founded in the morning, everybody in by their letters, everything that can be written is written, somebody is sent
 * away in the evening.
 * @module
 */
import type { Adult } from '../../demo/cast.ts';
import { build } from '../../demo/house.ts';
import type { Person } from '../../demo/person.ts';
import type { CanaryBook } from '../canaries.ts';
import { castOf, recipients } from './cast.ts';
import { keepDrafts, lookFor, nameDevice } from './desks.ts';
import { newDevice, type Recorded } from './devices.ts';
import { member, type Life, type Way } from './life.ts';
import { failToReadIn, readIn } from './lists.ts';
import { comeUnconfirmed, lookAtLetter, sendAway } from './outside.ts';
import { askByKit, changePassword, comeBackBySheets, mistype, noteLetters } from './secrets.ts';
import { useTablet, type SharedTablet } from './tablet.ts';
import { announce, confide, publish, recordBans, report } from './words.ts';

/** `code`: the operator's, for founding. */
export async function begin(book: CanaryBook, key: string, origin: string, code: string): Promise<Life> {
  const cast = castOf(book, key);
  const everybody: (readonly [string, Adult])[] = [
    [recipients.leader(key), cast.leader],
    [recipients.educator(key), member(cast.educators, 0)],
    ...cast.parents.map((adult, at) => [recipients.parent(key, at), adult] as const),
  ];
  const devices = new Map<string, Recorded>();
  const arrive = async (adult: Adult): Promise<Person> => {
    const recorded = await newDevice(origin, adult);
    for (const [who, one] of everybody) if (one === adult) devices.set(who, recorded);
    return recorded.person;
  };
  const house = await build(cast, code, arrive, () => {});
  const ways = new Map<string, Way>(everybody.map(([who, adult]) => [who, { adult, secondSecret: null }]));
  return { key, origin, book, house, educator: member(house.educators, 0), files: [], ways, devices };
}

export async function morning(life: Life): Promise<void> {
  noteLetters(life);
  await askByKit(life);
  await publish(life);
}

export interface Outside {
  /** Looks at a letter that nobody has claimed. */
  reader: Recorded;
  /** Has joined, and is admitted to nothing. */
  unconfirmed: Recorded;
  /** Was a guardian until now, and is still signed in. */
  sentAway: Recorded;
  tablet: SharedTablet;
}

export async function afternoon(life: Life): Promise<Outside> {
  await confide(life);
  await announce(life);
  await report(life);
  await recordBans(life);
  const tablet = await useTablet(life);
  await readIn(life);
  await failToReadIn(life);
  await keepDrafts(life);
  await lookFor(life);
  await nameDevice(life);
  await changePassword(life);
  await mistype(life);
  const [reader, unconfirmed] = [await lookAtLetter(life), await comeUnconfirmed(life)];
  await comeBackBySheets(life);
  const sentAway = await sendAway(life);
  return { reader, unconfirmed, sentAway, tablet };
}
