/**
 * The number on a tab: what its sections count, added up. Apart from the first visit's scripts, which show no tab.
 * @module
 */
import { Count } from '../ui/chip.tsx';
import { Badges } from './badges.tsx';
import type { SectionSlot } from './feature.ts';

export default function TabBadge({ sections }: { sections: readonly SectionSlot[] }) {
  return <Badges slots={sections} render={(counted) => counted !== null && <Count {...counted} />} />;
}
