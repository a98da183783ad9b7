/**
 * The lists that share a tab, as links side by side, each with what is new in it.
 * @module
 */
import { Segments } from '../ui/segments.tsx';
import { Badges } from './badges.tsx';
import type { SectionSlot } from './feature.ts';
import { useOwnersTexts, useTexts } from './i18n.ts';
import { sectionsFor, type Owned } from './slots.tsx';
import { readerOf, useSnapshot } from './use-client.ts';

function Label({ slot }: { slot: Owned<SectionSlot> }) {
  const label = useOwnersTexts(slot.owner)(slot.label);
  const t = useTexts('shell');
  return (
    <>
      {label}
      <Badges
        slots={[slot]}
        render={(counted) => counted !== null && ` · ${t('sectionCount', { count: counted.number })}`}
      />
    </>
  );
}

export function Sections({ tab }: { tab: string }) {
  const t = useTexts('shell');
  const snapshot = useSnapshot();
  const all = sectionsFor(readerOf(snapshot), snapshot, tab);
  if (all.length < 2) return null;
  return (
    <Segments label={t('sections')} links={all.map((slot) => ({ to: slot.path, content: <Label slot={slot} /> }))} />
  );
}
