/**
 * A small world for tests: an honest server in memory, and members at work on it by the same code that runs in a browser.
 * @module
 */
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { Peer, type Clock } from '../engine/peer.ts';
import { planAudience } from '../plans/audience.ts';
import { planClaim } from '../plans/claim.ts';
import { planFounding } from '../plans/found.ts';
import { planInvite } from '../plans/invite.ts';
import type { Replica } from '../space/replica.ts';
import { MemoryStore } from '../store/memory.ts';
import { MemoryServer } from '../transport/memory/server.ts';
import type { Transport } from '../transport/transport.ts';

export function utterance(text: string, expiry = 0): Utterance {
  return { id: randomBytes(16), type: 'note/said@1', body: { text }, time: 1_700_000_000_000, expiry, notify: 'none' };
}

export interface Letter {
  id: Bytes;
  seed: Bytes;
  mailbox: Bytes;
}

export class World {
  day = 20_000;
  readonly server = new MemoryServer({ today: () => this.day });
  readonly clock: Clock = { now: () => this.day * 86_400_000, today: () => this.day };

  transport(): Transport {
    return this.server.transport();
  }

  peer(
    like: { id: Bytes; leadership: Bytes },
    id: Bytes,
    keys: ReturnType<typeof memberKeys>,
    transport = this.transport(),
  ): Peer {
    return new Peer(like.id, like.leadership, { id, keys }, transport, new MemoryStore(), this.clock);
  }

  /** A founder who has read everything back. */
  async found(): Promise<Peer> {
    const seed = randomBytes(32);
    const plan = planFounding(seed, randomBytes(32), this.day, [utterance('founded')]);
    await this.transport().call('institution/found', { code: this.server.foundingCode(), append: plan.request }, null);
    const { id, keys } = plan.self;
    const peer = this.peer({ id: plan.institution, leadership: plan.leadership }, id, keys);
    await peer.refresh();
    return peer;
  }

  async group(leader: Peer): Promise<Bytes> {
    const { result } = await leader.write((act) =>
      planAudience(act, 'group', spaceOf(leader, 'team'), [utterance('group')]),
    );
    return result;
  }

  async letter(leader: Peer, groups: readonly Bytes[], until = this.day + 42): Promise<Letter> {
    const seed = randomBytes(32);
    const invitee = { id: randomBytes(16), keys: memberKeys('invite', seed), until };
    for (const space of [spaceOf(leader, 'everyone'), ...groups]) await leader.prepare(space, 0);
    const { result } = await leader.write((act) =>
      planInvite(act, spaceOf(leader, 'team'), [spaceOf(leader, 'everyone'), ...groups], invitee, [
        utterance('letter'),
      ]),
    );
    return { id: invitee.id, seed, mailbox: result };
  }

  /** The letter in its reader's hand, having read. */
  async reader(leader: Peer, letter: Letter, transport = this.transport()): Promise<Peer> {
    const peer = this.peer(leader.institution, letter.id, memberKeys('invite', letter.seed), transport);
    await peer.refresh();
    return peer;
  }

  async claim(reader: Peer, transport = this.transport()): Promise<Peer> {
    const seed = randomBytes(32);
    const { result } = await reader.write((act) => planClaim(act, seed), 'leave');
    const peer = this.peer(reader.institution, result, memberKeys('persona', seed), transport);
    await peer.refresh();
    return peer;
  }

  async guardian(leader: Peer, groups: readonly Bytes[]): Promise<Peer> {
    return await this.claim(await this.reader(leader, await this.letter(leader, groups)));
  }
}

export function spaceOf(peer: Peer, kind: string): Bytes {
  const space = peer.institution.replicas.find(
    ({ state, access }) => state?.kind === kind && (access === 'full' || state.level <= 1),
  )?.space;
  if (space === undefined) throw new Error(`no space of kind ${kind}`);
  return space;
}

/** What a member reads in a space, in order. */
export function texts(peer: Peer, space: Bytes): string[] {
  return textsOf(peer.institution.replica(space));
}

export function textsOf(replica: Replica | undefined): string[] {
  return (replica?.facts ?? []).map(({ fact }) => textOf(fact.body));
}

function textOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string' ? body.text : '';
}

/** Every space that has stopped, and why. */
export function stops(peer: Peer): string[] {
  return peer.institution.replicas.flatMap(({ stopped, space }) =>
    stopped === null ? [] : [`${stopped} ${toHex(space)}`],
  );
}

export function rejections(peer: Peer): string[] {
  return peer.institution.replicas.flatMap(({ rejected }) => rejected.map(({ why }) => why));
}
