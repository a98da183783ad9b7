import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { changedBy, changes } from './changes.ts';

const server = path.resolve(import.meta.dirname, '../../../../server/src');

test.for([...new Set(changes.map(({ file }) => file))])('%s can still be made careless', (file) => {
  const source = readFileSync(path.join(server, file), 'utf8');
  const careless = changedBy(file, source);
  for (const { to } of changes.filter((change) => change.file === file)) expect(careless).toContain(to);
});

test('a place that is there no more, or twice, is said', () => {
  for (const source of ['', "topic: 'obhut', topic: 'obhut',"])
    expect(() => changedBy('notify/push.ts', source)).toThrow('notify/push.ts has changed');
});
