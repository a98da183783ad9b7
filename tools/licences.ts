/**
 * What everything is licensed under: what `docs/dependencies.md` says is what the package says, and nothing stands in the way of the AGPL.
 * @module
 */
import { lockedAt, type Packages, placeOf } from './lock-places.ts';
import type { Workspace } from './repo.ts';

/**
 * Of code: the FSF's list of licences that go with the GPL, version 3, as far as they occur. BlueOak-1.0.0 asks for its text and nothing else.
 * OFL-1.1 is for fonts, which lie beside the program.
 */
const compatible = new Set(
  '0BSD AGPL-3.0-or-later Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MPL-2.0 OFL-1.1 Unlicense'.split(
    ' ',
  ),
);

/** Of `A OR B` one is enough; of `A AND B` both count. */
function isCompatible(expression: string): boolean {
  const alternatives = expression.replaceAll(/[()]/g, '').split(' OR ');
  return alternatives.some((each) => each.split(' AND ').every((id) => compatible.has(id)));
}

function said(table: string): Map<string, string> {
  return new Map(
    [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name = '', licence = '']) => [name, licence]),
  );
}

/** `workspaces`: those whose direct dependencies the table lists. */
export function licenceFindings(table: string, packages: Packages, workspaces: readonly Workspace[]): string[] {
  const findings = Object.keys(packages).flatMap((place) => {
    const locked = lockedAt(packages, place);
    if (locked === undefined || isCompatible(locked.licence)) return [];
    return [
      `${place || 'the project'} is under ${locked.licence || 'no licence that it names'}, which does not go with the AGPL as far as we know.`,
    ];
  });
  const rows = said(table);
  for (const { folder, manifest } of workspaces) {
    for (const name of [...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies]) {
      const place = placeOf(packages, folder, name);
      const licence = place === undefined ? undefined : lockedAt(packages, place)?.licence;
      const row = rows.get(name);
      if (row !== undefined && licence !== undefined && row !== licence)
        findings.push(`docs/dependencies.md says ${row} of ${name}, which says ${licence} of itself.`);
    }
  }
  return [...new Set(findings)];
}
