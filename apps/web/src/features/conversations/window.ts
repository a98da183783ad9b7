/**
 * Which part of a long conversation stands on the page. Thousands of messages would make every keystroke slow on an old phone.
 * @module
 */

/** Messages at a time. */
export const step = 60;

/** From the index `from` to before `to`; null: to the end, also when it grows. */
export interface Window {
  from: number;
  to: number | null;
}

/** `at`: index of a message that is asked for; -1: none, the newest are shown. */
export function windowAround(length: number, at: number): Window {
  if (at < 0) return { from: Math.max(0, length - step), to: null };
  const to = at + step / 2;
  return { from: Math.max(0, at - step / 2), to: to < length ? to : null };
}

export function earlier({ from, to }: Window): Window {
  return { from: Math.max(0, from - step), to };
}

export function later({ from, to }: Window, length: number): Window {
  return { from, to: to === null || to + step >= length ? null : to + step };
}
