/**
 * On Heute, for guardians: a card for each ward of theirs.
 * @module
 */
import { useWardsOfDay } from './use-absences.ts';
import { WardCard } from './ward-card.tsx';

export default function GuardianTile() {
  return useWardsOfDay().map((of) => <WardCard key={of.ward.id} of={of} />);
}
