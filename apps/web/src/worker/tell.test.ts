/**
 * A wake-up whose surroundings fail in every way: there is always something on the screen, and never the same twice.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Shown, WhatIsNew } from './shown.ts';
import { tell, type Surroundings } from './tell.ts';

const neutral: Shown = { title: 'Obhut', text: 'Es gibt Neues.', path: '/', tag: 'something' };
const post: Shown = { title: 'Lindenhof', text: 'Neue Nachricht: Läuse', path: '/nachrichten/1', tag: '1' };

let done: string[];
beforeEach(() => {
  done = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function did(what: string): Promise<void> {
  done.push(what);
  return Promise.resolve();
}

const failing = () => Promise.reject(new Error('not here'));
const news = (...notices: Shown[]): WhatIsNew => ({ notices, count: notices.length, told: () => did('told') });

function surroundings(look: Surroundings['look'], other: Partial<Surroundings> = {}): Surroundings {
  return {
    look,
    neutral,
    show: ({ text }) => did(text),
    count: (more) => did(`${more} more`),
    failed: (error) => void did(String(error)),
    ...other,
  };
}

test('what is new is shown, then it is told, then it counts', async () => {
  await tell(surroundings(() => Promise.resolve(news(post, { ...post, text: 'Geändert: Läuse' }))));
  expect(done).toEqual([post.text, 'Geändert: Läuse', 'told', '2 more']);
});

test('a number that cannot be shown, or ends the worker, takes nothing from what was told', async () => {
  await expect(tell(surroundings(() => Promise.resolve(news(post)), { count: failing }))).rejects.toThrow('not here');
  expect(done).toEqual([post.text, 'told']);
});

test('what could not be shown is not told, so that it is said the next time', async () => {
  await expect(tell(surroundings(() => Promise.resolve(news(post)), { show: failing }))).rejects.toThrow('not here');
  expect(done).toEqual([]);
});

test('where nothing may be read, or nothing is left to say, it is one sentence', async () => {
  await tell(surroundings(() => Promise.resolve(null)));
  await tell(surroundings(() => Promise.resolve(news())));
  expect(done).toEqual([neutral.text, '1 more', neutral.text, 'told', '0 more']);
});

test('where it is out of reach it is one sentence, and the reason is not kept secret', async () => {
  await tell(surroundings(() => Promise.reject(new Error('offline'))));
  expect(done).toEqual(['Error: offline', neutral.text, '1 more']);
});

test('who looks for too long is not waited for, and what it finds later is not told', async () => {
  const late = Promise.withResolvers<WhatIsNew>();
  const telling = tell(surroundings(() => late.promise));
  await vi.advanceTimersByTimeAsync(9999);
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await telling;
  late.resolve(news(post));
  await vi.runAllTimersAsync();
  expect(done).toEqual([neutral.text, '1 more']);
});
