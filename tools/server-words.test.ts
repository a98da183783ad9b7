import { expect, test } from 'vitest';
import { serverFindings } from './server-words.ts';

test.each([
  [`reply({ type: 'absence/reported@1' })`, 2],
  ['create table posts (id bytea);', 1],
  ['const openAbsences = 1;', 1],
  ['const wardIds = [];', 1],
  ["import { guardian_of } from './x.ts'", 1],
  ["app.post('/v1/append', handler);", 0],
  ["if (request.method === 'POST') return forwardTo(postgres);", 0],
  ['await stopPostgres();', 0],
])('%s', (text, findings) => {
  expect(serverFindings([{ path: 'apps/server/src/a.ts', text }])).toHaveLength(findings);
});
