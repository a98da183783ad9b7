/**
 * The way back with the sheet from the safe, as its screen steps through it: ask as the kit, wait, and be an owner (protocol.md, section 8).
 * @module
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { kitId, kitKeys } from '@obhut/crypto/kit.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes } from '@obhut/protocol/bytes.ts';
import { recoveryDays } from '@obhut/protocol/control-recovery.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { currentEpoch, type SpaceState } from '@obhut/protocol/state.ts';
import type { VaultKeeper } from '../account/vault.ts';
import type { NewSpaceDraft, Recovering } from '../client.ts';
import { ClientError } from '../failure.ts';
import { Peer } from '../engine/peer.ts';
import type { Self } from '../institution.ts';
import { planExecute, planRequest } from '../plans/recover.ts';
import { MemoryStore } from '../store/memory.ts';
import { OneSpace } from '../transport/one-space.ts';
import { keepPersona, spaceOfKind, utteranceOf } from './acts.ts';
import type { Device } from './device.ts';
import { orFailure } from './failures.ts';
import { readSheets } from './kit-sheets.ts';
import { kitIsDue } from './new-kit.ts';
import { forgetRecovery, keepRecovery, readRecovery, type RecoveryJournal } from './recovery-journal.ts';

/** Whether the server lets it in and has anything for it: a session outlives the membership. */
async function isMember(peer: Peer): Promise<boolean> {
  try {
    return (await peer.session.call('space/list', {})).spaces.length > 0;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unauthenticated') return false;
    throw error;
  }
}

function personaOf({ institution, seed }: RecoveryJournal): Self {
  const keys = memberKeys('persona', seed);
  return { id: memberId('persona', institution, keys.sign.publicKey, keys.kem.hash), keys };
}

export class Recovery {
  readonly #device: Device;
  /** Acts as the kit; in memory only. */
  #kit: Peer | null = null;

  constructor(device: Device) {
    this.#device = device;
  }

  /** After a reload: whether one is waiting. */
  async resume(): Promise<boolean> {
    const journal = await this.#journal();
    if (journal !== null) this.#show(journal, 'waiting');
    return journal !== null;
  }

