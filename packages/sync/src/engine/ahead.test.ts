import { expect, test } from 'vitest';
import { ahead } from './ahead.ts';

/** Answers only when it is told to. */
class Desk {
  readonly asked: number[] = [];
  readonly #answers = new Map<number, PromiseWithResolvers<string>>();

  readonly ask = (item: number): Promise<string> => {
    this.asked.push(item);
    const answer = Promise.withResolvers<string>();
    this.#answers.set(item, answer);
    return answer.promise;
  };

  answer(item: number): void {
    this.#answers.get(item)?.resolve(`answer ${item}`);
  }

  fail(item: number): void {
    this.#answers.get(item)?.reject(new Error(`failed ${item}`));
  }
}

const items = [0, 1, 2, 3, 4, 5, 6, 7];

test('a few are under way, and each is given in its turn, whichever was answered first', async () => {
  const desk = new Desk();
  const given: string[] = [];
  const all = (async () => {
    for await (const [item, answer] of ahead(items, desk.ask)) given.push(`${item}: ${answer}`);
  })();
  expect(desk.asked).toEqual([0, 1, 2, 3, 4, 5]);
  for (const item of [5, 4, 3, 2, 1]) desk.answer(item);
  await Promise.resolve();
  expect(given).toEqual([]);
  desk.answer(0);
  await expect.poll(() => desk.asked).toEqual(items);
  desk.answer(6);
  desk.answer(7);
  await all;
  expect(given).toEqual(items.map((item) => `${item}: answer ${item}`));
});

test('a failure comes in its turn, and those behind it bother nobody', async () => {
  const desk = new Desk();
  const given: number[] = [];
  const all = (async () => {
    for await (const [item] of ahead(items, desk.ask)) given.push(item);
  })();
  for (const item of [1, 2]) desk.fail(item);
  desk.answer(0);
  await expect(all).rejects.toThrow('failed 1');
  expect(given).toEqual([0]);
});
