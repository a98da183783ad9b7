/**
 * Several people at one device, each behind a lock of their own; and the list of one's own devices.
 * @module
 */
import type { KeptDraft } from './drafts.ts';

/** Minutes without a touch after which an account locks by itself; 0: never. */
export const idleChoices = [0, 5, 15, 60] as const;
export type IdleMinutes = (typeof idleChoices)[number];

/** An account that has something on this device. */
export interface AccountHere {
  /** Hex. */
  id: string;
  /** As its owner wants to be greeted. */
  name: string;
  /** open: a touch is enough. locked: a password or passkey opens it. ended: locked, since another device of its owner ended this one. */
  state: 'open' | 'locked' | 'ended';
}

export interface Here {
  /** By name. */
  accounts: readonly AccountHere[];
  /** The one that is open, in hex. */
  account: string | null;
  /** Whose drafts are kept: those of that account, or of who works on a shared tablet, in hex. */
  writer: string | null;
  drafts: readonly KeptDraft[];
  idleMinutes: IdleMinutes;
}

export const nobodyHere: Here = { accounts: [], account: null, writer: null, drafts: [], idleMinutes: 0 };

/** A device on which one is signed in. */
export interface OwnDevice {
  id: string;
  name: string;
  /** UTC days. */
  since: number;
  used: number;
  isThis: boolean;
}

export interface HereCommands {
  /** The open account's secret leaves this device, or a shared tablet forgets the keys of who works on it. What is stored of them stays, sealed. */
  lock(): Promise<void>;
  /** Makes room for somebody else; the account stays open to whoever touches it. */
  leave(): Promise<void>;
  /** Opens an account that is not locked; needs no server. */
  openHere(account: string): Promise<void>;
  /** `secondSecret`: as for `login`. */
  unlock(account: string, password: string, secondSecret?: string | null): Promise<void>;
  /** Without a network by a passkey that was made or used here before. */
  unlockByPasskey(account: string, prf: Uint8Array): Promise<void>;
  /** As one wants to be greeted on this device. */
  nameHere(name: string): Promise<void>;
  setIdle(minutes: IdleMinutes): Promise<void>;
  /** Somebody has touched the device: the time without a touch begins anew; for an account over reloads. */
  stillHere(): Promise<void>;
  /** Durable when it resolves. An empty text is none. `writer`: whose it is; nothing is kept for another than who is there. */
  keepDraft(writer: string, key: string, text: string): Promise<void>;
  devices(): Promise<OwnDevice[]>;
  renameDevice(id: string, name: string): Promise<void>;
  /** Its sessions are over. It still holds what it has stored, and its keys: who fears for those needs `renew`. */
  endDevice(id: string): Promise<void>;
}
