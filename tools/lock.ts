/**
 * The lock file installs everywhere: npm drops packages of other platforms silently when it cannot find them, and then `npm ci` fails there.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagesOf, placeOf } from './lock-places.ts';
import { record, report, root } from './repo.ts';

export function lockFindings(json: string): string[] {
  const packages = packagesOf(json);
  const findings: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(record(record(entry)['optionalDependencies']))) {
      if (placeOf(packages, path, name) === undefined)
        findings.push(`${path || 'the project'} may need ${name}, which the lock file lacks.`);
    }
    const { resolved } = record(entry);
    if (typeof resolved === 'string' && resolved.includes('://'))
      findings.push(`${path} names the host it was fetched from.`);
  }
  return findings;
}

if (import.meta.main) report('lock', lockFindings(await readFile(join(root, 'package-lock.json'), 'utf8')));
