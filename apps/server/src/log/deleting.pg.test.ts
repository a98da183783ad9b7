/**
 * Who may have the ciphertext of which event dropped, and what stays.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { deletionId } from '@obhut/protocol/deletion.ts';
import { goneOf } from '@obhut/protocol/feed.ts';
import { hash } from '@obhut/protocol/hash.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { random, type Someone } from '../testing/builder.ts';
import { TestServer } from '../testing/server.ts';

let server: TestServer;
let founded: Awaited<ReturnType<TestServer['found']>>;
let superuser: pg.Client;

interface Speaker {
  someone: Someone;
  token: string;
  through: Bytes | null;
}
let founder: Speaker;
/** Of the team, which is an admin in `everyone`. */
let colleague: Speaker;
/** Writes in `everyone` itself, and is no admin there. */
let writer: Speaker;
/** Counts for thirty days. */
const bucket = random(16);

beforeAll(async () => {
  server = await TestServer.start();
  founded = await server.found();
  superuser = new pg.Client({ connectionString: server.database.superuserUrl });
  await superuser.connect();
  const { builder, team, everyone, token } = founded;
  founder = { someone: builder.founder, token, through: builder.leadership };
  const enter = async (space: Bytes, through: Bytes | null): Promise<Speaker> => {
    const someone = builder.someone();
    const request = builder.add(space, founder.someone.id, founder.through, builder.entry(someone, 'writer'));
    await server.call('append', request, token);
    return { someone, token: await server.session(builder.institution, someone), through };
  };
  colleague = await enter(team, team);
  writer = await enter(everyone, null);
  const buckets = [{ id: bucket, until: builder.today + 30, hash: random(32) }];
  const part = builder.part(everyone, () => [
    builder.record(everyone, founder.someone.id, founder.through, { type: 'keyring', epoch: 1, buckets }),
  ]);
  await server.call('append', { parts: [part] }, token);
});
afterAll(async () => {
  await superuser.end();
  await server.stop();
});

/** An event in `everyone`; its seq. `days`: it counts so many from today. */
async function say({ someone, token, through }: Speaker, event = random(16), days?: number): Promise<number> {
  const { builder, everyone } = founded;
  const good = builder.event(everyone, someone.id, through, random(64), event);
  const said = days === undefined ? good : { ...good, bucket, expiry: builder.today + days };
  const { seqs } = await server.call('append', builder.say(everyone, someone.id, through, said), token);
  return seqs[0]?.[0] ?? 0;
}

const sayDeletion = (speaker: Speaker, seq: number, days?: number) =>
  say(speaker, deletionId(founded.everyone, seq), days);

const drop = ({ token }: Speaker, seq: number, blobs: Bytes[] = [], space = founded.everyone) =>
  server.call('event/delete', { space, seq, blobs }, token);

async function itemAt(seq: number) {
  const { items } = await server.call(
    'space/log',
    { space: founded.everyone, after: seq - 1, limit: 1 },
    founder.token,
  );
  return items[0];
}

/** Whether the event at `seq` is dropped once `by` has said so. */
async function drops(by: Speaker, seq: number): Promise<boolean> {
  const before = await itemAt(seq);
  const refusal = await drop(by, seq).then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal === null) expect(before?.kind === 'event' && goneOf(before)).toEqual(await itemAt(seq));
  else {
    expect(refusal).toMatchObject({ code: 'refused', detail: 'right' });
    expect(await itemAt(seq)).toEqual(before);
  }
  return refusal === null;
}

it('its author, and an admin of the space, once they have said so in the log', async () => {
  const seq = await say(writer);
  expect(await drops(writer, seq)).toBe(false);
  // What is said elsewhere is not said here.
  const { builder, everyone, team } = founded;
  const elsewhere = builder.event(team, colleague.someone.id, null, random(64), deletionId(everyone, seq));
  await server.call('append', builder.say(team, colleague.someone.id, null, elsewhere), colleague.token);
  expect(await drops(colleague, seq)).toBe(false);
  // What another has said is not said by oneself.
  await sayDeletion(colleague, seq);
  expect(await drops(writer, seq)).toBe(false);
  expect(await drops(colleague, seq)).toBe(true);
  // Said again, there is nothing left to do.
  await drop(colleague, seq);
  const own = await say(writer);
  await sayDeletion(writer, own);
  expect(await drops(writer, own)).toBe(true);
});

it('nobody else', async () => {
  for (const speaker of [founder, colleague]) {
    const seq = await say(speaker);
    await sayDeletion(writer, seq);
    expect(await drops(writer, seq)).toBe(false);
  }
});

it('what says so stands later, and itself stays', async () => {
  const early = await sayDeletion(writer, (await say(writer)) + 2);
  const target = await say(writer);
  expect(target).toBe(early + 1);
  expect(await drops(writer, target)).toBe(false);
  await expect(drop(writer, early)).rejects.toMatchObject({ code: 'refused', detail: 'deletion' });
});

