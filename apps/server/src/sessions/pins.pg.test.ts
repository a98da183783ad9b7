/**
 * PINs go with the tablet, the person and the institution that they are for; what the calls do is in the contract of a transport.
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sweepPins } from '../db/pins.ts';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
beforeEach(async () => {
  server = await TestServer.start();
  founded = await server.found();
});
afterEach(() => server.stop());

async function asSuperuser<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.database.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function put(persona: Bytes, device: Bytes): Promise<void> {
  const text =
    'INSERT INTO pins (pin_id, institution_id, persona_id, device_id, opaque_record) VALUES ($1, $2, $3, $4, $5)';
  await asSuperuser(text, [random(16), founded.builder.institution, persona, device].map(toHex).concat('record'));
}

const devices = async () =>
  (await asSuperuser<{ id: string }>("SELECT replace(device_id::text, '-', '') AS id FROM pins", [])).map(
    ({ id }) => id,
  );

it('one is swept as soon as its tablet or its person is a member of nothing', async () => {
  const { founder } = founded.builder;
  const gone = random(16);
  await put(founder.id, founder.id);
  await put(founder.id, gone);
  await put(gone, founder.id);
  await sweepPins(server.pool);
  expect(await devices()).toEqual([toHex(founder.id)]);
});

it('with the institution they end', async () => {
  const { founder, institution } = founded.builder;
  await put(founder.id, founder.id);
  for (const table of ['items', 'members', 'boxes', 'entries', 'kem_keys', 'spaces', 'institutions'])
    await asSuperuser(`DELETE FROM ${table} WHERE institution_id = $1`, [toHex(institution)]);
  expect(await devices()).toEqual([]);
});
