/**
 * A look at what is new, for whoever is open on this device and without a page: reads from the server, verifies and folds as every client does,
 * and keeps nothing of it. It appends nothing, and moves no cursor of the engine that a page may be running beside it.
 * @module
 */
import { localKey } from '@obhut/crypto/local.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { FactEnvelope } from '@obhut/domain/kernel/model.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { unlockDevice, type AccountSession } from '../account/device.ts';
import { houseStore } from '../account/house-store.ts';
import type { VaultContent } from '../account/vault-content.ts';
import { VaultKeeper } from '../account/vault.ts';
import type { InstitutionView, States } from '../client.ts';
import type { ClientParts } from '../client/client-parts.ts';
import { readSettings } from '../client/own-settings.ts';
import { usualIdle } from '../client/here-view.ts';
import { institutionView } from '../client/views.ts';
import { ModelFolder } from '../engine/fold-models.ts';
import { LocalSnapshots } from '../engine/local-snapshots.ts';
import { Peer } from '../engine/peer.ts';
import { Persons } from '../engine/persons.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { selfOf } from '../institution.ts';
import { OverlayStore } from '../store/overlay.ts';
import type { Store } from '../store/store.ts';
import { keepTold, readTold, type Told } from './told.ts';

export type LookParts = Pick<ClientParts, 'transport' | 'homes' | 'clock' | 'models'>;

export interface Look {
  institution: InstitutionView;
  /** With what is new in it. */
  states: States;
  /** What others have said since one was told on this device; of each space in the order of seq. */
  news: readonly { space: string; fact: FactEnvelope }[];
  /** To be called when it was said: it is not said again. */
  told: () => Promise<void>;
}

const minuteMs = 60_000;

async function peerOf(
  parts: LookParts,
  store: Store,
  account: AccountSession,
  { institution, leadership, seed }: VaultContent['personas'][number],
): Promise<Peer> {
  const self = { ...selfOf('persona', institution, seed), device: account.device };
  const peer = new Peer(institution, leadership, self, parts.transport, store, parts.clock);
  const own = await houseStore(store, institution);
  await peer.load(new LocalSnapshots(own, institution, localKey(account.secret)));
  return peer;
}

async function peersOf(parts: LookParts, store: Store, account: AccountSession): Promise<Peer[]> {
  const { personas } = await new VaultKeeper(parts.transport, store, account).read();
  const peers: Peer[] = [];
  for (const persona of personas) peers.push(await peerOf(parts, store, account, persona));
  return peers;
}

/** Nobody has touched it for as long as it takes to lock by itself: the next page that opens here will do it. */
async function isIdle(
  { clock }: LookParts,
  store: Store,
  { secret }: AccountSession,
  peers: readonly Peer[],
): Promise<boolean> {
  const { idle, seen } = await readSettings(store, secret, clock.now());
  const minutes = idle ?? usualIdle(peers.map((peer) => institutionView(peer, clock.today()).standing));
  return minutes > 0 && clock.now() - seen > minutes * minuteMs;
}

function seqsOf(peer: Peer): Told {
  return new Map(peer.institution.replicas.map((replica) => [toHex(replica.space), replica.seq]));
}

function newsOf(peer: Peer, before: Told, persons: Persons): Look['news'] {
  const me = persons.of(toHex(peer.institution.self.id));
  return peer.institution.replicas.flatMap(({ space, facts }) => {
    const after = before.get(toHex(space)) ?? 0;
    return facts
      .map(({ fact }) => ({ space: toHex(space), fact: { ...fact, author: persons.of(fact.author) } }))
      .filter(({ fact }) => fact.seq > after && fact.author !== me);
  });
}

async function lookIn(parts: LookParts, peer: Peer, base: Store): Promise<Look> {
  const { id } = peer.institution;
  const before = (await readTold(base, id)) ?? seqsOf(peer);
  await peer.refresh();
  const today = parts.clock.today();
  const persons = Persons.of(peer.institution);
  const folder = new ModelFolder(parts.models);
  folder.know(persons);
  for (const replica of peer.institution.replicas) folder.update(replica, today);
  return {
    institution: institutionView(peer, today),
    states: folder.states(),
    news: newsOf(peer, before, persons),
    told: () => keepTold(base, id, seqsOf(peer)),
  };
}

/** An institution that does not let one in any more holds up none of the others. */
async function lookInEach(parts: LookParts, peers: readonly Peer[], base: Store): Promise<Look[]> {
  const looks: Look[] = [];
  let refused: ApiError | null = null;
  for (const peer of peers) {
    try {
      looks.push(await lookIn(parts, peer, base));
    } catch (error) {
      if (!(error instanceof ApiError) || isUnreachable(error)) throw error;
      refused = error;
    }
  }
  if (looks.length === 0 && refused !== null) throw refused;
  return looks;
}

/** One for each institution of the account. Null: nobody is open here. Rejects where the server is out of reach, or says something that does not fit. */
export async function look(parts: LookParts): Promise<Look[] | null> {
  await cryptoReady();
  const current = await parts.homes.current();
  if (current?.state !== 'open') return null;
  const home = await parts.homes.homeOf(current.account);
  const store = new OverlayStore(home.store);
  const account = await unlockDevice(store, home.deviceKeys);
  const peers = account === null ? [] : await peersOf(parts, store, account);
  if (account === null || peers.length === 0 || (await isIdle(parts, store, account, peers))) return null;
  return await lookInEach(parts, peers, home.store);
}
