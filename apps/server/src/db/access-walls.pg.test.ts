/**
 * Each policy by itself: the same rows once more in another institution change nothing of what is seen, changed or deleted, and a row with one
 * thing wrong is not written.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random, type Someone } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';
import { setContext, setSpace } from './query.ts';

let server: TestServer;
let one: Awaited<ReturnType<TestServer['found']>>;
let other: Awaited<ReturnType<TestServer['found']>>;
let application: pg.Client;
let superuser: pg.Client;
/** Write in `everyone` through the team; of the second nothing stands yet. */
let colleague: Someone;
let newcomer: Someone;
/** Reads in `everyone`. */
let guest: Someone;

/** Values by column. */
type Row = Record<string, string | number | boolean>;

async function insert(client: pg.Client, table: string, row: Row) {
  const places = Object.keys(row).map((_, i) => `$${i + 1}`);
  const text = `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${places.join()})`;
  return client.query(text, Object.values(row));
}

/** How many rows it was for `who`, who writes into `space`; nothing of it stays. */
async function asked(who: Someone, space: Bytes | null, ask: () => Promise<{ rowCount: number | null }>) {
  await application.query('BEGIN');
  try {
    await setContext(application, { institution: one.builder.institution, persona: who.id }, one.builder.today);
    if (space !== null) await setSpace(application, space);
    return (await ask()).rowCount;
  } finally {
    await application.query('ROLLBACK');
  }
}

const inOne = () => ({ institution_id: toHex(one.builder.institution) });
const inSpace = (space: Bytes) => ({ ...inOne(), space_id: toHex(space) });
const fresh = () => toHex(random(16));

const ask = (space: Bytes, { id }: Someone): Row => ({
  ...inSpace(space),
  member_id: toHex(id),
  epoch: 1,
  need: 'box',
  day: one.builder.today,
});
const snapshot = ({ id }: Someone): Row => ({
  ...inOne(),
  persona_id: toHex(id),
  tag: fresh(),
  until: 0,
  bytes: '\\x00',
});
const pin = ({ id }: Someone, device = random(16)): Row => ({
  ...inOne(),
  pin_id: fresh(),
  persona_id: toHex(id),
  device_id: toHex(device),
  opaque_record: 'record',
});
const blob = (space: Bytes, { id }: Someone): Row => ({
  ...inSpace(space),
  blob_id: fresh(),
  uploader_id: toHex(id),
  size: 1,
  expiry: 0,
  file_name: fresh(),
});
const sealed = (space: Bytes, { id }: Someone, whose: string): Row => ({
  ...inSpace(space),
  epoch: 7,
  [whose]: fresh(),
  uploader_id: toHex(id),
  bytes: '\\x00',
});

beforeAll(async () => {
  server = await TestServer.start();
  one = await server.found();
  other = await server.found();
  application = new pg.Client({ connectionString: server.database.appUrl });
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await Promise.all([application.connect(), superuser.connect()]);
  const { builder, team, everyone, token } = one;
  const { founder, leadership } = builder;
  [colleague, newcomer, guest] = [builder.someone(), builder.someone(), builder.someone()];
  for (const someone of [colleague, newcomer])
    await server.call('append', builder.add(team, founder.id, leadership, builder.entry(someone, 'writer')), token);
  await server.call('append', builder.add(everyone, founder.id, leadership, builder.entry(guest, 'reader')), token);
  await server.call('append', builder.say(everyone, founder.id, leadership), token);
  for (const someone of [founder, colleague, guest]) {
    await insert(superuser, 'asks', ask(everyone, someone));
    await insert(superuser, 'snapshots', snapshot(someone));
    await insert(superuser, 'pins', pin(someone));
    await insert(superuser, 'blobs', { ...blob(everyone, someone), done: someone === founder });
  }
});
afterAll(async () => {
  await Promise.all([application.end(), superuser.end()]);
  await server.stop();
});

