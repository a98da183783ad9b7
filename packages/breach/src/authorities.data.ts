/**
 * All authorities in one table.
 * @module
 */
import { abroad } from './authorities-abroad.data.ts';
import { churches } from './authorities-church.data.ts';
import { statesFirst } from './authorities-de-bw-mv.data.ts';
import { statesSecond } from './authorities-de-ni-th.data.ts';
import type { Authority } from './authority-types.ts';

const rows = [...statesFirst, ...statesSecond, ...churches, ...abroad];

export type AuthorityCode = (typeof rows)[number]['code'];

export const authorities: ReadonlyMap<AuthorityCode, Authority> = new Map(
  rows.map((row): [AuthorityCode, Authority] => [row.code, row]),
);

export function authority(code: AuthorityCode): Authority {
  const found = authorities.get(code);
  if (found === undefined) throw new Error('every code comes from a row');
  return found;
}
