/**
 * What somebody wants of notices on this device, beside the random id of who they are; gone when they log out.
 * @module
 */
import { noticesPrefix } from '../../shell/seen.ts';

/** later: asked, and not now. */
export type Wish = 'on' | 'off' | 'later';

export function wishOf(me: string): Wish | null {
  const kept = localStorage.getItem(`${noticesPrefix} ${me}`);
  return kept === 'on' || kept === 'off' || kept === 'later' ? kept : null;
}

export function keepWish(me: string, wish: Wish): void {
  localStorage.setItem(`${noticesPrefix} ${me}`, wish);
}
