/**
 * Who is woken when, in time, at a push service that looks closely; what the calls do is in the contract of a transport.
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { usualHours } from '@obhut/protocol/notice-hours.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { random, type Someone } from '../testing/builder.ts';
import { sweepNotices } from '../db/notices.ts';
import { dumpLines } from '../testing/dump.ts';
import { PushService } from '../testing/push-service.ts';
import { TestServer } from '../testing/server.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

let server: TestServer;
let push: PushService;
let founded: Awaited<ReturnType<TestServer['found']>>;
/** In `everyone`, and nowhere else. */
let reader: Someone;

beforeEach(async () => {
  server = await TestServer.start();
  push = await PushService.start(
    () => server.services.notices.key,
    () => server.clock.now(),
  );
  founded = await server.found();
  reader = await joined('everyone');
});
afterEach(async () => {
  const wrong = [...push.mistakes, ...server.failures];
  await push.stop();
  await server.stop();
  if (wrong.length > 0) throw new Error(`went wrong: ${wrong.map(String).join(', ')}`);
});

async function joined(where: 'everyone' | 'team'): Promise<Someone> {
  const { builder, token } = founded;
  const who = builder.someone();
  const add = builder.add(founded[where], builder.founder.id, builder.leadership, builder.entry(who, 'reader'));
  await server.call('append', add, token);
  return who;
}

async function begin(who: Someone, name: string, device: Bytes = random(16)): Promise<Bytes> {
  const token = await server.session(founded.builder.institution, who);
  await server.call('notice/start', { device, endpoint: push.endpoint(name) }, token);
  return device;
}

async function append(notify: 'none' | 'normal' | 'urgent'): Promise<void> {
  const { builder, everyone } = founded;
  const { founder, leadership, institution } = builder;
  const event = { ...builder.event(everyone, founder.id, leadership), notify };
  const token = await server.session(institution, founder);
  await server.call('append', builder.say(everyone, founder.id, leadership, event), token);
}

/** The founder says something to everyone; resolves when whoever is due was woken. */
async function say(notify: 'none' | 'normal' | 'urgent' = 'normal'): Promise<string[]> {
  await append(notify);
  return await woken();
}

async function woken(): Promise<string[]> {
  await server.services.waker.run();
  return push.woken();
}

async function isOn(who: Someone, device: Bytes): Promise<boolean> {
  const token = await server.session(founded.builder.institution, who);
  return (await server.call('notice/read', { device, endpoint: null }, token)).isOn;
}

it('a device is woken at once, then once a minute at most, however much is said', async () => {
  await begin(reader, 'phone');
  expect(await say()).toEqual(['phone']);
  expect(await say()).toEqual([]);
  expect(await say()).toEqual([]);
  server.clock.forward(minuteMs - 1);
  expect(await woken()).toEqual([]);
  server.clock.forward(1);
  expect(await woken()).toEqual(['phone']);
  server.clock.forward(hourMs);
  expect(await woken()).toEqual([]);
  expect(await say('none')).toEqual([]);
});

it('what comes at night waits until the morning, once; what is urgent does not', async () => {
  await begin(reader, 'phone');
  // 22:00 on the institution's wall, in summer time.
  server.clock.forward(11 * hourMs);
  expect(await say()).toEqual([]);
  // Nothing was sent so far, so this need not wait for a minute to be over.
  expect(await say('urgent')).toEqual(['phone']);
  server.clock.forward(2 * hourMs);
  expect(await say()).toEqual([]);
  server.clock.forward(7 * hourMs - 1);
  expect(await woken()).toEqual([]);
  server.clock.forward(1);
  expect(await woken()).toEqual(['phone']);
  server.clock.forward(15 * hourMs);
  expect(await woken()).toEqual([]);
  expect(await say('urgent')).toEqual(['phone']);
  server.clock.forward(hourMs);
  expect(await say()).toEqual([]);
});

it('new hours hold for what waits already', async () => {
  await begin(reader, 'phone');
  server.clock.forward(11 * hourMs);
  expect(await say()).toEqual([]);
  const token = await server.session(founded.builder.institution, reader);
  await server.call('notice/hours', { hours: { days: 127, from: 0, until: 0 } }, token);
  server.clock.forward(minuteMs);
  expect(await woken()).toEqual(['phone']);
});

it('staff is not called outside of working hours, by nothing', async () => {
  const colleague = await joined('team');
  await begin(colleague, 'colleague');
  await begin(reader, 'reader');
  const token = await server.session(founded.builder.institution, colleague);
  const { hours } = await server.call('notice/read', { device: random(16), endpoint: null }, token);
  expect(hours).toEqual(usualHours.staff);
  // 18:00 on a Tuesday.
  server.clock.forward(7 * hourMs);
  expect(await say()).toEqual(['reader']);
  server.clock.forward(hourMs);
  expect(await say('urgent')).toEqual(['reader']);
  server.clock.forward(12 * hourMs);
  expect(await woken()).toEqual(['colleague']);
});

it('an address that is gone is deleted with its device, and no other', async () => {
  const [old, other] = [await begin(reader, 'old'), await begin(reader, 'other')];
  for (const status of [404, 410]) {
    push.answers.set('old', { status });
    expect((await say()).toSorted()).toEqual(['old', 'other']);
    expect([await isOn(reader, old), await isOn(reader, other)]).toEqual([false, true]);
    server.clock.forward(minuteMs);
    expect(await say()).toEqual(['other']);
    await begin(reader, 'old', old);
    server.clock.forward(minuteMs);
  }
  expect(server.noticed).toEqual(['gone', 'gone']);
});

