/**
 * A mother with one account in two institutions: in the KiTa Lindenhof, which is in front, and in a school. What is made in both has the same ids, so
 * that what is done in the wrong one would be found there.
 * @module
 */
import type { FakeClient } from './fake-client.ts';
import { enrol, foundedBy, lindenhof, newWorld, newcomerOf, publish } from './scenes.ts';

export const schoolId = 'b'.repeat(64);
export const names = { kita: 'KiTa Lindenhof', school: 'Lindenhof' };

export interface TwoHouses {
  mother: FakeClient;
  /** Of the KiTa. */
  leader: FakeClient;
  /** Of the school. */
  head: FakeClient;
  /** Who the mother is in the school, by herself. */
  there: FakeClient;
}

export async function twoHouses(): Promise<TwoHouses> {
  const { leader, mother } = await lindenhof();
  const world = newWorld();
  world.institution = schoolId;
  const head = await foundedBy(world, 'school');
  const there = await newcomerOf(head, 'Ayşe');
  mother.join(there);
  return { mother, leader, head, there };
}

/** To everyone, at this time. */
export async function publishAt(leader: FakeClient, time: number, title: string): Promise<string> {
  leader.world.now = time - 60_000;
  return await publish(leader, leader.world.spaceOfKind('everyone').id, title, `${title} im Saal.`);
}

/** A child of the mother's in each. */
export async function childInEach({ mother, leader, head, there }: TwoHouses): Promise<void> {
  const [here, beyond] = [mother.snapshot().institution?.me ?? '', there.snapshot().institution?.me ?? ''];
  await enrol(leader, 'a'.repeat(32), { fields: { name: 'Elif Yılmaz', sign: 'fish' }, people: [here] });
  await enrol(head, 'a'.repeat(32), { fields: { name: 'Emre Yılmaz', sign: 'fish' }, people: [beyond] });
}

/** A father in the KiTa, which is in front, who founded the school. */
export async function guardianWhoLeadsElsewhere(): Promise<{ father: FakeClient; head: FakeClient }> {
  const { leader } = await lindenhof();
  const world = newWorld();
  world.institution = schoolId;
  const head = await foundedBy(world, 'school');
  await head.kitKept();
  const father = await newcomerOf(leader, 'Jonas');
  father.join(head);
  return { father, head };
}
