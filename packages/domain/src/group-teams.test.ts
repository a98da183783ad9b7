import { expect, test } from 'vitest';
import { colleagues, namedBeside, ownTeam, staffTeam, teamOf, toLead, type LedSpace } from './group-teams.ts';

const space = (id: string, kind: string, personas: string[] = [], spaces: string[] = []): LedSpace => ({
  id,
  kind,
  personas,
  writers: [],
  spaces,
  invites: [],
});

const all = [
  space('lead', 'leadership', ['lea']),
  space('bear-team', 'team', ['tom', 'ida'], ['lead']),
  space('all', 'team', ['tom', 'ida', 'jo', 'lea'], ['lead']),
  space('everyone', 'everyone', ['gül'], ['lead', 'all']),
  space('bears', 'group', ['gül'], ['lead', 'bear-team']),
  space('hedgehogs', 'group', [], ['lead', 'all']),
  space('elif-day', 'ward/day', ['gül'], ['lead', 'bear-team', 'day']),
  space('elif-ward', 'ward', ['gül'], ['lead', 'all']),
  space('elif-sensitive', 'ward/sensitive', ['gül', 'tom'], ['lead']),
  space('elif-flags', 'ward/protection', ['lea', 'jo', 'ida'], ['lead']),
];

const elif = {
  spaces: {
    'ward/day': 'elif-day',
    ward: 'elif-ward',
    'ward/sensitive': 'elif-sensitive',
    'ward/protection': 'elif-flags',
  },
};

test('the team of all staff leads what is for everyone; a group may have its own', () => {
  expect(staffTeam(all)?.id).toBe('all');
  expect(ownTeam(all, 'bears')?.id).toBe('bear-team');
  expect(ownTeam(all, 'hedgehogs')).toBeNull();
  expect(teamOf(all, 'hedgehogs')?.id).toBe('all');
  expect(teamOf(all, 'a group that nobody reads')?.id).toBe('all');
  expect(staffTeam([])).toBeNull();
});

test('whoever leads is a colleague of nobody: they read everything anyway', () => {
  expect(colleagues(all).toSorted()).toEqual(['ida', 'jo', 'tom']);
});

test('what another team leads is to be given to the group’s', () => {
  expect(toLead(all, 'bears', [elif], 'bear-team')).toEqual(['elif-ward']);
  expect(toLead(all, 'bears', [elif], 'all')).toEqual(['bears', 'elif-day']);
  expect(toLead(all, null, [elif], 'all')).toEqual(['elif-day']);
  const twice = all.map((one) => (one.id === 'elif-day' ? { ...one, spaces: ['bear-team', 'all'] } : one));
  expect(toLead(twice, 'bears', [elif], 'bear-team')).toEqual(['elif-day', 'elif-ward']);
});

test('who reads by name beside the team is found; guardians and leadership are not of it', () => {
  expect(namedBeside(all, [elif], ['ida'])).toEqual([
    { space: 'elif-sensitive', person: 'tom' },
    { space: 'elif-flags', person: 'jo' },
  ]);
  expect(namedBeside(all, [elif], ['ida', 'tom', 'jo'])).toEqual([]);
});
