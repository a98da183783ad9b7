import { expect, test } from 'vitest';
import { playwrightSkips, unnamed, vitestSkips } from './skips.ts';

const spec = (title: string, status: string) => ({ title, tests: [{ status }] });

test('what Vitest left out is found, however it was', () => {
  const assertionResults = ['passed', 'pending', 'skipped', 'todo', 'failed'].map((status) => ({
    status,
    fullName: `is ${status}`,
  }));
  expect(vitestSkips({ testResults: [{ assertionResults }] })).toEqual(['is pending', 'is skipped', 'is todo']);
});

test('a journey that was left out is found wherever it is nested', () => {
  const suites = [{ specs: [spec('done', 'expected')], suites: [{ specs: [spec('left out', 'skipped')] }] }];
  expect(playwrightSkips({ suites })).toEqual(['left out']);
});

test('what is named may be left out, and nothing else', () => {
  const named = '# Needs what is not everywhere.\nleft out # needs NATS\n\n';
  expect(unnamed(['left out', 'another'], named)).toEqual(['another']);
  expect(unnamed(['left out'], '')).toEqual(['left out']);
});
