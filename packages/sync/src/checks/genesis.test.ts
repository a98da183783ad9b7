/**
 * Each rule about how spaces begin, alone.
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { spaceId } from '@obhut/protocol/ids.ts';
import type { Role, SpaceKind } from '@obhut/protocol/kinds.ts';
import {
  beforeGenesis,
  controlContext,
  encodeBody,
  encodeRecord,
  type BodyOf,
  type MemberEntry,
} from '@obhut/protocol/records.ts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { keyedEntry, spaceEntry } from '../authoring/entries.ts';
import { headsOf, makeGenesis } from '../authoring/records.ts';
import type { Peer } from '../engine/peer.ts';
import { forge, join, judge, newcomer, verdict } from '../testing/forge.ts';
import { spaceOf, World } from '../testing/world.ts';

let world: World;
let leader: Peer;
let group: Bytes;
let team: Bytes;
let leadership: Bytes;

beforeAll(cryptoReady);
beforeEach(async () => {
  world = new World();
  leader = await world.found();
  group = await world.group(leader);
  team = spaceOf(leader, 'team');
  ({ leadership } = leader.institution);
});

const add = () => ({ member: newcomer(leader).entry('reader') });

/** A space’s beginning, judged by the same peer; `change` forges the body. */
function begin(
  peer: Peer,
  kind: SpaceKind,
  members: MemberEntry[],
  change: Partial<BodyOf<'genesis'>> = {},
  keys = peer.institution.self.keys,
): string {
  const { institution } = peer;
  const bodyBytes = encodeBody({
    type: 'genesis',
    signer: institution.self.id,
    through: leadership,
    day: world.day,
    heads: headsOf(institution, null, [team], institution.logs),
    seen: null,
    kind,
    nonce: randomBytes(16),
    members,
    ...change,
  });
  const space = spaceId(institution.id, bodyBytes);
  const [label, ...parts] = controlContext(institution.id, space, 0, beforeGenesis, hash(bodyBytes));
  const record = encodeRecord(bodyBytes, signCtx(keys.sign, label, ...parts));
  return verdict(judge(peer, space, record, null));
}

const led = () => [spaceEntry(leadership, 'owner')];

test('genesis: by an owner of leadership it begins', () => {
  expect(begin(leader, 'group', led())).toBe('applied');
  expect(begin(leader, 'team', led())).toBe('applied');
});

test('genesis: leadership owns every space but conversations', () => {
  expect(begin(leader, 'group', [spaceEntry(leadership, 'admin')])).toBe('stopped: genesis');
  expect(begin(leader, 'conversation', [newcomer(leader).entry('admin')])).toBe('applied');
});

test('genesis: a guardian begins none', async () => {
  const guardian = await world.guardian(leader, [group]);
  expect(begin(guardian, 'group', led())).toBe('stopped: genesis');
  expect(begin(guardian, 'group', led(), { through: null })).toBe('stopped: genesis');
});

test('genesis: a second leadership is none', () => {
  expect(begin(leader, 'leadership', led())).toBe('stopped: genesis');
});

test('genesis: nobody twice', () => {
  expect(begin(leader, 'group', [...led(), ...led()])).toBe('stopped: genesis');
});

test('genesis: a space’s id is that of its beginning', () => {
  const record = forge(leader, group, 'add', add());
  expect(verdict(judge(leader, randomBytes(16), record, null))).toBe('stopped: genesis');
  const bodyBytes = encodeBody({
    type: 'genesis',
    signer: leader.institution.self.id,
    through: leadership,
    day: world.day,
    heads: headsOf(leader.institution, null, [team], leader.institution.logs),
    seen: null,
    kind: 'group',
    nonce: randomBytes(16),
    members: led(),
  });
  const elsewhere = randomBytes(16);
  const forged = makeGenesis(leader.institution, leader.institution.id, elsewhere, bodyBytes);
  expect(verdict(judge(leader, elsewhere, forged, null))).toBe('stopped: wrong-space');
});

test('genesis: a team by an owner of leadership only', async () => {
  const deputy = newcomer(leader);
  await leader.write((act) => act.record(leadership, 'add', () => ({ member: deputy.entry('admin') })));
  const peer = world.peer(leader.institution, deputy.id, deputy.keys);
  await peer.refresh();
  expect(begin(peer, 'group', led())).toBe('applied');
  expect(begin(peer, 'team', led())).toBe('stopped: genesis');
});

test('genesis: through leadership or a team only', async () => {
  const trainee = newcomer(leader);
  const { result: day } = await leader.write((act) => {
    const space = act.genesis('day', leadership, [...led(), trainee.entry('writer')]);
    act.rekey(space, [null]);
    return space;
  });
  const peer = world.peer(leader.institution, trainee.id, trainee.keys);
  await peer.refresh();
  const heads = headsOf(peer.institution, null, [team, day], peer.institution.logs);
  expect(begin(peer, 'group', led(), { through: day, heads })).toBe('stopped: genesis');
});

const someKeys = () => memberKeys('persona', randomBytes(32));

interface ForgedFounding {
  role?: Role;
  kitRole?: Role;
  kind?: SpaceKind;
  /** What is said otherwise of the second member, the kit. */
  second?: Partial<MemberEntry>;
  founderClass?: 'persona' | 'kit';
  /** The kit stands there twice. */
  twice?: boolean;
  /** Another id than follows from the body. */
  at?: Bytes;
  /** Another's signature. */
  signed?: ReturnType<typeof someKeys>;
}

