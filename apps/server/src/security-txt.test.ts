import { expect, test } from 'vitest';
import { serveSecurityTxt } from './security-txt.ts';
import { testApp } from './testing/app.ts';
import { TestClock } from './testing/clock.ts';

const path = '/.well-known/security.txt';
const contact = 'mailto:sicherheit@obhut.example';
const start = Date.UTC(2026, 10, 28, 9, 30, 15, 123);

/** By their names in lower case, as section 2.2 has it; each stands once. */
function fieldsOf(text: string): Map<string, string> {
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  const fields = new Map(
    lines.map((line) => {
      const [, name = '', value = ''] = /^([A-Za-z-]+): (\S.*)$/.exec(line) ?? [];
      return [name.toLowerCase(), value] as const;
    }),
  );
  expect(fields.size).toBe(lines.length);
  return fields;
}

test('says whom to tell, and until when that is so, by the clock of the moment', async () => {
  const clock = new TestClock(start);
  const origin = 'https://obhut.example';
  const { app } = await testApp({
    origin,
    register: (instance) => serveSecurityTxt(instance, { contact, origin, clock }),
  });
  const answer = await app.inject({ url: path, headers: { host: 'obhut.example' } });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  const fields = fieldsOf(answer.body);
  expect(Object.fromEntries(fields)).toEqual({
    contact,
    expires: '2027-05-27T09:30:15Z',
    'preferred-languages': 'de, en',
    canonical: `${origin}${path}`,
  });
  clock.forward(400 * 86_400_000);
  const later = fieldsOf((await app.inject({ url: path, headers: { host: 'obhut.example' } })).body);
  const left = Date.parse(later.get('expires') ?? '') - clock.now();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(365 * 86_400_000);
});

test('names no address of its own that is not https', async () => {
  const origin = 'http://localhost:8080';
  const settings = { contact, origin, clock: new TestClock(start) };
  const { app } = await testApp({ origin, register: (instance) => serveSecurityTxt(instance, settings) });
  expect(fieldsOf((await app.inject(path)).body).has('canonical')).toBe(false);
});

test('is not found where nobody is named', async () => {
  const { app } = await testApp();
  const answer = await app.inject({ url: path, headers: { accept: 'text/html' } });
  expect(answer.statusCode).toBe(404);
});
