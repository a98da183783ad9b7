import { expect, test } from 'vitest';
import { MemoryStore } from './memory.ts';
import { scopedStore } from './scoped.ts';
import { storeContract } from './store.contract.ts';

storeContract('a part of one in memory', async () => {
  const whole = new MemoryStore();
  await scopedStore(whole, 'another').write([{ table: 'item', key: 'a', put: Uint8Array.of(3) }]);
  return scopedStore(whole, 'one');
});

test('what one part forgets, the others keep', async () => {
  const whole = new MemoryStore();
  const [one, other] = [scopedStore(whole, 'one'), scopedStore(whole, 'other')];
  for (const part of [one, other]) await part.write([{ table: 'meta', key: 'k', put: Uint8Array.of(1) }]);
  await one.clear();
  expect(await one.get('meta', 'k')).toBeNull();
  expect(await other.get('meta', 'k')).toEqual(Uint8Array.of(1));
});
