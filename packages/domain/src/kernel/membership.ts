/**
 * Who is in which space, as far as a view needs it. Ids in hex.
 * @module
 */
export interface Membership {
  id: string;
  kind: string;
  /** Direct members. */
  personas: readonly string[];
  /** Letters that are open. */
  invites: readonly string[];
}

/** Direct members of leadership and of the teams. */
export function staffOf(spaces: readonly Membership[]): ReadonlySet<string> {
  const teams = spaces.filter(({ kind }) => kind === 'leadership' || kind === 'team');
  return new Set(teams.flatMap(({ personas }) => personas));
}

/** Whoever came back by a new letter has that one's mailbox beside their old one. */
export function mailboxesOf(spaces: readonly Membership[], persona: string): readonly Membership[] {
  return spaces.filter(({ kind, personas }) => kind === 'mailbox' && personas.includes(persona));
}

export function mailboxOf(spaces: readonly Membership[], persona: string): Membership | undefined {
  return mailboxesOf(spaces, persona)[0];
}
