/**
 * The kinds of space, their levels, and who may be in them (protocol.md, section 4).
 * @module
 */

/** Members of a space may be spaces of a lower level number only. */
export const levelOf = {
  leadership: 0,
  team: 1,
  day: 1,
  everyone: 2,
  group: 2,
  mailbox: 2,
  'ward/day': 2,
  ward: 2,
  'ward/sensitive': 2,
  'ward/protection': 2,
  conversation: 2,
  booking: 2,
} as const;

export type SpaceKind = keyof typeof levelOf;

export const spaceKinds = [
  'leadership',
  'team',
  'day',
  'everyone',
  'group',
  'mailbox',
  'ward/day',
  'ward',
  'ward/sensitive',
  'ward/protection',
  'conversation',
  'booking',
] as const satisfies readonly SpaceKind[];

export const roles = ['reader', 'writer', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

export const memberClasses = ['persona', 'device', 'kit', 'invite', 'space'] as const;
export type MemberClass = (typeof memberClasses)[number];

export function atLeast(role: Role | null, least: Role): boolean {
  return role !== null && roles.indexOf(role) >= roles.indexOf(least);
}
