/**
 * Where the focus goes when somebody takes a row out of a list and the button that was pressed goes with it: to the next row's, else to the one
 * before.
 * @module
 */
import { useEffect, useRef, type RefObject } from 'react';

interface Onward {
  list: RefObject<HTMLUListElement | null>;
  /** Before it is taken out, with its place in the list. */
  taken: (at: number) => void;
}

/** `onEmpty`: gives it to what one adds another by. */
export function useFocusOnward(onEmpty: () => void): Onward {
  const list = useRef<HTMLUListElement>(null);
  const gone = useRef<{ at: number; left: number } | null>(null);
  useEffect(() => {
    if (gone.current === null) return;
    const { at, left } = gone.current;
    const rows = list.current?.children ?? [];
    if (rows.length > left) return;
    gone.current = null;
    if (left === 0) onEmpty();
    else rows[Math.min(at, left - 1)]?.querySelector('button')?.focus();
  });
  return {
    list,
    taken: (at) => {
      gone.current = { at, left: (list.current?.children.length ?? 1) - 1 };
    },
  };
}
