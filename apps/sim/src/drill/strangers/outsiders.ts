/**
 * Those who ask for what is not theirs.
 * @module
 */
import { levelOf, spaceKinds } from '@obhut/protocol/kinds.ts';
import type { Outside } from '../people/day.ts';
import { groupCount, recipients } from '../people/cast.ts';
import type { Recorded } from '../people/devices.ts';
import { tokenOf, type Needs } from './askings.ts';
import { places } from './pieces.ts';

export interface Outsider {
  name: string;
  /** For the header, as far as they have one. */
  tokens: Readonly<Partial<Record<Needs, string | null>>>;
  /** Places of which they may read. */
  own: ReadonlySet<string>;
}

/** What somebody may read, as their own client has verified it. */
function placesOf(institution: string, who: string, { person }: Recorded): ReadonlySet<string> {
  const view = person.client.snapshot().institution;
  const own = new Set([places.account(who)]);
  const readable = view?.spaces.filter(({ role }) => role !== null) ?? [];
  if (view === null || readable.length === 0) return own;
  for (const place of [places.control(institution), places.keys(institution), places.box(view.me)]) own.add(place);
  for (const { id } of readable) own.add(places.space(id)).add(places.box(id));
  return own;
}

function outsider(name: string, { recorder }: Recorded, own: ReadonlySet<string>): Outsider {
  return { name, tokens: { account: tokenOf(recorder, 'account'), persona: tokenOf(recorder, 'persona') }, own };
}

function tokenless(name: string, token: string | null): Outsider {
  return { name, tokens: { account: token, persona: token }, own: new Set() };
}

/** Whose evening it was, and who stood outside. */
export interface Household {
  key: string;
  devices: ReadonlyMap<string, Recorded>;
  outside: Outside;
}

function deviceOf({ devices }: Household, who: string): Recorded {
  const device = devices.get(who);
  if (device === undefined) throw new Error(`${who} is not there`);
  return device;
}

function tabletsPlaces({ key, outside }: Household): ReadonlySet<string> {
  const who = recipients.tablet(key);
  return new Set([...placesOf(key, who, outside.tablet.itself), places.pin(who)]);
}

/** For what is in the first household. `other`: of the other institution. */
export function outsidersOf(household: Household, other: Household): Outsider[] {
  const { key, outside } = household;
  const [neighbour, colleague] = [recipients.parent(key, 1), `${key} colleague`];
  const [stranger, parent] = [recipients.leader(other.key), recipients.parent(other.key, 0)];
  const member = (name: string, of: Household, who: string) =>
    outsider(name, deviceOf(of, who), placesOf(of.key, who, deviceOf(of, who)));
  return [
    tokenless('a stranger', null),
    tokenless('a stranger with a token of their own making', `Bearer ${'A'.repeat(43)}`),
    member('the leader of the other institution', other, stranger),
    member('a guardian of the other institution', other, parent),
    member('a guardian of another group', household, neighbour),
    // Of a conversation that they are not in, and of everybody else's account.
    member('the leader', household, recipients.leader(key)),
    outsider(
      'a guardian who was sent away',
      outside.sentAway,
      new Set([places.account(recipients.parent(key, groupCount))]),
    ),
    outsider(
      'a colleague whom nobody has admitted',
      outside.unconfirmed,
      placesOf(key, colleague, outside.unconfirmed),
    ),
    outsider('the tablet', outside.tablet.itself, tabletsPlaces(household)),
    outsider('somebody who looks at their letter', outside.reader, placesOf(key, `${key} reader`, outside.reader)),
  ];
}

/** Of everything that is readable more widely than by its members: hex. */
export function wideSpaces(household: Household): ReadonlySet<string> {
  const leader = deviceOf(household, recipients.leader(household.key));
  const spaces = leader.person.client.snapshot().institution?.spaces ?? [];
  const wide = spaceKinds.filter((kind) => levelOf[kind] <= 1);
  return new Set(spaces.flatMap(({ id, kind }) => (wide.some((one) => one === kind) ? [id] : [])));
}
