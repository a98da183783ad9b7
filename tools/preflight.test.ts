import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';

/** Loaded as the old script that it is. */
function complaint(agent: string, installed: boolean): string {
  const path = createRequire(import.meta.url).resolve('./preflight.cjs');
  const script = `process.stdout.write(String(require(${JSON.stringify(path)}).complaint(${JSON.stringify(agent)}, ${installed})))`;
  return execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
}

test.each([
  ['npm/10.8.2 node/v20.1.0', true, /too old/],
  ['npm/11.17.9 node/v26.1.0', true, /too old/],
  ['npm/11.18.0 node/v26.1.0', false, /npm ci/],
  ['npm/11.18.0 node/v26.1.0', true, /^null$/],
  ['npm/12.0.0 node/v26.1.0', true, /^null$/],
])('%s, installed: %s', (agent, installed, expected) => {
  expect(complaint(agent, installed)).toMatch(expected);
});