/** As if both institutions had the same ids: what stands in one stands in the other too. */
async function copyToOther(table: string): Promise<void> {
  const named = "SELECT string_agg(column_name, ',') AS names FROM information_schema.columns WHERE table_name = $1";
  const { rows } = await superuser.query<{ names: string }>(named, [table]);
  const names = rows[0]?.names.split(',') ?? [];
  const values = names.map((name) => {
    if (name === 'institution_id') return '$2::uuid';
    if (name === 'position') return 'position + 1000';
    return name === 'pin_id' || name === 'file_name' ? 'gen_random_uuid()' : name;
  });
  const text = `INSERT INTO ${table} (${names.join()}) SELECT ${values.join()} FROM ${table} WHERE institution_id = $1`;
  await superuser.query(text, [one.builder.institution, other.builder.institution].map(toHex));
}

const statements = [
  ...['spaces', 'members', 'items', 'boxes', 'entries', 'kem_keys', 'asks', 'blobs', 'snapshots', 'pins'].map(
    (table) => `SELECT FROM ${table}`,
  ),
  'UPDATE institutions SET position = 5',
  'UPDATE spaces SET seq = 5',
  'UPDATE members SET until = 5',
  'UPDATE asks SET day = 5',
  'UPDATE blobs SET done = true',
  'UPDATE snapshots SET until = 5',
  'UPDATE pins SET tries = 5',
  'DELETE FROM members',
  'DELETE FROM asks',
  'DELETE FROM pins',
];

describe('rows of another institution under the same ids', () => {
  it('are neither seen nor changed nor deleted', async () => {
    const { builder, everyone } = one;
    const people = { founder: builder.founder, colleague, guest };
    const all = async (): Promise<object> => {
      const counts: Record<string, (number | null)[]> = {};
      for (const statement of statements) {
        counts[statement] = [];
        for (const who of Object.values(people))
          counts[statement].push(await asked(who, everyone, () => application.query(statement)));
      }
      return counts;
    };
    const before = await all();
    // Of the founder, a colleague in the team, a guest in `everyone`.
    expect(before).toEqual({
      'SELECT FROM spaces': [3, 3, 3],
      'SELECT FROM members': [8, 6, 3],
      'SELECT FROM items': [10, 10, 10],
      'SELECT FROM boxes': [3, 1, 0],
      'SELECT FROM entries': [3, 2, 1],
      'SELECT FROM kem_keys': [4, 4, 4],
      'SELECT FROM asks': [3, 3, 1],
      'SELECT FROM blobs': [1, 2, 2],
      'SELECT FROM snapshots': [1, 1, 1],
      'SELECT FROM pins': [1, 1, 1],
      'UPDATE institutions SET position = 5': [1, 1, 1],
      'UPDATE spaces SET seq = 5': [3, 2, 1],
      'UPDATE members SET until = 5': [8, 6, 3],
      'UPDATE asks SET day = 5': [1, 1, 1],
      'UPDATE blobs SET done = true': [1, 1, 0],
      'UPDATE snapshots SET until = 5': [1, 1, 1],
      'UPDATE pins SET tries = 5': [1, 1, 1],
      'DELETE FROM members': [8, 6, 3],
      'DELETE FROM asks': [1, 1, 1],
      'DELETE FROM pins': [1, 1, 1],
    });
    await superuser.query('SET session_replication_role = replica');
    for (const statement of statements.filter((text) => text.startsWith('SELECT')))
      await copyToOther(statement.replace('SELECT FROM ', ''));
    expect(await all()).toEqual(before);
  });
});

/** Whether `who`, who writes into `space`, may insert the row: the policies say no with a code of its own. */
async function mayInsert(table: string, row: Row, who: Someone, space: Bytes | null = one.everyone): Promise<boolean> {
  try {
    return (await asked(who, space, () => insert(application, table, row))) === 1;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '42501') return false;
    throw error;
  }
}

