/**
 * What a member does with an institution through the {@link Client} port: found, make spaces, write letters, claim one.
 * @module
 */
import { createLetter, inviteId, inviteKeys, letterFragment, typedLetter } from '@obhut/crypto/invite.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import type { VaultKeeper } from '../account/vault.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import type { Founded, Founding, Letter, NewSpaceDraft } from '../client.ts';
import { ClientError } from '../failure.ts';
import type { Peer } from '../engine/peer.ts';
import { planAudience } from '../plans/audience.ts';
import { planClaim } from '../plans/claim.ts';
import { planFounding } from '../plans/found.ts';
import { letterAudiences, planInvite } from '../plans/invite.ts';
import type { Device } from './device.ts';
import { orFailure } from './failures.ts';
import type { LetterWords } from './letter-words.ts';
import { sheetsOf } from './first-kit.ts';
import { keepFounding, readFounding, type FoundingJournal } from './founding-journal.ts';

const letterDays = 42;

export function utteranceOf(draft: NewSpaceDraft, now: number): Utterance {
  return {
    id: randomBytes(16),
    type: draft.type,
    body: draft.body,
    time: now,
    expiry: draft.expiry,
    notify: draft.notify,
  };
}

export function spaceOfKind(peer: Peer, kind: string): Bytes {
  // A group may have a team of its own.
  const { staffTeam, everyone } = peer.institution;
  if (kind === 'team' && staffTeam !== null) return staffTeam;
  if (kind === 'everyone' && everyone !== null) return everyone;
  const replica = peer.institution.replicas.find(({ state }) => state?.kind === kind);
  if (replica === undefined) throw new ClientError('not-allowed');
  return replica.space;
}

/** The persona as the vault keeps it. */
export async function keepPersona(
  vault: VaultKeeper,
  persona: { institution: Bytes; leadership: Bytes; seed: Bytes },
): Promise<void> {
  await vault.update((content) => {
    const others = content.personas.filter((known) => toHex(known.institution) !== toHex(persona.institution));
    return { ...content, personas: [...others, persona] };
  });
}

function newFounding(device: Device, founding: Founding): FoundingJournal {
  const seed = randomBytes(32);
  const kitSeed = randomBytes(32);
  const { clock } = device.parts;
  const utterances = founding.facts.map((draft) => utteranceOf(draft, clock.now()));
  const { institution, leadership, self, request } = planFounding(seed, kitSeed, clock.today(), utterances);
  return { institution, leadership, persona: self.id, request, seed, kitSeed, done: false };
}

export async function found(device: Device, vault: VaultKeeper, founding: Founding): Promise<Founded> {
  const { account } = device;
  if (account === null) throw new ClientError('not-allowed');
  const { store, transport } = device.parts;
  const plan = (await readFounding(store, account.secret)) ?? newFounding(device, founding);
  await keepFounding(store, account.secret, plan);
  await keepPersona(vault, { institution: plan.institution, leadership: plan.leadership, seed: plan.seed });
  await orFailure(() => transport.call('institution/found', { code: founding.code, append: plan.request }, null), {
    unauthenticated: 'wrong-founding-code',
    'not-found': 'wrong-founding-code',
    refused: 'wrong-founding-code',
  });
  await keepFounding(store, account.secret, { ...plan, done: true });
  device.kit = await sheetsOf(plan);
  const keys = memberKeys('persona', plan.seed);
  const peer = device.newPeer(plan.institution, plan.leadership, { id: plan.persona, keys });
  await device.enter(peer);
  await device.connect();
  return { institution: toHex(plan.institution) };
}

export async function createSpace(
  device: Device,
  peer: Peer,
  kind: 'group',
  facts: readonly NewSpaceDraft[],
): Promise<string> {
  const team = spaceOfKind(peer, 'team');
  const utterances = facts.map((draft) => utteranceOf(draft, device.parts.clock.now()));
  const { result } = await peer.write((act) => planAudience(act, kind, team, utterances));
  device.changed();
  return toHex(result);
}

export async function invite(
  device: Device,
  peer: Peer,
  groups: readonly string[],
  facts: readonly NewSpaceDraft[],
): Promise<Letter> {
  const { clock } = device.parts;
  const letter = createLetter();
  const until = clock.today() + letterDays;
  const keys = inviteKeys(letter, peer.institution.id);
  const invitee = { id: inviteId(letter.secret), keys, until };
  const audiences = letterAudiences(peer.institution, groups.map(fromHex));
  for (const space of audiences) await peer.prepare(space, 0);
  const utterances = facts.map((draft) => utteranceOf(draft, clock.now()));
  const { result } = await peer.write((act) =>
    planInvite(act, spaceOfKind(peer, 'team'), audiences, invitee, utterances),
  );
  device.changed();
  return {
    fragment: letterFragment(peer.institution.id, letter.secret),
    code: letter.code,
    typed: typedLetter(letter),
    mailbox: toHex(result),
    until,
  };
}

/** The seed for this institution: that of a claim which was cut off, or a new one. It is in the vault before the claim is sent. */
async function seedFor(vault: VaultKeeper, peer: Peer): Promise<Bytes> {
  const { id: institution, leadership } = peer.institution;
  const content = await vault.read();
  const known = content.personas.find((persona) => toHex(persona.institution) === toHex(institution));
  if (known !== undefined) return known.seed;
  const seed = randomBytes(32);
  await keepPersona(vault, { institution, leadership, seed });
  return seed;
}

export async function claim(
  device: Device,
  vault: VaultKeeper,
  letter: Peer,
  { facts, words }: { facts: readonly NewSpaceDraft[]; words: LetterWords },
): Promise<void> {
  const { id, leadership } = letter.institution;
  const seed = await seedFor(vault, letter);
  const keys = memberKeys('persona', seed);
  const self = { id: memberId('persona', id, keys.sign.publicKey, keys.kem.hash), keys };
  const persona = device.newPeer(id, leadership, self);
  await orFailure(() => claimOnce(letter, persona, seed), {
    unauthenticated: 'letter-used-or-expired',
    refused: 'letter-used-or-expired',
  });
  const mailbox = spaceOfKind(persona, 'mailbox');
  await device.enter(persona);
  const time = device.parts.clock.now();
  const said = [...facts.map((draft) => ({ ...draft, time })), ...words.all];
  await device.outbox?.addAll(
    said.map((one) => {
      const { type, body, expiry, notify } = one;
      return { institution: id, space: mailbox, type, body, expiry, notify, time: one.time };
    }),
  );
  await words.forget();
  await device.connect();
}

/** Claims, unless an earlier try whose answer was lost has done so. */
async function claimOnce(letter: Peer, persona: Peer, seed: Bytes): Promise<void> {
  const isMember = await persona.session.token().then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.name === 'ApiError') return false;
      throw error;
    },
  );
  if (!isMember) await letter.write((act) => planClaim(act, seed), 'leave');
  await persona.refresh();
}
