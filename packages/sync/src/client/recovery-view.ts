/**
 * What screens are shown of the emergency kit: whether there is one, whether somebody asks with it, who came in by it.
 * @module
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { equalBytes, toHex } from '@obhut/protocol/bytes.ts';
import { recoveryDays } from '@obhut/protocol/control-recovery.ts';
import { activeMembers } from '@obhut/protocol/state.ts';
import type { InstitutionView } from '../client.ts';
import type { Peer } from '../engine/peer.ts';
import type { Persons } from '../engine/persons.ts';

type KitView = Pick<InstitutionView, 'hasKit' | 'recovery' | 'recovered'>;

export function kitView({ institution }: Peer, persons: Persons, today: number): KitView {
  const state = institution.logs(institution.leadership);
  if (state === undefined) return { hasKit: true, recovery: null, recovered: [] };
  const kits = activeMembers(state, today).filter((member) => member.class === 'kit');
  const { recovery } = state;
  // With a kit that was replaced meanwhile nobody comes in.
  const isOpen = recovery !== null && kits.some(({ id }) => equalBytes(id, recovery.kit));
  return {
    hasKit: kits.length > 0,
    recovery: isOpen
      ? {
          digits: confirmDigits(institution.id, recovery.member.id),
          since: recovery.day,
          from: recovery.day + recoveryDays,
          isApproved: recovery.approved,
        }
      : null,
    recovered: state.recovered.map(({ day, persona }) => ({ day, person: persons.of(toHex(persona)) })),
  };
}