/** Which of the changes to a row may be inserted, all others being good; into another institution none ever may. */
async function mayWith(table: string, row: Row, changes: Row[], who = newcomer, space?: Bytes | null) {
  const foreign = { institution_id: toHex(other.builder.institution) };
  expect(await mayInsert(table, { ...row, ...foreign }, who, space)).toBe(false);
  const may: boolean[] = [];
  for (const change of [{}, ...changes]) may.push(await mayInsert(table, { ...row, ...change }, who, space));
  return may;
}

const goOn = (who: Someone, space: Bytes | null) =>
  asked(who, space, () => application.query('UPDATE blobs SET done = true'));

it('an upload goes on where its uploader writes, and nowhere else', async () => {
  const { everyone, team } = one;
  expect(await goOn(colleague, everyone)).toBe(1);
  for (const space of [team, null]) expect(await goOn(colleague, space)).toBe(0);
  expect(await goOn(newcomer, everyone)).toBe(0);
});

describe('a row with one thing wrong is not written', () => {
  it.each([
    ['boxes', 'member_id', true],
    ['entries', 'bucket_id', false],
  ] as const)('%s', async (table, whose, ofReaders) => {
    const { builder, everyone, team } = one;
    const row = sealed(everyone, newcomer, whose);
    const changes = [{ uploader_id: toHex(guest.id) }, { space_id: toHex(team) }];
    expect(await mayWith(table, row, changes)).toEqual([true, false, false]);
    expect(await mayInsert(table, row, newcomer, null)).toBe(false);
    const inLeadership = { ...row, ...inSpace(builder.leadership) };
    expect(await mayInsert(table, inLeadership, newcomer, builder.leadership)).toBe(false);
    expect(await mayWith(table, sealed(everyone, guest, whose), [], guest)).toEqual([ofReaders]);
  });

  it('kem_keys', async () => {
    const key = { ...inOne(), hash: `\\x${fresh()}`, bytes: '\\x00' };
    expect(await mayWith('kem_keys', key, [])).toEqual([true]);
    expect(await mayWith('kem_keys', key, [], one.builder.someone())).toEqual([false]);
  });

  it('blobs', async () => {
    const changes = [{ uploader_id: toHex(guest.id) }, { space_id: toHex(one.team) }];
    expect(await mayWith('blobs', blob(one.everyone, newcomer), changes)).toEqual([true, false, false]);
    expect(await mayWith('blobs', blob(one.everyone, guest), [], guest)).toEqual([false]);
  });

  it('asks, snapshots and PINs: each their own', async () => {
    const { builder, everyone } = one;
    const askFor = [{ member_id: toHex(builder.founder.id) }, { space_id: toHex(builder.leadership) }];
    expect(await mayWith('asks', ask(everyone, newcomer), askFor)).toEqual([true, false, false]);
    const keepFor = [{ persona_id: toHex(builder.someone().id) }];
    expect(await mayWith('snapshots', snapshot(newcomer), keepFor)).toEqual([true, false]);
    expect(await mayWith('pins', pin(newcomer), [{ persona_id: toHex(guest.id) }])).toEqual([true, false]);
    expect(await mayWith('pins', pin(guest, newcomer.id), [{ device_id: toHex(guest.id) }])).toEqual([true, false]);
  });

  it('spaces and members: what one founds, and in what one reads', async () => {
    const { builder, everyone } = one;
    const space = { ...inSpace(random(16)), level: 2, founder_id: toHex(newcomer.id), seq: 0, chain: '\\x00' };
    expect(await mayWith('spaces', space, [{ founder_id: toHex(guest.id) }, { seq: 1 }])).toEqual([true, false, false]);
    const member = { ...inSpace(everyone), member_id: fresh(), class: 'persona', role: 'reader' };
    const elsewhere = [{ space_id: toHex(builder.leadership) }, { space_id: fresh() }];
    expect(await mayWith('members', member, elsewhere)).toEqual([true, false, false]);
  });
});
