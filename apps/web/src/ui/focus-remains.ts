/**
 * Where the focus goes when a dialog closes whose opener has gone meanwhile, as the button of a row that was taken out: to the first button of what it
 * stood in and is still there.
 * @module
 */
import { useEffect, useState } from 'react';

const pressable = 'button:not(:disabled), a[href]';

function ancestorsOf(element: Element | null): Element[] {
  const parent = element?.parentElement ?? null;
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

function focusIn(places: readonly Element[]): void {
  // React Aria has given it back to the opener, where that is there.
  if (document.activeElement !== document.body) return;
  for (const place of places) {
    const left = place.isConnected ? place.querySelector<HTMLElement>(pressable) : null;
    if (left !== null) return left.focus();
  }
}

/** To be called inside of the dialog. */
export function useFocusRemains(): void {
  const [places] = useState(() => ancestorsOf(document.activeElement));
  useEffect(
    () => () => {
      // React Aria does it with the next frame.
      requestAnimationFrame(() => requestAnimationFrame(() => focusIn(places)));
    },
    [places],
  );
}
