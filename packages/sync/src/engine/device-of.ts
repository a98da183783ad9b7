/**
 * Devices of one persona without an account around them: for programs that have the persona's keys in hand.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { planFounding, type FoundingPlan } from '../plans/found.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import type { Transport } from '../transport/transport.ts';
import { Peer, type Clock } from './peer.ts';

/** A device of a persona, with what it has stored. */
export async function deviceOf(
  { institution, leadership, self }: Pick<FoundingPlan, 'institution' | 'leadership' | 'self'>,
  transport: Transport,
  store: Store,
  clock: Clock,
): Promise<Peer> {
  await cryptoReady();
  return new Peer(institution, leadership, self, transport, store, clock);
}

/** Founds an institution with a new persona; what follows acts as it, each device with a store of its own. */
export async function foundWith(
  transport: () => Transport,
  clock: Clock,
  code: string,
): Promise<{ plan: FoundingPlan; newDevice: (own?: Clock) => Peer }> {
  await cryptoReady();
  const plan = planFounding(randomBytes(32), randomBytes(32), clock.today(), []);
  await transport().call('institution/found', { code, append: plan.request }, null);
  const newDevice = (own = clock) =>
    new Peer(plan.institution, plan.leadership, plan.self, transport(), new MemoryStore(), own);
  return { plan, newDevice };
}

/** `text` under a type that no feature knows. */
export function utteranceOf(text: string, time: number): Utterance {
  return { id: randomBytes(16), type: 'note/said@1', body: { text }, time, expiry: 0, notify: 'none' };
}
