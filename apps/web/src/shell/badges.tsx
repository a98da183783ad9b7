/**
 * What several features count, added up.
 * @module
 */
import { Suspense, type ReactNode } from 'react';
import type { Counted, SectionSlot } from './feature.ts';

interface BadgesProps {
  slots: readonly SectionSlot[];
  /** Of all of them; null: nothing waits. */
  render: (counted: Counted | null) => ReactNode;
}

function sumOf(all: readonly Counted[]): Counted | null {
  if (all.length === 0) return null;
  return { number: all.reduce((sum, { number }) => sum + number, 0), label: all.map(({ label }) => label).join(', ') };
}

/** Each counts by hooks of its own, so one asks the next. */
function Chain({ slots, render, before }: BadgesProps & { before: readonly Counted[] }): ReactNode {
  const [first, ...rest] = slots.filter(({ Badge }) => Badge !== undefined);
  if (first?.Badge === undefined) return render(sumOf(before));
  return (
    <first.Badge
      render={(counted) => (
        <Chain slots={rest} render={render} before={counted === null ? before : [...before, counted]} />
      )}
    />
  );
}

export function Badges({ slots, render }: BadgesProps) {
  return (
    <Suspense>
      <Chain slots={slots} render={render} before={[]} />
    </Suspense>
  );
}
