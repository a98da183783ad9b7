import { expect, test } from 'vitest';
import { absences } from './absences.ts';
import { appointments } from './appointments.ts';
import { alarms } from './alarms.ts';
import { comebacks } from './comebacks.ts';
import { contacts } from './contacts.ts';
import { conversations } from './conversations.ts';
import { dayTeams } from './day-teams.ts';
import { groups } from './groups.ts';
import { guardianships } from './guardianships.ts';
import { institution } from './institution.ts';
import { intakes } from './intakes.ts';
import { people } from './people.ts';
import { placed, placement } from './placement.ts';
import { posts } from './posts.ts';
import { preparedLetters } from './prepared-letters.ts';
import { replies } from './replies.ts';
import { carrierIn, deviceIn, fact, guardianIn, leaderIn, staffIn } from './testing/facts.ts';
import { wards } from './wards.ts';
import { years } from './years.ts';

const kinds = [
  'leadership',
  'team',
  'day',
  'everyone',
  'group',
  'mailbox',
  'ward/day',
  'ward',
  'ward/sensitive',
  'ward/protection',
  'conversation',
  'booking',
  'constructor',
];
const authors = { leader: leaderIn, staff: staffIn, guardian: guardianIn, carrier: carrierIn, device: deviceIn };

const inAudiences = ['team', 'everyone', 'group', 'ward'].flatMap((kind) => [
  `${kind} leader`,
  `${kind} staff`,
  ...(kind === 'everyone' ? [`${kind} carrier`] : []),
]);

/** What is allowed, as `kind author`; everything else must be forbidden. */
const allowed: Record<string, string[]> = {
  'institution/named@1': ['everyone leader'],
  'institution/described@1': ['everyone leader'],
  'year/opened@1': ['everyone leader'],
  'year/followed@1': ['everyone leader'],
  'year/joined@1': ['group leader', 'group staff'],
  'profile/named@1': [
    'everyone leader',
    'everyone staff',
    'everyone carrier',
    'mailbox guardian',
    'conversation guardian',
  ],
  'letter/addressed@1': ['mailbox leader', 'mailbox staff'],
  'letter/replaces@1': ['mailbox leader', 'mailbox staff'],
  'letter/prepared@1': ['leadership leader', 'leadership staff'],
  'letter/follows@1': ['mailbox leader', 'mailbox staff'],
  'letter/handed@1': ['mailbox leader', 'mailbox staff'],
  'intake/seeded@1': ['leadership leader', 'leadership staff'],
  'intake/mapped@1': ['leadership leader', 'leadership staff'],
  'group/named@1': ['group leader', 'group staff'],
  'day-team/named@1': ['day leader'],
  'tablet/named@1': ['day leader'],
  'post/published@1': inAudiences,
  'post/published@2': inAudiences,
  'post/published@3': ['ward leader', 'ward staff'],
  'post/corrected@1': inAudiences,
  'post/withdrawn@1': inAudiences,
  'post/read@1': ['mailbox guardian'],
  'post/reminded@1': ['mailbox leader', 'mailbox staff'],
  'reply/sent@1': ['mailbox leader', 'mailbox staff', 'mailbox guardian'],
  'message/sent@1': ['mailbox', 'ward', 'conversation'].flatMap((kind) => [
    `${kind} leader`,
    `${kind} staff`,
    `${kind} guardian`,
  ]),
  'message/read@1': ['mailbox guardian'],
  'conversation/named@1': ['conversation leader', 'conversation staff'],
  'ward/opened@1': ['ward/day', 'ward', 'ward/sensitive', 'ward/protection'].flatMap((kind) => [
    `${kind} leader`,
    `${kind} staff`,
  ]),
  'ward/noted@1': ['ward/day', 'ward', 'ward/sensitive'].flatMap((kind) => [`${kind} leader`, `${kind} staff`]),
  'guardianship/stated@1': ['ward leader', 'ward staff'],
  'protection/recorded@1': ['ward/protection leader', 'ward/protection staff'],
  'protection/recorded@2': ['ward/protection leader', 'ward/protection staff'],
  'protection/lifted@1': ['ward/protection leader', 'ward/protection staff'],
  'absence/reported@1': ['leader', 'staff', 'guardian', 'device'].map((author) => `ward/day ${author}`),
  'absence/withdrawn@1': ['leader', 'staff', 'guardian', 'device'].map((author) => `ward/day ${author}`),
  'appointment/announced@1': ['everyone leader', 'everyone staff', 'group leader', 'group staff'],
  'appointment/changed@1': ['everyone leader', 'everyone staff', 'group leader', 'group staff'],
  'appointment/cancelled@1': ['everyone leader', 'everyone staff', 'group leader', 'group staff'],
  'contact/given@1': ['mailbox guardian'],
  'alarm/raised@1': ['team leader', 'team staff', 'mailbox guardian'],
  'nobody/knows@1': [],
  constructor: [],
};

test.each(Object.entries(allowed))('%s', (type, expected) => {
  const found = kinds.flatMap((kind) =>
    Object.entries(authors).flatMap(([name, standingIn]) =>
      placed(standingIn(kind), fact(1, type, {})) ? [`${kind} ${name}`] : [],
    ),
  );
  expect(found).toEqual(expected);
});

test('every event of every model has its place, and every place its model', () => {
  const types = [
    institution,
    people,
    comebacks,
    groups,
    dayTeams,
    posts,
    replies,
    conversations,
    alarms,
    wards,
    guardianships,
    contacts,
    absences,
    appointments,
    intakes,
    preparedLetters,
    years,
  ].flatMap((model) => model.types);
  expect(types.toSorted()).toEqual(Object.keys(placement).toSorted());
});
