/**
 * Lists that are read in on the leader's device: one is carried out, one fails on the way.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { expiryOf } from '@obhut/domain/retention.ts';
import type { WardFieldName } from '@obhut/domain/wards.ts';
import { readTable } from '@obhut/intake/intake.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { PlanStep } from '@obhut/sync/plans/plan.ts';
import type { Child } from '../../demo/cast.ts';
import { enrolling, fact, perform } from '../../demo/house.ts';
import { clock } from '../../member.ts';
import type { CanaryBook } from '../canaries.ts';
import { recipients } from './cast.ts';
import { member, type Life } from './life.ts';

const newId = (): string => randomBytes(16).toString('hex');

const columns: readonly WardFieldName[] = ['name', 'number', 'street', 'postalCode', 'town', 'allergies'];
const lineCount = 6;

/** A file as another program would write it. */
function listOf(book: CanaryBook, reader: string, kind: string): Buffer {
  const line = () => columns.map((column) => book.make(`${kind} ${column}`, reader)).join(';');
  return Buffer.from([columns.join(';'), ...Array.from({ length: lineCount }, line)].join('\r\n'));
}

/** As the device understands it. */
function childrenIn(file: Uint8Array): Child[] {
  const table = readTable(file);
  if ('refused' in table) throw new Error(`the list was not read: ${table.refused}`);
  return table.rows.map(({ cells }) => ({
    group: 0,
    noted: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])),
  }));
}

function enrollAll({ house }: Life, file: Uint8Array): PlanStep[] {
  const [team, group] = [house.leader.space('team'), member(house.groups, 0)];
  return childrenIn(file).flatMap((child, at) => enrolling(`list ${at}`, child, group, team));
}

export async function readIn(life: Life): Promise<void> {
  const { key, book, house } = life;
  const { leader } = house;
  const reader = recipients.leader(key);
  await perform(leader, enrollAll(life, listOf(book, reader, 'imported')));
  const space = leader.space('leadership');
  const mapped = {
    fingerprint: book.make('columns of a list', reader),
    mapping: book.make('mapping of a list', reader),
  };
  await leader.say({ space, ...fact('intake/mapped@1', mapped) });
  const letter = {
    id: newId(),
    name: book.make('prepared letter name', reader),
    relation: book.make('prepared letter relation', reader),
    reach: book.make('phone and mail of a list', reader),
    isCustodian: true,
    mayCollect: null,
    wards: [newId()],
  };
  const expiry = expiryOf('preparedLetter', clock.today());
  await leader.say({ space, type: 'letter/prepared@1', body: { letters: [letter] }, expiry, notify: 'none' });
}

/**
 * The device has shown the list, and carries it out up to a step that is refused: somebody is to be let in who is not there. What comes after
 * it is never sent; what comes before is.
 */
export async function failToReadIn(life: Life): Promise<void> {
  const { key, book, house } = life;
  const reader = recipients.leader(key);
  const file = listOf(book, reader, 'failed import');
  const shown = childrenIn(file).flatMap(({ noted }) => Object.values(noted));
  for (const text of shown) book.deliver(text);
  const steps = enrollAll(life, file);
  const half = steps.length / 2;
  const group = { space: member(house.groups, 0) };
  const refused: PlanStep = {
    do: 'add',
    space: group,
    person: newId(),
    as: 'people',
    until: null,
    digits: '0'.repeat(12),
  };
  try {
    await perform(house.leader, [...steps.slice(0, half), refused, ...steps.slice(half)]);
  } catch (error) {
    if (error instanceof ClientError) return;
    throw error;
  }
  throw new Error('the import did not fail');
}
