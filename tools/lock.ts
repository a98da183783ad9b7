/**
 * The lock file installs everywhere: npm drops packages of other platforms silently when it cannot find them, and then `npm ci` fails there.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { record, report, root } from './repo.ts';

function parentOf(path: string): string | undefined {
  const at = path.lastIndexOf('/node_modules/');
  if (at > 0) return path.slice(0, at);
  return path.startsWith('node_modules/') ? '' : path === '' ? undefined : '';
}

/** As Node looks for a package: beside the dependent, then further out. */
function resolves(packages: Record<string, unknown>, from: string, name: string): boolean {
  for (let place: string | undefined = from; place !== undefined; place = parentOf(place)) {
    if (`${place === '' ? '' : `${place}/`}node_modules/${name}` in packages) return true;
  }
  return false;
}

export function lockFindings(json: string): string[] {
  const packages = record(record(JSON.parse(json))['packages']);
  const findings: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(record(record(entry)['optionalDependencies']))) {
      if (!resolves(packages, path, name))
        findings.push(`${path || 'the project'} may need ${name}, which the lock file lacks.`);
    }
    const { resolved } = record(entry);
    if (typeof resolved === 'string' && resolved.includes('://'))
      findings.push(`${path} names the host it was fetched from.`);
  }
  return findings;
}

if (import.meta.main) report('lock', lockFindings(await readFile(join(root, 'package-lock.json'), 'utf8')));
