/**
 * A shared tablet beside the people who set it up, each through the {@link Client} port.
 * @module
 */
import type { Client } from '../client.ts';
import type { TabletCode } from '../client/tablet-commands.ts';
import { note } from './clients.ts';

/** `show` shows a code, `answer` types it; the digits that `show` shows then. */
export async function metAt(show: Client, answer: Client, why: TabletCode): Promise<string> {
  const code = await show.showTabletCode(why);
  await answer.answerTablet(why, code.toLowerCase());
  const { digits } = await show.awaitTabletCode();
  if (digits === null) throw new Error('no digits');
  while (!(await answer.isTabletReady()));
  return digits;
}

/** The day team's id. */
export function dayTeam(leader: Client): Promise<string> {
  return leader.createDayTeam([note('Tagesteam')]);
}

/** Its id as a member. */
export async function setUp(tablet: Client, leader: Client, day: string): Promise<string> {
  const digits = await metAt(tablet, leader, 'tablet');
  const id = await leader.admitTablet(day, digits);
  const { isIn } = await tablet.awaitTabletCode();
  if (!isIn) throw new Error('not in');
  return id;
}

export async function settle(tablet: Client, person: Client, label: string, pin: string): Promise<void> {
  const digits = await metAt(tablet, person, 'tablet-pin');
  await person.handPersona(digits, label);
  const { isIn } = await tablet.awaitTabletCode();
  if (!isIn) throw new Error('nothing was handed over');
  await tablet.setPin(pin);
}
