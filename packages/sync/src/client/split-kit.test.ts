/**
 * The kit on three sheets through the port: any two of them are the way back, one is nothing, and what does not fit together is said.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { founded, note, texts, world, type DeviceOf } from '../testing/clients.ts';
import type { StartedClient } from './create-client.ts';
import type { KitSheet } from './kit-commands.ts';

beforeAll(cryptoReady);

let at: ReturnType<typeof world>;
let desk: DeviceOf;
let leader: StartedClient;

beforeEach(async () => {
  at = world();
  desk = at.device();
  leader = await founded(desk, at.server.foundingCode());
});

const typed = (sheets: readonly KitSheet[] | null, ...which: number[]) =>
  which.map((index) => [...(sheets?.[index]?.lines ?? [])]);
const lastGroups = (sheets: readonly KitSheet[]) => sheets.map(({ lines }) => lines.at(-1)?.slice(-4) ?? '');

async function comesBack(sheets: string[][]): Promise<StartedClient> {
  const client = await at.device().start();
  await client.register(`rettung-${at.today.day}`, 'a long and new password');
  await client.requestRecovery(sheets, [note('Petra')]);
  at.today.day += 4;
  await client.awaitRecovery();
  return client;
}

test('founding: three sheets in place of one are the same three after a reload, and two of them let somebody in', async () => {
  expect(leader.snapshot().kit).toMatchObject([{ part: null }]);
  await leader.chooseKitForm('three');
  const { kit } = leader.snapshot();
  expect(kit?.map(({ lines, part }) => [lines.length, part?.number])).toEqual([
    [7, 1],
    [7, 2],
    [7, 3],
  ]);
  expect(new Set(kit?.map(({ part }) => part?.set)).size).toBe(1);
  const again = await desk.start();
  expect(again.snapshot().kit).toEqual(kit);
  await again.chooseKitForm('three');
  expect(again.snapshot().kit).toEqual(kit);
  await again.kitKept();
  await expect(again.chooseKitForm('one')).rejects.toMatchObject({ failure: 'not-allowed' });
  const client = await comesBack(typed(kit, 2, 0));
  expect(client.snapshot()).toMatchObject({ phase: 'ready', isKitDue: true });
  expect(texts(client, 'everyone')).toContain('Petra');
});

test('founding: one sheet after all is the sheet that it was; three again are of another set', async () => {
  const { kit: one } = leader.snapshot();
  await leader.chooseKitForm('three');
  const { kit: three } = leader.snapshot();
  await leader.chooseKitForm('one');
  expect(leader.snapshot().kit).toEqual(one);
  expect((await desk.start()).snapshot().kit).toEqual(one);
  const again = desk.client ?? leader;
  await again.chooseKitForm('three');
  const mixed = [...typed(three, 0), ...typed(again.snapshot().kit, 1)];
  expect(await again.checkKit(mixed)).toEqual({ lines: [[], []], pair: 'other-set' });
});

test('a new kit on three sheets holds when the last group of each was typed, and not before', async () => {
  await leader.kitKept();
  const sheets = await leader.drawKit('three');
  const groups = lastGroups(sheets);
  for (const wrong of [groups.slice(0, 2), groups.with(1, '0000'), groups.toReversed(), []])
    await expect(leader.keepKit(wrong)).rejects.toMatchObject({ failure: 'wrong-last-group' });
  const client = await at.device().start();
  await client.register('zu-frueh', 'a long and new password');
  await expect(client.requestRecovery(typed(sheets, 0, 1), [])).rejects.toMatchObject({ failure: 'kit-unknown' });
  await leader.keepKit(groups.map((group) => group.toLowerCase()));
  expect((await comesBack(typed(sheets, 1, 2))).snapshot()).toMatchObject({ phase: 'ready' });
});

test('one sheet alone, the same twice, sheets of two sets, a slip of the pen: each is said, and nobody is asked', async () => {
  await leader.kitKept();
  const sheets = await leader.drawKit('three');
  await leader.keepKit(lastGroups(sheets));
  const others = await leader.drawKit('three');
  const client = await at.device().start();
  await client.register('rettung', 'a long and new password');
  const [one = [], two = []] = typed(sheets, 0, 1);
  const slip = two.with(4, two[4]?.replace(/.$/u, (last) => (last === '0' ? '1' : '0')) ?? '');
  for (const [pair, mistakes] of [
    [[one, one], { lines: [[], []], pair: 'same-sheet' }],
    [[one, ...typed(others, 1)], { lines: [[], []], pair: 'other-set' }],
    [[one, slip], { lines: [[], [4]], pair: null }],
    [[one, []], { lines: [[], [0]], pair: null }],
    [[one], { lines: [[0, 1, 2, 3, 4, 5]], pair: null }],
  ] as const) {
    expect(await client.checkKit(pair.map((lines) => [...lines]))).toEqual(mistakes);
    await expect(
      client.requestRecovery(
        pair.map((lines) => [...lines]),
        [],
      ),
    ).rejects.toMatchObject({
      failure: 'kit-mistyped',
    });
  }
  expect(await client.checkKit([two, one])).toEqual({ lines: [[], []], pair: null });
  expect(leader.snapshot().institution?.recovery).toBeNull();
});
