/**
 * What one device tells the person's others through the vault: how far it has verified each space, and how to open its snapshot. Seldom, but soon where members or keys have
 * changed, and never back (protocol.md, section 6; docs/decisions/0020).
 * @module
 */
import { equalBytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { AccountSession } from '../account/device.ts';
import { VaultKeeper } from '../account/vault.ts';
import { withSnapshot, type VaultContent } from '../account/vault-content.ts';
import type { Peer } from '../engine/peer.ts';
import { isUnreachable } from '../engine/unreachable.ts';
import { mergePins, pinOf, type Pin } from '../space/pin.ts';
import { news } from '../space/pin-news.ts';
import type { DeviceParts } from './client-parts.ts';
import { OwnSnapshot } from './own-snapshot.ts';

interface Around {
  /** One thing at a time. */
  run: (work: () => Promise<void>) => Promise<void>;
  isOnline: () => boolean;
  alarm: (why: string) => void;
  changed: () => void;
}

/** After a change of members or keys; what only adds events waits longer. */
const standardMs = 60_000;
const patience = 15;
/** Of an institution of which the vault has nothing so far. */
const firstMs = 2000;

export class OwnDevices {
  readonly #peer: Peer;
  readonly #vault: VaultKeeper;
  readonly #around: Around;
  readonly #withinMs: number;
  readonly #snapshot: OwnSnapshot;
  readonly #vaultRead: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #dueAt = Infinity;
  /** As the vault was last seen. */
  #told: readonly Pin[] = [];
  #hasLearnt = false;

  constructor(peer: Peer, account: AccountSession, parts: DeviceParts, around: Around) {
    this.#peer = peer;
    this.#vault = new VaultKeeper(parts.transport, parts.store, account);
    this.#around = around;
    this.#vaultRead = parts.vaultRead;
    this.#withinMs = parts.tellWithinMs ?? standardMs;
    this.#snapshot = new OwnSnapshot(peer, account.id, parts.clock);
  }

  #hear({ pins, snapshots }: VaultContent): void {
    this.#told = pins;
    this.#peer.institution.expect(pins);
    this.#snapshot.hear(snapshots ?? []);
  }

  /** From the vault's copy on this device. */
  async recall(): Promise<void> {
    this.#hear(await this.#vault.read());
  }

  /** From the server's vault; to be called before the spaces are read, so that they must show as much. */
  async learn(): Promise<void> {
    if (this.#hasLearnt) return;
    await this.#ask(async () => {
      this.#hear(await this.#vault.refresh());
      await this.#snapshot.take();
      this.#around.changed();
    });
    this.#hasLearnt = true;
  }

  /** An account that does not answer holds up no space; that it answers with an older vault is said. */
  async #ask(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.detail === 'vault-older') this.#around.alarm('vault-older');
    }
  }

  get #pins(): Pin[] {
    return this.#peer.institution.replicas.flatMap((replica) => pinOf(replica) ?? []);
  }

  /** To be called when something was read. */
  soon(): void {
    const snapshot = this.#snapshot.due;
    const pins = news(this.#told, mergePins(this.#told, this.#pins));
    if (pins === 'none' && snapshot === 'not') return;
    const { leadership } = this.#peer.institution;
    const isFirst = !this.#told.some(({ space }) => equalBytes(space, leadership));
    const calm = pins === 'control' || snapshot === 'soon' ? this.#withinMs : this.#withinMs * patience;
    this.#schedule(isFirst ? Math.min(firstMs, calm) : calm);
  }

  #schedule(ms: number): void {
    if (ms >= this.#dueAt) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#dueAt = ms;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#dueAt = Infinity;
      void this.#tell();
    }, ms);
  }

  async #tell(): Promise<void> {
    if (!this.#around.isOnline()) return;
    try {
      await this.#around.run(() => this.#ask(() => this.#write()));
      this.#around.changed();
    } catch (error) {
      // With the next connection it is due again.
      if (!isUnreachable(error)) throw error;
    }
  }

  async #write(): Promise<void> {
    // What another device has told meanwhile is compared first: what contradicts it stops here, and is pinned no more.
    this.#hear(await this.#vault.refresh());
    this.#vaultRead();
    const fresh = this.#pins;
    const made = this.#snapshot.due === 'not' ? null : await this.#snapshot.make();
    const content = await this.#vault.update((before) => {
      const pins = mergePins(before.pins, fresh);
      if (news(before.pins, pins) === 'none' && made === null) return before;
      const snapshots = made === null ? before.snapshots : withSnapshot(before.snapshots ?? [], made);
      return { ...before, pins, ...(snapshots === undefined ? {} : { snapshots }) };
    });
    this.#hear(content);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#dueAt = Infinity;
  }
}
