/**
 * What waits in the other institutions of who is in, counted by the same features as in the one in front.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import type { ReactNode } from 'react';
import { Badges } from './badges.tsx';
import type { Counted } from './feature.ts';
import { sectionsFor, tabsFor } from './slots.tsx';
import { BesideContext, readerOf, useBeside, useModel, useSnapshot } from './use-client.ts';

export interface BesideCount {
  /** Of the institution, in hex. */
  id: string;
  /** Null: nothing was read of it so far. */
  name: string | null;
  counted: Counted | null;
}

function One({ id, render }: { id: string; render: (one: BesideCount) => ReactNode }) {
  const snapshot = useSnapshot();
  const name = useModel(institution, nameAndKind)?.name ?? null;
  const reader = readerOf(snapshot);
  const sections = tabsFor(reader).flatMap(({ path }) => sectionsFor(reader, snapshot, path));
  return <Badges slots={sections} render={(counted) => render({ id, name, counted })} />;
}

interface ChainProps {
  ids: readonly string[];
  before: readonly BesideCount[];
  render: (all: readonly BesideCount[]) => ReactNode;
}

/** Each counts by hooks of its own, so one asks the next. What is rendered in the end speaks of the one in front. */
function Chain({ ids, before, render }: ChainProps): ReactNode {
  const [first, ...rest] = ids;
  if (first === undefined) return render(before);
  return (
    <BesideContext key={first} value={first}>
      <One
        id={first}
        render={(one) => (
          <BesideContext value={null}>
            <Chain ids={rest} before={[...before, one]} render={render} />
          </BesideContext>
        )}
      />
    </BesideContext>
  );
}

export function BesideBadges({ render }: Pick<ChainProps, 'render'>) {
  return <Chain ids={useBeside().map(({ id }) => id)} before={[]} render={render} />;
}
