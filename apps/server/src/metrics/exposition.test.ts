import { expect, test } from 'vitest';
import { counter, expositionOf, gauge } from './exposition.ts';

test('a family has its help, its type, and a line for each sample', () => {
  const samples = [
    { suffix: '_bucket' as const, labels: { route: '/api/append', le: '0.1' }, value: 3 },
    { suffix: '_sum' as const, labels: { route: '/api/append' }, value: 0.25 },
  ];
  const text = expositionOf([
    gauge('queue', 'What waits.', 4),
    counter('bytes_total', 'What came.', 1.5e9),
    { name: 'took_seconds', help: 'How long.', type: 'histogram', samples },
  ]);
  expect(text.split('\n')).toEqual([
    '# HELP obhut_queue What waits.',
    '# TYPE obhut_queue gauge',
    'obhut_queue 4',
    '# HELP obhut_bytes_total What came.',
    '# TYPE obhut_bytes_total counter',
    'obhut_bytes_total 1500000000',
    '# HELP obhut_took_seconds How long.',
    '# TYPE obhut_took_seconds histogram',
    'obhut_took_seconds_bucket{route="/api/append",le="0.1"} 3',
    'obhut_took_seconds_sum{route="/api/append"} 0.25',
    '',
  ]);
});

test('a label ends no line and no other label', () => {
  const samples = [{ labels: { a: 'x"} 1\n\\' }, value: 1 }];
  expect(expositionOf([{ name: 'n', help: 'h', type: 'gauge', samples }])).toContain('obhut_n{a="x\\"} 1\\n\\\\"} 1\n');
});
