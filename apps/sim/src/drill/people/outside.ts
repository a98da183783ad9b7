/**
 * Those who are not, not so far or no longer in: what they can ask the server for is asked by the strangers.
 * @module
 */
import { fact, join } from '../../demo/house.ts';
import { adult, recipients } from './cast.ts';
import { newDevice, type Recorded } from './devices.ts';
import { comeIn } from './evening.ts';
import { member, unclaimed, type Life } from './life.ts';

/** Looks at a letter that nobody has claimed. */
export async function lookAtLetter(life: Life): Promise<Recorded> {
  const { origin, book } = life;
  const reader = await newDevice(origin, { name: 'somebody with a letter', login: '', password: '' });
  const letter = unclaimed(life);
  await reader.person.client.openLetter({ fragment: letter.fragment, code: letter.code });
  for (const text of [letter.fragment, letter.code]) book.deliver(text);
  return reader;
}

/** A colleague who has come by the letter, and whom nobody has admitted. */
export async function comeUnconfirmed({ key, origin, book, house, ways }: Life): Promise<Recorded> {
  const who = `${key} colleague`;
  const colleague = adult(book, who, recipients.leader(key), 'colleague');
  const addressed = fact('letter/addressed@1', {
    name: colleague.name,
    note: book.make('letter note', recipients.leader(key)),
  });
  const letter = await house.leader.client.invite([], [addressed]);
  const arrived = await newDevice(origin, colleague);
  await join(colleague, letter, () => Promise.resolve(arrived.person));
  ways.set(who, { adult: colleague, secondSecret: null });
  return arrived;
}

/** The last of the parents comes once more, and is sent away while their device is still signed in. */
export async function sendAway(life: Life): Promise<Recorded> {
  const { key, house, ways } = life;
  const last = house.parents.length - 1;
  const [parent, who] = [member(house.parents, last), recipients.parent(key, last)];
  const way = ways.get(who);
  if (way === undefined) throw new Error('nobody is there');
  const device = await comeIn(life, way);
  await device.person.until(() => device.person.client.snapshot().caughtUp, 'not everything is read');
  await house.leader.client.endAccess(parent.id);
  ways.delete(who);
  return device;
}
