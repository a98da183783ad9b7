/**
 * How often somebody may call, whatever the clock does.
 * @module
 */
import { describe, expect, test } from 'vitest';
import { Rates } from './rates.ts';
import { TestClock } from './testing/clock.ts';

/** Whether each of so many calls is let through. */
function answers(call: () => void, times: number): boolean[] {
  return Array.from({ length: times }, () => {
    try {
      call();
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'too-many-requests' });
      return false;
    }
  });
}

const allOf = (count: number) => Array.from({ length: count }, () => true);

const minuteMs = 60_000;
const kinds = [
  { kind: 'stranger', lengthMs: minuteMs, most: 2 },
  { kind: 'name', lengthMs: 15 * minuteMs, most: 3 },
] as const;

describe.each(kinds)('by $kind', ({ kind, lengthMs, most }) => {
  const begin = () => {
    const clock = new TestClock(0);
    const rates = new Rates(clock, { address: 1, stranger: 2, name: 3 });
    return { clock, call: (who: string) => () => rates[kind](who), rates };
  };

  test('so often in a window that begins with the first call, and again in the next', () => {
    const { clock, call } = begin();
    expect(answers(call('a'), most + 1)).toEqual([...allOf(most), false]);
    clock.forward(lengthMs - 1);
    expect(answers(call('a'), 1)).toEqual([false]);
    clock.forward(1);
    expect(answers(call('a'), most + 1)).toEqual([...allOf(most), false]);
  });

  test('what comes later in the window counts in it, and does not begin another', () => {
    const { clock, call } = begin();
    expect(answers(call('a'), 1)).toEqual([true]);
    clock.forward(lengthMs - 1);
    expect(answers(call('a'), most)).toEqual([...allOf(most - 1), false]);
    clock.forward(1);
    expect(answers(call('a'), 1)).toEqual([true]);
  });

  test('each on their own, and a name is no address', () => {
    const { call, rates } = begin();
    expect(answers(call('a'), most + 1)).toContain(false);
    expect(answers(call('b'), most)).toEqual(allOf(most));
    expect(answers(() => rates[kind === 'name' ? 'stranger' : 'name']('a'), 1)).toEqual([true]);
  });

  test('a window that was begun while the clock was ahead locks nobody out when it is right again', () => {
    const { clock, call } = begin();
    clock.forward(86_400_000);
    expect(answers(call('a'), most + 1)).toContain(false);
    clock.forward(-86_400_000);
    expect(answers(call('a'), most + 1)).toEqual([...allOf(most), false]);
  });
});