it('a service that asks for patience gets it, also when more is said; then it is woken', async () => {
  await begin(reader, 'phone');
  push.answers.set('phone', { status: 429, headers: { 'retry-after': '600' } });
  expect(await say()).toEqual(['phone']);
  server.clock.forward(599_000);
  expect(await say()).toEqual([]);
  push.answers.set('phone', { status: 201 });
  server.clock.forward(1000);
  expect(await woken()).toEqual(['phone']);
  server.clock.forward(hourMs);
  expect(await woken()).toEqual([]);
});

it('what fails is tried again ever more seldom, and then given up until something is said', async () => {
  await begin(reader, 'phone');
  const token = await server.session(founded.builder.institution, reader);
  await server.call('notice/hours', { hours: { days: 127, from: 0, until: 0 } }, token);
  push.answers.set('phone', { status: 503 });
  expect(await say()).toEqual(['phone']);
  const pauses: number[] = [];
  for (let pause = 0; pause < 400; pause++) {
    server.clock.forward(minuteMs);
    if ((await woken()).length > 0) pauses.push(pause + 1);
  }
  expect(pauses.map((at, i) => at - (pauses[i - 1] ?? 0))).toEqual([1, 2, 4, 8, 16, 32, 64]);
  push.answers.delete('phone');
  expect(await say()).toEqual(['phone']);
});

it('a service that refuses is not asked again for what was said, and it stands in the log without its address', async () => {
  const device = await begin(reader, 'phone');
  push.answers.set('phone', { status: 403 });
  expect(await say()).toEqual(['phone']);
  server.clock.forward(hourMs);
  expect(await woken()).toEqual([]);
  expect([await isOn(reader, device), server.noticed]).toEqual([true, ['refused']]);
});

it('a device is woken at its newest address; that the one before is gone takes nothing from it', async () => {
  const device = await begin(reader, 'old');
  await begin(reader, 'new', device);
  push.answers.set('old', { status: 410 });
  expect(await say()).toEqual(['new']);
  expect(await isOn(reader, device)).toBe(true);
});

it('who is out is told of nothing, and is forgotten with their hours', async () => {
  const { builder, everyone, token } = founded;
  await begin(reader, 'phone');
  const readers = await server.session(builder.institution, reader);
  await server.call('notice/hours', { hours: { days: 127, from: 0, until: 0 } }, readers);
  await server.call('append', builder.remove(everyone, builder.founder.id, builder.leadership, reader.id), token);
  expect(await say()).toEqual([]);
  const rows = () => server.sql('SELECT device_tag FROM notice_devices', whoIs(reader.id));
  expect(await rows()).toHaveLength(1);
  await sweepNotices(server.pool);
  expect(await rows()).toEqual([]);
  expect(await server.sql('SELECT days FROM notice_hours', whoIs(reader.id))).toEqual([]);
});

function whoIs(persona: Bytes) {
  return { institution: founded.builder.institution, persona };
}

it('nobody sees, changes or adds another’s device or hours, whatever a route asks for', async () => {
  await begin(reader, 'phone');
  const [theirs, stranger] = [whoIs(reader.id), whoIs(founded.builder.founder.id)];
  const count = 'SELECT count(*)::int AS n FROM notice_devices';
  expect([await server.sql(count, theirs), await server.sql(count, stranger), await server.sql(count)]).toEqual([
    [{ n: 1 }],
    [{ n: 0 }],
    [{ n: 0 }],
  ]);
  const changed = 'WITH gone AS (DELETE FROM notice_devices RETURNING 1) SELECT count(*)::int AS n FROM gone';
  expect(await server.sql(changed, stranger)).toEqual([{ n: 0 }]);
  const hex = Buffer.from(reader.id).toString('hex');
  const institution = Buffer.from(founded.builder.institution).toString('hex');
  await expect(
    server.sql(`INSERT INTO notice_hours VALUES ('${institution}', '${hex}', 127, 0, 0)`, stranger),
  ).rejects.toMatchObject({ code: '42501' });
  await expect(server.sql(`INSERT INTO notice_devices SELECT * FROM notice_devices`, theirs)).rejects.toMatchObject({
    code: '42501',
  });
});

it('a thief of the database finds no address of a push service', async () => {
  await begin(reader, 'a-telling-name');
  let text = '';
  for await (const line of dumpLines({ connectionString: server.database.superuserUrl })) text += line;
  expect(text).toContain('notice_devices');
  for (const part of ['a-telling-name', push.origin, Buffer.from('a-telling-name').toString('hex')])
    expect(text).not.toContain(part);
});

it('a push service that is out of reach holds up no append, and gets it later', async () => {
  await begin(reader, 'phone');
  const { port } = new URL(push.origin);
  await push.stop();
  await append('normal');
  expect(await woken()).toEqual([]);
  push = await PushService.start(
    () => server.services.notices.key,
    () => server.clock.now(),
    Number(port),
  );
  server.clock.forward(minuteMs);
  expect(await woken()).toEqual(['phone']);
});
