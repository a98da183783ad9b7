/**
 * Exposure × inventory × access log → per institution what was exposed, whom it concerns, who came.
 *
 * [Note: Ids only] The server knows spaces, blobs and personas by id. A ward has no persona: it is found by its spaces, and the institution's
 * own device turns all of it into names. So the number of persons here is a lower bound.
 * @module
 */
import { coverageOf, type Coverage, type Interval } from './coverage.ts';

/** `scope`: ids of spaces and blobs that lay open, or everything. */
export interface Exposure extends Interval {
  scope: 'all' | readonly string[];
}

/** `until` null: still so. Both ends belong to it. */
interface Span {
  from: number;
  until: number | null;
}

export interface Inventory {
  institution: string;
  spaces: readonly (Span & { id: string })[];
  blobs: readonly (Span & { id: string; space: string })[];
  /** One per stay: who left and came back has two. */
  memberships: readonly (Span & { persona: string; space: string })[];
  /** When this institution's access log was being written and is still there. */
  logKept: readonly Interval[];
}

/** A row of the access log. `leaf` is its index in the institution's tree, by which anybody can check it. */
export interface LoggedAccess {
  institution: string;
  leaf: number;
  at: number;
  persona: string | null;
  /** Null: the call names no space, as the opening of a live connection. */
  space: string | null;
  blob: string | null;
  call: string;
}

/**
 * `certain`: it names what was exposed. `possible`: it may have touched it: it names no space at all, or the space of an exposed
 * blob without saying which blob.
 */
export interface Access extends Omit<LoggedAccess, 'institution'> {
  touched: 'certain' | 'possible';
}

/** `former`: in none of the exposed spaces at any moment of the window, but before; what they wrote may still have lain there. */
export interface Concerned {
  persona: string;
  former: boolean;
}

export interface Affected {
  institution: string;
  spaces: readonly string[];
  blobs: readonly string[];
  persons: readonly Concerned[];
  accesses: readonly Access[];
  coverage: Coverage;
}

/** `unplaced`: ids of the scope that no inventory knows. They belong to somebody, so somebody has to look. For the operator only. */
export interface Assessment {
  institutions: readonly Affected[];
  unplaced: readonly string[];
}

function overlaps({ from, until }: Span, window: Interval): boolean {
  return from <= window.until && (until === null || until >= window.from);
}

type Scope = 'all' | ReadonlySet<string>;

interface Exposed {
  spaces: ReadonlySet<string>;
  blobs: ReadonlySet<string>;
  /** Spaces that are exposed, or hold an exposed blob. */
  around: ReadonlySet<string>;
}

function exposedOf(inventory: Inventory, window: Interval, scope: Scope): Exposed {
  const inScope = (id: string): boolean => scope === 'all' || scope.has(id);
  const spaces = new Set(
    inventory.spaces.filter((space) => inScope(space.id) && overlaps(space, window)).map(({ id }) => id),
  );
  const blobs = inventory.blobs.filter((blob) => (inScope(blob.id) || inScope(blob.space)) && overlaps(blob, window));
  return {
    spaces,
    blobs: new Set(blobs.map(({ id }) => id)),
    around: new Set([...spaces, ...blobs.map(({ space }) => space)]),
  };
}

/** Everyone who had come by the window's end: content outlasts the membership of who wrote it or whom it is about. */
function personsOf(inventory: Inventory, window: Interval, { around }: Exposed): Concerned[] {
  const former = new Map<string, boolean>();
  for (const stay of inventory.memberships) {
    if (!around.has(stay.space) || stay.from > window.until) continue;
    former.set(stay.persona, (former.get(stay.persona) ?? true) && !overlaps(stay, window));
  }
  return [...former].map(([persona, isFormer]) => ({ persona, former: isFormer }));
}

/** A row may name what the inventory has forgotten: the scope's own ids count too. */
function touchedBy(row: LoggedAccess, scope: Scope, exposed: Exposed): Access['touched'] | null {
  const { space, blob } = row;
  if (scope === 'all') return 'certain';
  if (space !== null && (scope.has(space) || exposed.spaces.has(space))) return 'certain';
  if (blob !== null) return scope.has(blob) || exposed.blobs.has(blob) ? 'certain' : null;
  const near = space === null ? exposed.around.size > 0 : exposed.around.has(space);
  return near ? 'possible' : null;
}

function accessesOf(rows: readonly LoggedAccess[], window: Interval, scope: Scope, exposed: Exposed): Access[] {
  return rows.flatMap((row) => {
    if (row.at < window.from || row.at > window.until) return [];
    const touched = touchedBy(row, scope, exposed);
    if (touched === null) return [];
    const { leaf, at, persona, space, blob, call } = row;
    return [{ leaf, at, persona, space, blob, call, touched }];
  });
}

/** The rows of each institution, in the log's order. */
function rowsByInstitution(
  inventories: readonly Inventory[],
  log: readonly LoggedAccess[],
): ReadonlyMap<string, readonly LoggedAccess[]> {
  const rows = new Map<string, LoggedAccess[]>(inventories.map(({ institution }) => [institution, []]));
  if (rows.size !== inventories.length) throw new Error('two inventories of one institution');
  for (const row of log) {
    const own = rows.get(row.institution);
    if (own === undefined) throw new Error('an access of an institution without inventory');
    own.push(row);
  }
  return rows;
}

function affectedOf(
  inventory: Inventory,
  rows: readonly LoggedAccess[],
  window: Interval,
  scope: Scope,
): Affected | null {
  const exposed = exposedOf(inventory, window, scope);
  const accesses = accessesOf(rows, window, scope, exposed);
  if (exposed.around.size === 0 && accesses.length === 0) return null;
  return {
    institution: inventory.institution,
    spaces: [...exposed.spaces],
    blobs: [...exposed.blobs],
    persons: personsOf(inventory, window, exposed),
    accesses,
    coverage: coverageOf(window, inventory.logKept),
  };
}

function unplacedOf(scope: Scope, inventories: readonly Inventory[]): string[] {
  if (scope === 'all') return [];
  const known = new Set(inventories.flatMap(({ spaces, blobs }) => [...spaces, ...blobs].map(({ id }) => id)));
  return [...scope].filter((id) => !known.has(id));
}

/**
 * Institutions of which nothing was exposed and nothing touched are left out. Each institution's part follows from its own inventory and its
 * own rows alone. Throws RangeError unless `from` ≤ `until`, and Error when an institution has two inventories or a row none.
 */
export function assess(
  exposure: Exposure,
  inventories: readonly Inventory[],
  log: readonly LoggedAccess[],
): Assessment {
  const { from, until } = exposure;
  if (!(from <= until)) throw new RangeError('the exposure ends before it begins');
  const scope: Scope = exposure.scope === 'all' ? 'all' : new Set(exposure.scope);
  const rows = rowsByInstitution(inventories, log);
  const institutions = inventories.flatMap(
    (inventory) => affectedOf(inventory, rows.get(inventory.institution) ?? [], { from, until }, scope) ?? [],
  );
  return { institutions, unplaced: unplacedOf(scope, inventories) };
}
