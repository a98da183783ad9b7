/**
 * One account in two institutions, and nothing of the one in the other: not on the device, not at the server, and not if the server lies.
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { fromHex, toHex } from '@obhut/protocol/bytes.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import { beforeAll, expect, test, vi } from 'vitest';
import type { StartedClient } from '../client/create-client.ts';
import { note, spaceOf, texts, type DeviceOf } from '../testing/clients.ts';
import { beside, inBoth, notesBeside, withTwoLetters } from '../testing/houses.ts';

beforeAll(cryptoReady);

function writerIn(client: StartedClient): string {
  return client.snapshot().here.writer ?? '';
}

/** Every call of a device, in order. */
function listen({ transport }: DeviceOf): { name: RouteName; token: string | null; text: string }[] {
  const heard: { name: RouteName; token: string | null; text: string }[] = [];
  const call = transport.call.bind(transport);
  transport.call = async <Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> => {
    const text = JSON.stringify(request, (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value));
    heard.push({ name, token, text });
    return await call(name, request, token);
  };
  return heard;
}

test('what waits, what is drafted and what is kept in files stays with its institution, over a reload', async () => {
  const { kita, school, phone, mother } = await inBoth();
  await mother.reconnect();
  phone.transport.isOffline = true;
  const inSchool = writerIn(mother);
  await mother.send({ space: spaceOf(mother, 'mailbox'), ...note('an die Schule') });
  const file = await mother.takeFile(new Blob(['eine Bescheinigung']), 'attest.pdf');
  await mother.keepDraft(inSchool, 'post text', 'Entwurf für die Schule');
  await mother.bringForward(kita.id);
  const inKita = writerIn(mother);
  expect(inKita).not.toBe(inSchool);
  expect(mother.snapshot().outbox).toEqual([]);
  expect(mother.snapshot().here.drafts).toEqual([]);
  await mother.keepDraft(inKita, 'post text', 'Entwurf für die KiTa');
  // The last letters of somebody who has just turned to the other.
  await mother.keepDraft(inSchool, 'post text', 'Entwurf für die Schule, länger');
  await expect(
    mother.send({ space: spaceOf(mother, 'mailbox'), ...note('x'), files: [file.id] }),
  ).rejects.toMatchObject({ failure: 'file-gone' });

  const again = await phone.start();
  expect(again.snapshot().here.drafts).toEqual([{ key: 'post text', text: 'Entwurf für die KiTa' }]);
  expect(again.snapshot().outbox).toEqual([]);
  await vi.waitFor(() => expect(beside(again, school)?.snapshot.outbox).toHaveLength(1));
  expect(beside(again, school)?.snapshot.here.drafts.map(({ text }) => text)).toEqual([
    'Entwurf für die Schule, länger',
  ]);
  phone.transport.isOffline = false;
  await again.reconnect();
  await vi.waitFor(() => expect(texts(school.leader, 'mailbox')).toContain('an die Schule'));
  expect(texts(kita.leader, 'mailbox')).not.toContain('an die Schule');
});

test('the server hears of the two in sessions of their own, and in no call of both', async () => {
  const { kita, school, phone, mother } = await withTwoLetters();
  const personas = [beside(mother, kita)?.snapshot.institution?.me ?? ''];
  const heard = listen(phone);
  await mother.claim([note('Ayşe in der Schule')]);
  personas.push(mother.snapshot().institution?.me ?? '');
  const again = await phone.start();
  await vi.waitFor(() => expect(notesBeside(again, kita)).toEqual(['Gruppe kita']));
  await again.reconnect();
  const both = [...personas, kita.id, school.id];
  expect(heard.length).toBeGreaterThan(10);
  for (const { name, text } of heard) {
    // The vault is sealed; what is said in the clear names one institution and one persona at most.
    expect([name, both.filter((id) => text.includes(id)).length <= 2]).toEqual([name, true]);
    expect([
      name,
      [kita.id, personas[0] ?? ''].some((id) => text.includes(id)) &&
        [school.id, personas[1] ?? ''].some((id) => text.includes(id)),
    ]).toEqual([name, false]);
  }
  const opened = heard
    .filter(({ name }) => name === 'session/open')
    .map(({ text }) => personas.find((id) => text.includes(id)));
  expect(new Set(opened)).toEqual(new Set(personas));
});

test('a server that serves one institution’s logs for the other is refused, and the honest one goes on', async () => {
  const { kita, school, phone, mother } = await inBoth();
  const tokens = new Map<string, string>();
  const call = phone.transport.call.bind(phone.transport);
  const [kitaRoot, schoolRoot] = [kita, school].map(({ leader }) => spaceOf(leader, 'leadership'));
  const swapped: string[] = [];
  phone.transport.call = async <Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> => {
    if (name === 'session/open' && 'institution' in request) {
      const answer = await call(name, request, token);
      if ('token' in answer && request.institution instanceof Uint8Array)
        tokens.set(toHex(request.institution), answer.token);
      return answer;
    }
    if (name === 'space/log' && 'space' in request && toHex(request.space) === schoolRoot) {
      const other = tokens.get(kita.id);
      if (other !== undefined) {
        swapped.push(toHex(request.space));
        return await call(name, { ...request, space: fromHex(kitaRoot ?? '') }, other);
      }
    }
    return await call(name, request, token);
  };
  await mother.bringForward(kita.id);
  // A device that has nothing so far believes nothing either.
  for (const store of phone.rooms.stores.values()) {
    for (const table of ['item', 'box', 'entry'] as const) {
      for (const { key } of await store.list(table, school.id)) await store.write([{ table, key, delete: true }]);
    }
    for (const { key } of await store.list('meta', '')) {
      if (key.includes(school.id) && !key.startsWith('account/'))
        await store.write([{ table: 'meta', key, delete: true }]);
    }
  }
  const again = await phone.start();
  await vi.waitFor(() =>
    expect(beside(again, school)?.snapshot.alarms.some(({ isStop }) => isStop === true)).toBe(true),
  );
  expect(swapped.length).toBeGreaterThan(0);
  expect(JSON.stringify([...(beside(again, school)?.states.get('notes') ?? [])])).not.toContain('kita');
  await kita.leader.send({ space: kita.group, ...note('geht weiter') });
  await vi.waitFor(() => expect(texts(again, 'group')).toEqual(['Gruppe kita', 'geht weiter']));
  expect(again.snapshot().alarms).toEqual([]);
});