  async #journal(): Promise<RecoveryJournal | null> {
    const { account, parts } = this.#device;
    return account === null ? null : await readRecovery(parts.store, account.secret);
  }

  async #keep(journal: RecoveryJournal): Promise<void> {
    const { account, parts } = this.#device;
    if (account === null) throw new ClientError('not-allowed');
    await keepRecovery(parts.store, account.secret, journal);
  }

  #show(journal: RecoveryJournal, state: Recovering['state']): void {
    const since = journal.asked ?? this.#device.parts.clock.today();
    const digits = confirmDigits(journal.institution, personaOf(journal).id);
    this.#device.recovering = { digits, since, from: since + recoveryDays, state };
    this.#device.changed();
  }

  /** `sheets`: as typed from paper. `facts`: for everyone, once one is in. */
  async request(vault: VaultKeeper, sheets: string[][], facts: readonly NewSpaceDraft[]): Promise<void> {
    if (this.#device.peer !== null) throw new ClientError('not-allowed');
    const kit = await readSheets(sheets);
    if (!('seed' in kit)) throw new ClientError('kit-mistyped');
    const { institution, seed: kitSeed } = kit;
    const { transport } = this.#device.parts;
    const found = await orFailure(() => transport.call('letter/locate', { invite: kitId(kit) }, null), {
      'not-found': 'kit-unknown',
    });
    if (!equalBytes(found.institution, institution)) throw new ClientError('kit-unknown');
    const { leadership } = found;
    const seed = randomBytes(32);
    const journal = { institution, leadership, kitSeed, seed, asked: null, facts: [...facts] };
    this.#kit = null;
    const reader = this.#kitOf(journal);
    if (!(await isMember(reader))) throw new ClientError('kit-unknown');
    await reader.refresh();
    this.#leadershipOf(reader);
    await this.#keep(journal);
    await this.look(vault);
  }

  #kitOf({ institution, leadership, kitSeed }: RecoveryJournal): Peer {
    const { transport, clock } = this.#device.parts;
    const self = { id: kitId({ seed: kitSeed, institution }), keys: kitKeys(kitSeed) };
    const line = new OneSpace(transport, leadership);
    this.#kit ??= new Peer(institution, leadership, self, line, new MemoryStore(), clock);
    return this.#kit;
  }

  /** As verified: it begins with what the institution on the paper is the hash of. */
  #leadershipOf({ institution }: Peer): SpaceState {
    const { state, stopped } = institution.replica(institution.leadership) ?? { state: null, stopped: null };
    if (state === null || stopped !== null) throw new ClientError('kit-unknown');
    return state;
  }

  /** How it stands; goes on with whatever can be done now. */
  async look(vault: VaultKeeper): Promise<void> {
    const journal = await this.#journal();
    if (journal === null) return;
    const kit = this.#kitOf(journal);
    // The kit is used up: by ourselves, or somebody else was first.
    if (!(await isMember(kit))) return await this.#enterOr(journal, vault, 'used-up');
    await kit.refresh();
    const state = this.#leadershipOf(kit);
    const next = personaOf(journal);
    const pending = state.recovery;
    if (pending !== null && equalBytes(pending.member.id, next.id)) {
      const asked = { ...journal, asked: pending.day };
      if (journal.asked !== pending.day) await this.#keep(asked);
      const isDue = pending.approved || this.#device.parts.clock.today() >= pending.day + recoveryDays;
      return isDue ? await this.#execute(kit, asked, next, vault) : this.#show(asked, 'waiting');
    }
    if (journal.asked !== null) return await this.#enterOr(journal, vault, 'refused');
    await kit.write((act) => planRequest(act, next));
    await this.#keep({ ...journal, asked: kit.institution.logs(journal.leadership)?.recovery?.day ?? null });
    this.#show((await this.#journal()) ?? journal, 'waiting');
  }

  async #execute(kit: Peer, journal: RecoveryJournal, next: Self, vault: VaultKeeper): Promise<void> {
    const { leadership } = journal;
    const epoch = currentEpoch(kit.act().state(leadership))?.epoch ?? 0;
    // Without the key there would be an owner who can read nothing.
    if ((kit.institution.replica(leadership)?.keys.epoch(epoch) ?? null) === null)
      throw new ApiError('unavailable', 'keys');
    await this.#keepSeed(journal, vault);
    await kit.write((act) => planExecute(act, next), 'leave');
    await this.#enter(journal, next, vault);
  }

  /** Before anything stands on it: a seed that only this device had could be lost with it. */
  async #keepSeed({ institution, leadership, seed }: RecoveryJournal, vault: VaultKeeper): Promise<void> {
    await keepPersona(vault, { institution, leadership, seed });
  }

  async #enterOr(journal: RecoveryJournal, vault: VaultKeeper, otherwise: 'refused' | 'used-up'): Promise<void> {
    const next = personaOf(journal);
    const { institution, leadership } = journal;
    if (!(await isMember(this.#device.newPeer(institution, leadership, next)))) {
      this.#show(journal, otherwise);
      return;
    }
    await this.#keepSeed(journal, vault);
    await this.#enter(journal, next, vault);
  }

  async #enter({ institution, leadership, facts }: RecoveryJournal, next: Self, vault: VaultKeeper): Promise<void> {
    const device = this.#device;
    const peer = device.newPeer(institution, leadership, next);
    await peer.refresh();
    const space = spaceOfKind(peer, 'everyone');
    await kitIsDue(device);
    await device.enter(peer);
    for (const fact of facts)
      await device.outbox?.add({ institution, space, ...utteranceOf(fact, device.parts.clock.now()) });
    await this.giveUp();
    await vault.refresh();
    await device.connect();
  }

  /** The sheet's secret leaves this device. */
  async giveUp(): Promise<void> {
    await forgetRecovery(this.#device.parts.store);
    this.#kit = null;
    this.#device.recovering = null;
    this.#device.changed();
  }
}