it('by one that counts as long as itself, or always', async () => {
  const always = undefined;
  for (const [target, deletion, may] of [
    [always, always, true],
    [always, 30, false],
    [10, always, true],
    [10, 30, true],
    [10, 10, true],
    [10, 9, false],
  ] as const) {
    const seq = await say(writer, random(16), target);
    await sayDeletion(writer, seq, deletion);
    expect(await drops(writer, seq)).toBe(may);
  }
});

it('an event that is there, where one reads', async () => {
  const { team } = founded;
  const notFound = { code: 'not-found' };
  const seq = await say(founder);
  await expect(drop(founder, 1)).rejects.toMatchObject(notFound);
  await expect(drop(founder, seq + 1)).rejects.toMatchObject(notFound);
  await expect(drop(writer, 1, [], team)).rejects.toMatchObject(notFound);
  const stranger = await server.found();
  await expect(drop({ ...founder, token: stranger.token }, seq)).rejects.toMatchObject(notFound);
});

/** The files that there are. */
const left = async (): Promise<string[]> => {
  const { rows } = await superuser.query<{ id: string }>("SELECT replace(blob_id::text, '-', '') AS id FROM blobs");
  return rows.map(({ id }) => id).toSorted();
};

const dropBy = async (speaker: Speaker, blobs: Bytes[]) => {
  const seq = await say(speaker);
  await sayDeletion(speaker, seq);
  await drop(speaker, seq, blobs);
};

it('with its files: the caller’s own, or anybody’s for an admin', async () => {
  const { everyone, team } = founded;
  const bytes = random(9);
  const upload = async ({ token }: Speaker, space = everyone): Promise<Bytes> => {
    const blob = random(16);
    await server.call('blob/begin', { space, blob, expiry: 0, size: bytes.length, hash: hash(bytes) }, token);
    return blob;
  };
  const [own, others, elsewhere] = [await upload(writer), await upload(colleague), await upload(colleague, team)];
  const all = [own, others, elsewhere];
  await dropBy(writer, []);
  expect(await left()).toEqual(all.map(toHex).toSorted());
  await dropBy(writer, all);
  expect(await left()).toEqual([others, elsewhere].map(toHex).toSorted());
  await dropBy(founder, [others]);
  expect(await left()).toEqual([toHex(elsewhere)]);
});

interface Entry {
  space: Bytes;
  member: Bytes;
  kind?: string;
  role?: string;
  days?: number;
  institution?: Bytes;
}

it('an admin is a person who is one today, here, by themselves or through a space that is one', async () => {
  const { builder, everyone, team } = founded;
  const other = await server.found();
  const enter = async (entries: Entry[]): Promise<void> => {
    const text =
      'INSERT INTO members (institution_id, space_id, member_id, class, role, until) VALUES ($1, $2, $3, $4, $5, $6)';
    for (const {
      space,
      member,
      kind = 'persona',
      role = 'admin',
      days,
      institution = builder.institution,
    } of entries) {
      const until = days === undefined ? null : builder.today + days;
      await superuser.query(text, [toHex(institution), toHex(space), toHex(member), kind, role, until]);
    }
  };
  const isAdmin = async (persona: Bytes, space = everyone): Promise<boolean | undefined> => {
    const who = { institution: builder.institution, persona, space };
    return (await server.sql<{ is: boolean }>('SELECT is_admin() AS is', who))[0]?.is;
  };
  const direct = async (entry: Partial<Entry>) => {
    const member = random(16);
    await enter([{ space: everyone, member, ...entry }]);
    return isAdmin(member);
  };
  for (const good of [{}, { role: 'owner' }, { days: 0 }]) expect(await direct(good)).toBe(true);
  const bad = [{ role: 'writer' }, { days: -1 }, { kind: 'device' }];
  for (const entry of bad) expect(await direct(entry)).toBe(false);
  expect(await direct({ institution: other.builder.institution, space: other.everyone })).toBe(false);

  /** Through a space of its own, which is in `everyone`. */
  const through = async (outer: Partial<Entry>, inner: Partial<Entry>) => {
    const [space, member] = [random(16), random(16)];
    await superuser.query(
      "INSERT INTO spaces (institution_id, space_id, level, founder_id, chain) VALUES ($1, $2, 1, $3, '')",
      [builder.institution, space, builder.founder.id].map(toHex),
    );
    await enter([
      { space: everyone, member: space, kind: 'space', ...outer },
      { space, member, role: 'writer', ...inner },
    ]);
    return isAdmin(member);
  };
  for (const outer of [{}, { role: 'owner' }, { days: 0 }]) expect(await through(outer, { days: 0 })).toBe(true);
  for (const outer of [{ role: 'writer' }, { days: -1 }, { kind: 'persona' }, { space: team }])
    expect(await through(outer, {})).toBe(false);
  for (const inner of [{ role: 'reader' }, { days: -1 }, { kind: 'device' }])
    expect(await through({}, inner)).toBe(false);
});
