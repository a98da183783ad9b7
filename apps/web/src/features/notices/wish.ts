/**
 * What somebody wants of notices on this device, in all institutions of their account, beside its random id; gone when they log out.
 * @module
 */
import { noticesPrefix } from '../../shell/seen.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';

/** later: asked, and not now. */
export type Wish = 'on' | 'off' | 'later';

function keptOf(who: string): Wish | null {
  const kept = localStorage.getItem(`${noticesPrefix} ${who}`);
  return kept === 'on' || kept === 'off' || kept === 'later' ? kept : null;
}

export interface Wishing {
  /** Asked at each call. */
  wish: () => Wish | null;
  keep: (wish: Wish) => void;
}

export function useWish(): Wishing {
  const { account } = useSnapshot().here;
  const { me } = useInstitution();
  const who = account ?? me;
  return {
    // It stood beside who one is in the institution, while that could be one alone.
    wish: () => keptOf(who) ?? keptOf(me),
    keep: (wish) => localStorage.setItem(`${noticesPrefix} ${who}`, wish),
  };
}
