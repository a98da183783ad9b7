import { expect, test } from 'vitest';
import { isPoor } from './poor-pin.ts';

test.each(['000000', '111111', '123456', '654321', '890123', '121212', '123123', '77777777'])(
  '%s is guessed first',
  (pin) => {
    expect(isPoor(pin)).toBe(true);
  },
);

test.each(['271828', '314159', '135792', '112358', '908070'])('%s is not', (pin) => {
  expect(isPoor(pin)).toBe(false);
});
