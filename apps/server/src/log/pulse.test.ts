/**
 * Who still reads.
 * @module
 */
import { expect, it } from 'vitest';
import { Pulse } from './pulse.ts';

it('beats as long as each word comes back, and stops where only other words come', () => {
  const pulse = new Pulse();
  const first = pulse.beat();
  pulse.answered(first ?? Buffer.alloc(0));
  const second = pulse.beat();
  expect(second).not.toBeNull();
  expect(second).not.toEqual(first);
  pulse.answered(Buffer.alloc(0));
  pulse.answered(first ?? Buffer.alloc(0));
  expect(pulse.beat()).toBeNull();
});
