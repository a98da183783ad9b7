/**
 * Whom an expulsion puts out, of what, and whom not.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { random, type Someone } from '../testing/builder.ts';
import { LiveClient } from '../testing/live-client.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
let colleague: Someone;
let guest: Someone;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

async function enter(space: Bytes, someone: Someone): Promise<Someone> {
  const { builder, token } = founded;
  const { founder, leadership } = builder;
  await server.call('append', builder.add(space, founder.id, leadership, builder.entry(someone, 'writer')), token);
  return someone;
}

beforeEach(async () => {
  founded = await server.found();
  const { builder, team, everyone } = founded;
  colleague = await enter(team, builder.someone());
  guest = await enter(everyone, builder.someone());
});

/** One control record of `signer`, who says it through a space or directly. */
async function write(space: Bytes, token: string, make: () => ReturnType<(typeof founded.builder)['record']>) {
  const part = founded.builder.part(space, () => [make()]);
  await server.call('append', { parts: [part] }, token);
}

const expel = ({ id }: Someone) => {
  const { builder, token } = founded;
  const { founder, leadership } = builder;
  return write(leadership, token, () => builder.record(leadership, founder.id, null, { type: 'expel', persona: id }));
};

/** In hex: the spaces where they read everything. */
async function reads(token: string): Promise<string[]> {
  const { spaces } = await server.call('space/list', {}, token);
  return spaces
    .filter(({ access }) => access === 'full')
    .map(({ space }) => toHex(space))
    .toSorted();
}

it('a person is out of every space at once, with their letters and their connection; others stay', async () => {
  const { builder, team, everyone } = founded;
  const { institution } = builder;
  await enter(everyone, colleague);
  const [token, guestToken] = [await server.session(institution, colleague), await server.session(institution, guest)];
  const invite = { ...builder.someone(), id: random(16) };
  const member = { ...builder.entry(invite, 'reader', builder.today + 30), class: 'invite' as const };
  await write(everyone, token, () =>
    builder.record(everyone, colleague.id, team, { type: 'invite', member, grants: 'reader' }),
  );
  const letterToken = await server.session(institution, invite);
  expect(await reads(token)).toEqual([team, everyone].map(toHex).toSorted());
  expect(await reads(letterToken)).toEqual([toHex(everyone)]);
  const client = await new LiveClient(server).hello(token, 0);
  await client.until(() => client.items.length > 0);
  const closed = client.closed();
  await expel(colleague);
  expect(await closed).toBe(4403);
  for (const gone of [token, letterToken])
    expect(await server.call('space/list', {}, gone)).toMatchObject({ spaces: [] });
  expect(await reads(guestToken)).toEqual([toHex(everyone)]);
  expect(await reads(founded.token)).toContain(toHex(everyone));
});

it('with a person goes whoever they have become, and not who came in their place by another’s word', async () => {
  const { builder, team, token } = founded;
  const { institution, founder, leadership } = builder;
  const own = await server.session(institution, colleague);
  const [later, successor] = [builder.someone(), builder.someone()];
  const replace = (old: Bytes, by: Someone, proof: Bytes | null) =>
    ({ type: 'replace', old, member: builder.entry(by, 'writer'), proof }) as const;
  await write(team, own, () =>
    builder.record(team, colleague.id, null, replace(colleague.id, later, new Uint8Array(64))),
  );
  const other = await enter(team, builder.someone());
  await write(team, token, () => builder.record(team, founder.id, leadership, replace(other.id, successor, null)));
  const [laterToken, successorToken] = [
    await server.session(institution, later),
    await server.session(institution, successor),
  ];
  const before = await reads(laterToken);
  expect(before).toContain(toHex(team));
  await expel(colleague);
  await expel(other);
  expect(await reads(laterToken)).toEqual([]);
  expect(await reads(successorToken)).toEqual(before);
});
