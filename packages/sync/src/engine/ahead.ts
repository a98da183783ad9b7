/**
 * Asking for the first answer of each of many before its turn comes: a round trip is waited for once for a few, not for each.
 * @module
 */

/** At most so many under way: as many as browsers let one page have. */
const most = 6;

/** Each with its answer, in the given order. Throws what asking throws, when its turn comes. */
export async function* ahead<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): AsyncGenerator<readonly [Item, Answer]> {
  const asked: Promise<Answer>[] = [];
  const askNext = (): void => {
    const item = items[asked.length];
    if (item === undefined) return;
    const answer = ask(item);
    // Whoever stops at an earlier failure never comes to this one.
    answer.catch(() => undefined);
    asked.push(answer);
  };
  for (let under = 0; under < most; under++) askNext();
  for (const [at, item] of items.entries()) {
    const answer = asked[at];
    if (answer === undefined) return;
    yield [item, await answer];
    askNext();
  }
}
