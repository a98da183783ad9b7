/**
 * Who is in which space, as far as a view needs it. Ids in hex.
 * @module
 */
export interface Membership {
  id: string;
  kind: string;
  /** Direct members. */
  personas: readonly string[];
  /** Those of them who write in their own name. */
  writers: readonly string[];
  /** Letters that are open. */
  invites: readonly string[];
}

/** Direct members of leadership and of the teams. */
export function staffOf(spaces: readonly Membership[]): ReadonlySet<string> {
  const teams = spaces.filter(({ kind }) => kind === 'leadership' || kind === 'team');
  return new Set(teams.flatMap(({ personas }) => personas));
}

/** Who writes to everyone for the carrier. Everybody else who is in `everyone` by name only reads. */
export function carriersOf(spaces: readonly Membership[]): ReadonlySet<string> {
  return new Set(spaces.flatMap(({ kind, writers }) => (kind === 'everyone' ? writers : [])));
}

/** Whoever is no guardian: the staff, and who writes for the carrier. */
export function othersThanGuardians(spaces: readonly Membership[]): ReadonlySet<string> {
  return new Set([...staffOf(spaces), ...carriersOf(spaces)]);
}

/** Whoever came back by a new letter has that one's mailbox beside their old one. */
export function mailboxesOf(spaces: readonly Membership[], persona: string): readonly Membership[] {
  return spaces.filter(({ kind, personas }) => kind === 'mailbox' && personas.includes(persona));
}

export function mailboxOf(spaces: readonly Membership[], persona: string): Membership | undefined {
  return mailboxesOf(spaces, persona)[0];
}
