/**
 * On Heute, for guardians: a card for each ward of theirs.
 * @module
 */
import { useIsOwn, useWardsOfDay } from './use-absences.ts';
import { WardCard } from './ward-card.tsx';

export default function GuardianTile() {
  const isOwn = useIsOwn();
  return useWardsOfDay()
    .filter(isOwn)
    .map((of) => <WardCard key={of.ward.id} of={of} />);
}
