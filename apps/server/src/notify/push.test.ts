/**
 * Where the server goes to wake somebody, and where not.
 */
import { createServer, type RequestListener } from 'node:http';
import { usualPushServices } from '@obhut/protocol/push-services.ts';
import { expect, test } from 'vitest';
import { isInside, Push, type Woken } from './push.ts';
import { VapidKey } from './vapid.ts';

const vapid = new VapidKey(VapidKey.make());
const parts = { vapid, services: usualPushServices, loopback: false, subject: 'https://obhut.example' };

test('only to push services by name; to this machine in tests alone, and there over http', () => {
  const push = new Push(parts);
  expect(push.mayWake('https://fcm.googleapis.com/fcm/send/abc')).toBe(true);
  const here = ['http://127.0.0.1:9000/push/abc', 'https://127.0.0.1:9000/push/abc', 'http://localhost:9000/abc'];
  expect(here.map((endpoint) => push.mayWake(endpoint))).toEqual([false, false, false]);
  const inTests = new Push({ ...parts, loopback: true });
  expect(here.map((endpoint) => inTests.mayWake(endpoint))).toEqual([true, false, false]);
  expect(new Push({ ...parts, services: [] }).mayWake('https://fcm.googleapis.com/fcm/send/abc')).toBe(false);
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
])('inside: %s', (address) => expect(isInside(address)).toBe(true));
test.each(['fd00::1', 'fe80::1', 'fec0::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::a00:1', 'ff02::1'])(
  'inside: %s',
  (address) => expect(isInside(address)).toBe(true),
);
// Of 10.0.0.1, by a translator, by a relay, by a tunnel.
test.each(['64:ff9b::a00:1', '64:ff9b:1::a00:1', '2002:a00:1::1', '2001:0:4136:e378:8000:63bf:f5ff:fffe'])(
  'inside, carried: %s',
  (address) => expect(isInside(address)).toBe(true),
);
test.each(['142.250.185.74', '172.32.0.1', '2a00:1450:4001:82a::200a', '::ffff:142.250.185.74'])(
  'outside: %s',
  (address) => expect(isInside(address)).toBe(false),
);

test('a name of a push service that leads inside is not followed', async () => {
  // As if the name of one led to this machine, as this one does.
  const push = new Push({ ...parts, services: ['localhost'] });
  await expect(push.wake('https://localhost/abc', false, 0)).rejects.toThrow('an address inside');
});

/** Calls a service on this machine that treats a request so; and the paths that it was asked for. */
async function wokenBy(answer: RequestListener, patienceMs?: number) {
  const asked: string[] = [];
  const service = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    service.listen(0, '127.0.0.1', resolve);
  });
  const address = service.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const push = new Push({ ...parts, loopback: true, ...(patienceMs === undefined ? {} : { patienceMs }) });
  try {
    return { woken: await push.wake(`http://127.0.0.1:${port}/first`, false, 0), asked };
  } finally {
    service.closeAllConnections();
    service.close();
  }
}

test('an answer that points elsewhere is not followed', async () => {
  const to = wokenBy((_, response) => response.writeHead(307, { location: '/elsewhere' }).end());
  expect(await to).toEqual({ woken: { result: 'refused', status: 307 }, asked: ['/first'] });
});

test('a service that does not answer is not waited for; one that goes on talking is not listened to', async () => {
  await expect(wokenBy(() => {}, 50)).rejects.toMatchObject({ name: 'AbortError' });
  const talking = wokenBy((_, response) => response.writeHead(201).write('and another thing'));
  expect((await talking).woken).toEqual({ result: 'woken' });
});

test.each<[number, Record<string, string>, Woken]>([
  [404, {}, { result: 'gone' }],
  [410, {}, { result: 'gone' }],
  [429, { 'retry-after': '90' }, { result: 'later', afterMs: 90_000 }],
  [503, { 'retry-after': 'Thu, 01 Jan 1970 00:05:00 GMT' }, { result: 'later', afterMs: 300_000 }],
  [503, { 'retry-after': '999999999' }, { result: 'later', afterMs: 86_400_000 }],
  [500, { 'retry-after': 'soon' }, { result: 'later', afterMs: null }],
  [403, {}, { result: 'refused', status: 403 }],
])('what %i with %j means', async (status, headers, woken) => {
  const answered = await wokenBy((_, response) => response.writeHead(status, headers).end());
  expect(answered.woken).toEqual(woken);
});
