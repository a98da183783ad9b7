/**
 * What waits in each institution of who is in, counted by the same features as in the one in front.
 * @module
 */
import type { ReactNode } from 'react';
import { Badges } from './badges.tsx';
import { useEach, type OneOf } from './every.tsx';
import type { Counted } from './feature.ts';
import { sectionsFor, tabsFor } from './slots.tsx';
import { BesideContext, readerOf } from './use-client.ts';

export interface CountIn {
  of: OneOf;
  counted: Counted | null;
}

interface ChainProps {
  rest: readonly OneOf[];
  before: readonly CountIn[];
  render: (all: readonly CountIn[]) => ReactNode;
}

/** Each counts by hooks of its own, so one asks the next. What is rendered in the end speaks of the one in front. */
function Chain({ rest, before, render }: ChainProps): ReactNode {
  const [of, ...others] = rest;
  if (of === undefined) return <BesideContext value={null}>{render(before)}</BesideContext>;
  const reader = readerOf(of.snapshot);
  return (
    <BesideContext key={of.id} value={of.id}>
      <Badges
        slots={tabsFor(reader).flatMap(({ path }) => sectionsFor(reader, of.snapshot, path))}
        render={(counted) => <Chain rest={others} before={[...before, { of, counted }]} render={render} />}
      />
    </BesideContext>
  );
}

export function BadgesOfEach({ render }: Pick<ChainProps, 'render'>) {
  return <Chain rest={useEach()} before={[]} render={render} />;
}
