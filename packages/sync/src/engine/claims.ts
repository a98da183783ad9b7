/**
 * Letters that were claimed by more than one persona in different spaces. An honest server takes a claim in all its spaces or in none, so
 * this is either its doing or somebody's who found the letter: nobody is taken for whom it was for (protocol.md, section 7).
 * @module
 */
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Institution } from '../institution.ts';

export interface ClaimsAtOdds {
  invite: Bytes;
  /** Hex ids of those who claimed it. */
  personas: readonly string[];
}

export function claimsAtOdds(institution: Institution): ClaimsAtOdds[] {
  const claims = new Map<string, Set<string>>();
  for (const { state } of institution.replicas) {
    for (const [invite, persona] of state?.claims ?? [])
      claims.set(invite, (claims.get(invite) ?? new Set()).add(toHex(persona)));
  }
  return [...claims].flatMap(([invite, personas]) =>
    personas.size > 1 ? [{ invite: fromHex(invite), personas: [...personas] }] : [],
  );
}
