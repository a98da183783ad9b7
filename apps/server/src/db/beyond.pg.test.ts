/**
 * What is over, of another institution, or no person at all gives no right: asked of the database's own functions, beside which nothing else
 * stands between a hand-written query and somebody's data.
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';
import { setContext } from './query.ts';

let server: TestServer;
let one: Awaited<ReturnType<TestServer['found']>>;
let other: Awaited<ReturnType<TestServer['found']>>;
let superuser: pg.Client;

beforeAll(async () => {
  server = await TestServer.start();
  one = await server.found();
  other = await server.found();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await server.stop();
});

interface Entry {
  institution?: Bytes;
  space: Bytes;
  member: Bytes;
  kind?: string;
  role?: string;
  /** From today. */
  days?: number;
}

/** As it would stand there, past every check of ours. */
async function enter({
  institution = one.builder.institution,
  space,
  member,
  kind = 'persona',
  role = 'writer',
  days,
}: Entry) {
  const until = days === undefined ? null : one.builder.today + days;
  const text =
    'INSERT INTO members (institution_id, space_id, member_id, class, role, until) VALUES ($1, $2, $3, $4, $5, $6)';
  await superuser.query(text, [toHex(institution), toHex(space), toHex(member), kind, role, until]);
}

async function isWriter(space: Bytes, persona: Bytes, institution = one.builder.institution): Promise<boolean> {
  const values = [toHex(institution), toHex(space), toHex(persona), one.builder.today];
  const { rows } = await superuser.query<{ may: boolean }>('SELECT is_writer($1, $2, $3, $4) AS may', values);
  return rows[0]?.may ?? false;
}

async function readable(persona: Bytes): Promise<string[]> {
  const who = { institution: one.builder.institution, persona };
  const rows = await server.sql<{ space: string }>(
    "SELECT replace(unnest(readable_spaces())::text, '-', '') AS space",
    who,
  );
  return rows.map(({ space }) => space);
}

it('whose last day is over writes and reads no more; on that day they do', async () => {
  for (const [days, may] of [
    [-1, false],
    [0, true],
    [1, true],
  ] as const) {
    const member = random(16);
    await enter({ space: one.everyone, member, days });
    expect(await isWriter(one.everyone, member)).toBe(may);
    expect(await readable(member)).toEqual(may ? [toHex(one.everyone)] : []);
  }
});

it('a space whose own entry is over hands nothing on to its members', async () => {
  const member = random(16);
  const last = async (until: number | null) => {
    const text = 'UPDATE members SET until = $3 WHERE member_id = $1 AND space_id = $2';
    await superuser.query(text, [toHex(one.team), toHex(one.everyone), until]);
  };
  await enter({ space: one.team, member });
  await last(one.builder.today - 1);
  expect(await isWriter(one.everyone, member)).toBe(false);
  expect(await readable(member)).not.toContain(toHex(one.everyone));
  await last(null);
  expect(await isWriter(one.everyone, member)).toBe(true);
  expect(await readable(member)).toContain(toHex(one.everyone));
});

it('nobody is a space: its id opens nothing of what it is a member of', async () => {
  expect(await readable(one.team)).toEqual([]);
  expect(await isWriter(one.everyone, one.team)).toBe(false);
});

it('nothing is handed on through what is no space, though it has the id of one', async () => {
  const member = random(16);
  await enter({ space: one.team, member });
  await enter({ space: one.builder.leadership, member: one.team });
  expect(await readable(member)).not.toContain(toHex(one.builder.leadership));
  expect(await isWriter(one.builder.leadership, member)).toBe(false);
});

it('who writes is a person or a device and more than a reader, here or in a space that is more than one here', async () => {
  const may = async (space: Bytes, entry: Partial<Entry>): Promise<boolean> => {
    const member = random(16);
    await enter({ space, member, ...entry });
    return isWriter(one.everyone, member);
  };
  for (const space of [one.everyone, one.team]) {
    for (const entry of [{}, { kind: 'device' }, { role: 'owner' }, { days: 0 }])
      expect(await may(space, entry)).toBe(true);
    for (const entry of [{ kind: 'invite' }, { kind: 'kit' }, { role: 'reader' }, { days: -1 }])
      expect(await may(space, entry)).toBe(false);
  }
  const change = (role: string) =>
    superuser.query('UPDATE members SET role = $3 WHERE member_id = $1 AND space_id = $2', [
      toHex(one.team),
      toHex(one.everyone),
      role,
    ]);
  await change('reader');
  expect(await may(one.team, {})).toBe(false);
  await change('admin');
});

it('who writes in one institution does not in another, under the same id', async () => {
  const member = random(16);
  await enter({ institution: other.builder.institution, space: other.everyone, member });
  expect(await isWriter(other.everyone, member, other.builder.institution)).toBe(true);
  expect(await isWriter(other.everyone, member)).toBe(false);
  expect(await readable(member)).toEqual([]);
});

it('an expulsion ends at the walls of its institution, and is for who leads it today', async () => {
  const member = random(16);
  await enter({ space: one.everyone, member });
  await enter({ institution: other.builder.institution, space: other.everyone, member });
  const expel = async (persona: Bytes) => {
    await superuser.query('BEGIN');
    await setContext(superuser, { institution: one.builder.institution, persona }, one.builder.today);
    const { rowCount } = await superuser.query('SELECT expel_personas(ARRAY[$1::uuid])', [toHex(member)]);
    await superuser.query('COMMIT');
    return rowCount;
  };
  const former = random(16);
  await enter({ space: one.builder.leadership, member: former, role: 'owner', days: -1 });
  expect(await expel(former)).toBe(0);
  expect(await expel(other.builder.founder.id)).toBe(0);
  expect(await expel(one.builder.founder.id)).toBe(1);
  expect(await isWriter(one.everyone, member)).toBe(false);
  expect(await isWriter(other.everyone, member, other.builder.institution)).toBe(true);
});

it.each(['invite', 'kit'])('what is over is not located: %s', async (kind) => {
  const located = async (days: number) => {
    const member = random(16);
    await enter({ space: one.builder.leadership, member, kind, days });
    const { rowCount } = await superuser.query('SELECT * FROM locate_letter($1, $2)', [
      toHex(member),
      one.builder.today,
    ]);
    return rowCount;
  };
  expect([await located(-1), await located(0)]).toEqual([0, 1]);
});

it('a device that was ended in one institution, or of one persona, is ended nowhere else', async () => {
  const [tag, persona] = [random(16), random(16)];
  const ended = [one.builder.institution, persona, tag].map(toHex);
  await superuser.query('INSERT INTO ended_persona_devices VALUES ($1, $2, $3)', ended);
  const opens = async (institution: Bytes, who: Bytes) => {
    const values = [Buffer.from(random(32)), toHex(institution), toHex(who), toHex(tag), new Date()];
    const { rows } = await superuser.query<{ is: boolean }>(
      'SELECT open_persona_session($1, $2, $3, $4, $5) AS is',
      values,
    );
    return rows[0]?.is;
  };
  expect(await opens(one.builder.institution, persona)).toBe(false);
  expect(await opens(other.builder.institution, persona)).toBe(true);
  expect(await opens(one.builder.institution, random(16))).toBe(true);
});
