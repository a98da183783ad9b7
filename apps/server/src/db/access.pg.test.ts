/**
 * Row-level security as the second wall: what a hand-written query sees and changes as the application's role.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { random, type Builder, type Someone } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';
import { appendEvents, lockOrder, type EventRow } from './append-events.ts';
import type { Who } from './query.ts';

let server: TestServer;
let one: Awaited<ReturnType<TestServer['found']>>;
let other: Awaited<ReturnType<TestServer['found']>>;
/** In `team` only; reads `everyone` through it. */
let colleague: Someone;
/** In a mailbox and in `everyone`, as a reader. */
let guest: Someone;
let mailbox: Bytes;

const tables = [
  'institutions',
  'spaces',
  'members',
  'items',
  'boxes',
  'entries',
  'kem_keys',
  'asks',
  'confirmations',
  'blobs',
  'access_log',
  'access_trees',
  'persona_sessions',
  'account_sessions',
];

const as = (builder: Builder, someone: Someone): Who => ({ institution: builder.institution, persona: someone.id });
const anybody = (): Who => ({ institution: one.builder.institution, persona: random(16) });

async function count(table: string, who?: Who): Promise<number> {
  const rows = await server.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`, who);
  return rows[0]?.count ?? -1;
}

async function spacesIn(table: string, who: Who, where = 'true'): Promise<string[]> {
  const text = `SELECT DISTINCT replace(space_id::text, '-', '') AS space FROM ${table} WHERE ${where} ORDER BY 1`;
  return (await server.sql<{ space: string }>(text, who)).map((row) => row.space);
}

const hexes = (...spaces: Bytes[]): string[] => spaces.map(toHex).sort();

beforeAll(async () => {
  server = await TestServer.start();
  one = await server.found();
  other = await server.found();
  const { builder, team, everyone, token } = one;
  const { founder, leadership } = builder;
  colleague = builder.someone();
  guest = builder.someone();
  await server.call('append', builder.add(team, founder.id, leadership, builder.entry(colleague, 'writer')), token);
  const part = builder.genesis('mailbox', founder.id, leadership, [
    builder.spaceEntry(leadership, 'owner'),
    builder.entry(guest, 'writer'),
  ]);
  mailbox = part.space;
  await server.call('append', { parts: [part] }, token);
  await server.call('append', builder.add(everyone, founder.id, leadership, builder.entry(guest, 'reader')), token);
  for (const space of [everyone, mailbox]) {
    await server.call(
      'append',
      builder.say(space, founder.id, leadership, builder.event(space, founder.id, leadership)),
      token,
    );
  }
  const theirs = other.builder;
  const said = theirs.say(
    other.everyone,
    theirs.founder.id,
    theirs.leadership,
    theirs.event(other.everyone, theirs.founder.id, theirs.leadership),
  );
  await server.call('append', said, other.token);
});
afterAll(() => server.stop());

describe('reading', () => {
  it.each(tables)('%s shows nothing when nobody is set', async (table) => {
    expect(await count(table)).toBe(0);
  });

  it.each(tables.filter((table) => table !== 'access_trees'))(
    '%s shows nothing to somebody who is no member',
    async (table) => {
      expect(await count(table, anybody())).toBe(0);
    },
  );

  it.each(tables.filter((table) => !table.endsWith('_sessions')))(
    '%s shows nothing of another institution',
    async (table) => {
      const text = `SELECT count(*)::int AS count FROM ${table} WHERE institution_id = '${toHex(other.builder.institution)}'`;
      expect((await server.sql<{ count: number }>(text, as(one.builder, one.builder.founder)))[0]?.count).toBe(0);
      expect((await server.sql<{ count: number }>(text, as(other.builder, one.builder.founder)))[0]?.count).toBe(
        table === 'access_trees' ? 1 : 0,
      );
    },
  );

  it('the founder sees all spaces of the institution, through leadership', async () => {
    const who = as(one.builder, one.builder.founder);
    expect(await spacesIn('items', who)).toEqual(hexes(one.builder.leadership, one.team, one.everyone, mailbox));
  });

  it('a colleague sees events of what the team is in, and the control logs of levels 0 and 1', async () => {
    const who = as(one.builder, colleague);
    expect(await spacesIn('items', who, "kind = 'event'")).toEqual(hexes(one.everyone));
    expect(await spacesIn('items', who)).toEqual(hexes(one.builder.leadership, one.team, one.everyone));
    expect(await spacesIn('boxes', who)).toEqual(hexes(one.everyone));
    expect(await spacesIn('entries', who)).toEqual(hexes(one.team, one.everyone));
  });

  it('a guest sees their own spaces, one step and no more', async () => {
    const who = as(one.builder, guest);
    expect(await spacesIn('items', who, "kind = 'event'")).toEqual(hexes(one.everyone, mailbox));
    expect(await spacesIn('members', who)).toEqual(hexes(one.everyone, mailbox));
    expect(await spacesIn('entries', who)).toEqual(hexes(one.everyone, mailbox));
  });

  it('boxes show to those who can open them only', async () => {
    const members = await server.sql<{ member: string }>(
      `SELECT DISTINCT replace(member_id::text, '-', '') AS member FROM boxes`,
      as(one.builder, colleague),
    );
    expect(members.map((row) => row.member)).toEqual([toHex(one.team)]);
  });

  it('what has ended by its last day shows nothing', async () => {
    const { builder, everyone, token } = one;
    const temp = builder.someone();
    const { founder, leadership } = builder;
    await server.call(
      'append',
      builder.add(everyone, founder.id, leadership, builder.entry(temp, 'reader', builder.today)),
      token,
    );
    expect(await spacesIn('entries', as(builder, temp))).toEqual(hexes(everyone));
    server.clock.forward(86_400_000);
    const session = await server.session(builder.institution, temp).catch((error: unknown) => error);
    server.clock.forward(-86_400_000);
    expect(session).toMatchObject({ code: 'unauthenticated' });
  });

  it('the access log shows to leadership only', async () => {
    await server.call('space/list', {}, one.token);
    expect(await count('access_log', as(one.builder, one.builder.founder))).toBeGreaterThan(0);
    expect(await count('access_log', as(one.builder, guest))).toBe(0);
  });
});

const insert = (space: Bytes, author: Bytes): string =>
  `INSERT INTO items (institution_id, space_id, seq, position, kind, author_id, control_index, chain, expiry, event_id, version, epoch,
    bucket_id, notify, control_hash, bytes)
  VALUES ('${toHex(one.builder.institution)}', '${toHex(space)}', 1000, 1000, 'event', '${toHex(author)}', 0, '', 0,
    gen_random_uuid(), 1, 1, gen_random_uuid(), 'none', '', '\\x00')`;

const tryInsert = (space: Bytes, author: Bytes, by: Someone, named = space): Promise<unknown> =>
  server.sql(insert(space, author), { ...as(one.builder, by), space: named });

describe('writing', () => {
  const denied = { code: '42501' };

  it('a writer may, in their own name only, into the space that is named only', async () => {
    await expect(tryInsert(one.everyone, colleague.id, colleague)).resolves.toEqual([]);
    await expect(tryInsert(one.everyone, guest.id, colleague)).rejects.toMatchObject(denied);
    await expect(tryInsert(one.everyone, colleague.id, colleague, one.team)).rejects.toMatchObject(denied);
    await expect(server.sql(insert(one.everyone, colleague.id), as(one.builder, colleague))).rejects.toMatchObject(
      denied,
    );
  });

  it('a reader may not, nor who is not in the space', async () => {
    await expect(tryInsert(one.everyone, guest.id, guest)).rejects.toMatchObject(denied);
    await expect(tryInsert(mailbox, colleague.id, colleague)).rejects.toMatchObject(denied);
    await expect(tryInsert(one.team, guest.id, guest)).rejects.toMatchObject(denied);
  });

  it('of events in one call those of whoever may not write are not stored, and nothing is told of what stands', async () => {
    const row = (space: Bytes, author: Someone, through: Bytes | null): EventRow => {
      const { kind: _kind, ...event } = one.builder.event(space, author.id, through);
      return { institution: one.builder.institution, space, event };
    };
    const written = row(one.everyone, colleague, one.team);
    const foreign = { ...written, institution: other.builder.institution };
    const tries = [row(one.everyone, guest, null), row(mailbox, colleague, null), row(one.team, guest, null), foreign];
    const all = [...tries, written].toSorted((a, b) => (lockOrder(a) < lockOrder(b) ? -1 : 1));
    const outcomes = await appendEvents(server.pool, one.builder.today, all);
    expect(outcomes.filter((_, i) => all[i] !== written)).toEqual(
      tries.map(() => ({ outcome: 'not-found', seq: null, position: null })),
    );
    expect(outcomes[all.indexOf(written)]).toMatchObject({ outcome: 'stored' });
    const { builder, token, team } = one;
    await server.call('append', builder.remove(team, builder.founder.id, builder.leadership, colleague.id), token);
    const [again] = await appendEvents(server.pool, one.builder.today, [written]);
    expect(again).toEqual({ outcome: 'not-found', seq: null, position: null });
    await server.call(
      'append',
      builder.add(team, builder.founder.id, builder.leadership, builder.entry(colleague, 'writer')),
      token,
    );
    const [known] = await appendEvents(server.pool, one.builder.today, [written]);
    expect(known).toMatchObject({ outcome: 'repeated' });
  });

  it('the policy asks the tables’ owner the same of each event, and admits no control record', async () => {
    const owner = new pg.Client({ connectionString: server.database.ownerUrl });
    await owner.connect();
    try {
      const tried = async (text: string): Promise<unknown> => {
        await owner.query('BEGIN');
        await owner.query("SELECT set_config('obhut.day', $1, true)", [String(one.builder.today)]);
        try {
          return await owner.query(text);
        } finally {
          await owner.query('ROLLBACK');
        }
      };
      await expect(tried(insert(one.everyone, colleague.id))).resolves.toMatchObject({ rowCount: 1 });
      await expect(tried(insert(one.everyone, guest.id))).rejects.toMatchObject(denied);
      await expect(tried(insert(mailbox, colleague.id))).rejects.toMatchObject(denied);
      const control = insert(one.everyone, colleague.id).replace("'event'", "'control'");
      await expect(tried(control)).rejects.toMatchObject(denied);
    } finally {
      await owner.end();
    }
  });

  it('nobody asks for keys in another’s name, nor for those of a space that they do not read', async () => {
    const ask = (space: Bytes, member: Someone, by: Someone) =>
      server.sql(
        `INSERT INTO asks (institution_id, space_id, member_id, epoch, need, day)
         VALUES ('${toHex(one.builder.institution)}', '${toHex(space)}', '${toHex(member.id)}', 1, 'box', 1)`,
        as(one.builder, by),
      );
    await expect(ask(one.everyone, guest, guest)).resolves.toEqual([]);
    await expect(ask(one.everyone, colleague, guest)).rejects.toMatchObject(denied);
    await expect(ask(mailbox, colleague, colleague)).rejects.toMatchObject(denied);
  });

  it('nobody makes themselves a member', async () => {
    const text = `INSERT INTO members (institution_id, space_id, member_id, class, role)
      VALUES ('${toHex(one.builder.institution)}', '${toHex(mailbox)}', '${toHex(colleague.id)}', 'persona', 'owner')`;
    await expect(server.sql(text, as(one.builder, colleague))).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['items', 'access_log', 'boxes', 'entries', 'kem_keys', 'blobs'])(
    '%s: nothing is changed or deleted',
    async (table) => {
      const who = as(one.builder, one.builder.founder);
      await expect(server.sql(`DELETE FROM ${table}`, who)).rejects.toMatchObject({ code: '42501' });
      await expect(server.sql(`UPDATE ${table} SET institution_id = institution_id`, who)).rejects.toMatchObject({
        code: '42501',
      });
      await expect(server.sql(`TRUNCATE ${table}`, who)).rejects.toMatchObject({ code: '42501' });
    },
  );

  it('the role owns nothing, and every table with an institution in it is walled', async () => {
    const owned = await server.sql("SELECT 1 FROM pg_class WHERE relowner = 'obhut_app'::regrole");
    expect(owned).toEqual([]);
    const open = await server.sql(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'institution_id'
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });
});