function founding(forged: ForgedFounding): string {
  const { role = 'owner', kitRole = 'reader', kind = 'leadership', founderClass = 'persona', at, signed } = forged;
  const founder = someKeys();
  const kit = { ...keyedEntry(null, 'kit', kitRole, memberKeys('kit', randomBytes(32)), null), ...forged.second };
  const bodyBytes = encodeBody({
    type: 'genesis',
    signer: founder.sign.publicKey,
    through: null,
    day: world.day,
    heads: [],
    seen: null,
    kind,
    nonce: randomBytes(16),
    members: [keyedEntry(null, founderClass, role, founder, null), kit, ...(forged.twice === true ? [kit] : [])],
  });
  const space = at ?? spaceId(null, bodyBytes);
  const [label, ...parts] = controlContext(null, space, 0, beforeGenesis, hash(bodyBytes));
  const record = encodeRecord(bodyBytes, signCtx((signed ?? founder).sign, label, ...parts));
  const reader = world.peer({ id: randomBytes(16), leadership: space }, randomBytes(16), someKeys());
  return verdict(judge(reader, space, record, null));
}

test('founding: an honest one begins', () => {
  expect(founding({})).toBe('applied');
});

test('founding: leadership’s id is that of its beginning', () => {
  expect(founding({ at: randomBytes(16) })).toBe('stopped: wrong-space');
});

test('founding: by an owner who is a person', () => {
  expect(founding({ role: 'admin' })).toBe('stopped: genesis');
});

test('founding: signed by the founder', () => {
  expect(founding({ signed: someKeys() })).toBe('stopped: genesis');
});

test('founding: the kit reads, no more', () => {
  expect(founding({ kitRole: 'owner' })).toBe('stopped: genesis');
});

test('founding: it is leadership that begins', () => {
  expect(founding({ kind: 'group' })).toBe('stopped: genesis');
});

test('founding: every member by its keys, persons and kits alone, each once', () => {
  expect(founding({ second: { id: randomBytes(16) } })).toBe('stopped: genesis');
  expect(founding({ second: { sign: null } })).toBe('stopped: genesis');
  expect(founding({ second: { kem: null } })).toBe('stopped: genesis');
  expect(founding({ second: { class: 'device' } })).toBe('stopped: genesis');
  expect(founding({ second: { class: 'persona' } })).toBe('applied');
  expect(founding({ twice: true })).toBe('stopped: genesis');
});

test('founding: the kit founds nothing', () => {
  expect(founding({ founderClass: 'kit', role: 'reader' })).toBe('stopped: genesis');
});

const colleague = async (...who: [space: Bytes, role: Role, memberClass?: 'persona' | 'device']) =>
  (await join(world, leader, ...who)).peer;

test('genesis: by a person, not a device', async () => {
  expect(begin(await colleague(team, 'writer'), 'group', led(), { through: team })).toBe('applied');
  expect(begin(await colleague(team, 'writer', 'device'), 'group', led(), { through: team })).toBe('stopped: genesis');
});

test('genesis: by a writer of leadership or a team, not a reader', async () => {
  expect(begin(await colleague(leadership, 'reader'), 'group', led())).toBe('stopped: genesis');
});

test('genesis: whoever acts through a space names its head', async () => {
  const heads = headsOf(leader.institution, null, [], leader.institution.logs);
  expect(begin(await colleague(team, 'writer'), 'conversation', [], { through: team, heads })).toBe('stopped: genesis');
});

test('genesis: leadership’s head is named, whoever begins', async () => {
  const peer = await colleague(team, 'writer');
  const heads = headsOf(peer.institution, null, [team], peer.institution.logs);
  const without = heads.filter(({ space }) => !equalBytes(space, leadership));
  expect(begin(peer, 'conversation', [], { through: team, heads })).toBe('applied');
  expect(begin(peer, 'conversation', [], { through: team, heads: without })).toBe('stopped: genesis');
});

test('genesis: signed by who begins it', async () => {
  const peer = await colleague(team, 'writer');
  expect(begin(peer, 'group', led(), { through: leadership, signer: leader.institution.self.id })).toBe(
    'stopped: genesis',
  );
});

test('genesis: of members that could be added', () => {
  expect(begin(leader, 'group', [...led(), newcomer(leader, 'kit').entry('reader')])).toBe('stopped: genesis');
});

test('genesis: no letter is in it from the beginning', () => {
  const letter = keyedEntry(randomBytes(16), 'invite', 'reader', memberKeys('invite', randomBytes(32)), world.day);
  expect(begin(leader, 'group', [...led(), letter])).toBe('stopped: genesis');
});

test('genesis: not by who is expelled, through a team that does not know it', async () => {
  const { who } = await join(world, leader, team, 'writer');
  const byThem = () => begin(leader, 'conversation', [], { through: team, signer: who.id }, who.keys);
  expect(byThem()).toBe('applied');
  await leader.write((act) => act.record(leadership, 'expel', () => ({ persona: who.id })));
  expect(byThem()).toBe('stopped: genesis');
});

test('genesis: not on a day before that of the heads', async () => {
  const past = world.day;
  world.day++;
  await leader.write((act) => act.rekey(team, [null]));
  expect(begin(leader, 'group', led(), { day: past })).toBe('stopped: genesis');
  expect(begin(leader, 'group', led(), { day: world.day })).toBe('applied');
});
