/**
 * What opens an account or an institution. Each secret is used, so that it is known to be the real one.
 * @module
 */
import { ClientError, type Failure } from '@obhut/sync/failure.ts';
import { fact } from '../../demo/house.ts';
import type { Person } from '../../demo/person.ts';
import { adult, recipients } from './cast.ts';
import { newDevice } from './devices.ts';
import { member, unclaimed, type Life } from './life.ts';

/** All but the last have come by theirs. */
export function noteLetters(life: Life): void {
  const { key, book, house } = life;
  for (const letter of house.letters) {
    book.note('letter address', recipients.leader(key), letter.fragment);
    book.note('letter code', recipients.leader(key), letter.code, [letter.typed]);
    if (letter !== unclaimed(life)) for (const secret of [letter.fragment, letter.code]) book.deliver(secret);
  }
}

/** Shows that the current password is the one, and then goes by another. */
export async function changePassword({ key, book, house, ways }: Life): Promise<void> {
  const [parent, who] = [member(house.parents, 0), recipients.parent(key, 0)];
  const password = book.make('changed password', who);
  await parent.client.changePassword(parent.password, password);
  book.deliver(parent.password);
  ways.set(who, { adult: { ...member(house.cast.parents, 0), password }, secondSecret: null });
}

async function drawSheet({ book, ways }: Life, { client, password }: Person, who: string): Promise<string> {
  const { secondSecret, recovery } = await client.drawSheet(password);
  await client.keepSheet(recovery.split(' ').at(-1) ?? '');
  book.deliver(password);
  const way = ways.get(who);
  if (secondSecret === null || way === undefined) throw new Error('staff have a second secret');
  ways.set(who, { ...way, secondSecret: book.note('second secret', who, secondSecret) });
  return book.note('recovery code', who, recovery);
}

/** Leader and educator have a sheet at home; both come back by it, with another password from then on. */
export async function comeBackBySheets(life: Life): Promise<void> {
  const { key, origin, book, house, educator, ways } = life;
  const staff = [
    { person: house.leader, who: recipients.leader(key) },
    { person: educator, who: recipients.educator(key) },
  ];
  for (const { person, who } of staff) {
    const code = await drawSheet(life, person, who);
    const way = ways.get(who);
    if (way === undefined) continue;
    const next = { ...way.adult, password: book.make('password after recovery', who) };
    const back = await newDevice(origin, next);
    await back.person.client.recover(next.login, code, next.password);
    book.deliver(code);
    ways.set(who, { ...way, adult: next });
  }
}

async function failsBecause(failure: Failure, doing: Promise<unknown>): Promise<void> {
  try {
    await doing;
  } catch (error) {
    if (error instanceof ClientError && error.failure === failure) return;
    throw error;
  }
  throw new Error(`it should have failed: ${failure}`);
}

/** A name that nobody has, and a password that is not the one: both get as far as the server's answer. */
export async function mistype({ key, origin, book, ways }: Life): Promise<void> {
  const who = recipients.parent(key, 1);
  const way = ways.get(who);
  if (way === undefined) throw new Error('nobody is there');
  const name = book.make('mistyped login name', who);
  const password = book.make('mistyped password', who);
  const { person } = await newDevice(origin, way.adult);
  await failsBecause('wrong-name-or-password', person.client.login(name, way.adult.password));
  await failsBecause('wrong-name-or-password', person.client.login(way.adult.login, password));
  book.deliver(name);
  book.deliver(password);
}

/** Somebody comes with the sheet from the safe, and the leader refuses. */
export async function askByKit({ key, origin, book, house }: Life): Promise<void> {
  const leader = recipients.leader(key);
  const [sheet] = house.leader.client.snapshot().kit ?? [];
  if (sheet === undefined) throw new Error('there is no kit');
  for (const line of sheet.lines) book.note('line of the emergency kit', leader, line);
  await house.leader.client.kitKept();
  const rescuer = adult(book, `${key} rescuer`, `${key} rescuer`, 'rescuer');
  const { person } = await newDevice(origin, rescuer);
  await person.client.register(rescuer.login, rescuer.password);
  await person.client.requestRecovery([sheet.lines], [fact('profile/named@1', { name: rescuer.name })]);
  if (person.client.snapshot().recovering?.state !== 'waiting') throw new Error('the kit opens nothing');
  for (const text of [...sheet.lines, rescuer.login, rescuer.password]) book.deliver(text);
  // Until somebody lets them in their name is on their own screen alone.
  book.deliver(rescuer.name);
  await house.leader.until(
    () => house.leader.client.snapshot().institution?.recovery !== null,
    'nobody asks to be an owner',
  );
  await house.leader.client.vetoRecovery();
}
