/**
 * What the engine offers to a screen, through a worker's messages: every argument and result is structured-cloneable, ids are hex.
 * Nothing here names a feature.
 * @module
 */
import type { EachCommands } from './client/each-commands.ts';
import type { KitCommands, KitSheet } from './client/kit-commands.ts';
import type { LetterCommands } from './client/letter-commands.ts';
import type { NoticeCommands } from './client/notice-commands.ts';
import type { PlanCommands, PlanProgress } from './client/plan-commands.ts';
import type { FilePart } from '@obhut/domain/kernel/model.ts';
import type { InstitutionCommands } from './client/institution-commands.ts';
import type { FileCommands } from './client/file-commands.ts';
import type { Here, HereCommands } from './client/here-commands.ts';
import type { Reading } from './engine/reading.ts';
import type { TabletCommands, TabletView } from './client/tablet-commands.ts';

/** An event to be written. The engine adds id, author, place, keys and signature when it seals it. */
export interface Draft {
  /** Space id in hex. */
  space: string;
  type: string;
  body: unknown;
  /** Last UTC day (since 1970-01-01) on which it counts; 0: as long as the space lasts. */
  expiry: number;
  notify: 'none' | 'normal' | 'urgent';
  /** Ids of files that were taken in, in their order; each goes with one event. */
  files?: readonly string[];
}

/** What was written and the server does not have so far. */
export interface WaitingEvent {
  id: string;
  space: string;
  type: string;
  body: unknown;
  files: readonly FilePart[];
  /** Bytes of its files that the server has; null: there are none to be sent. */
  upload: { sent: number; of: number } | null;
}

/** A draft for a space that is made in the same act. */
export type NewSpaceDraft = Omit<Draft, 'space' | 'files'>;

/** Everything that the founding act writes, in one append: all or nothing. */
export interface Founding {
  code: string;
  /** Facts for `everyone` (readable by letters), e.g. the institution's name and the founder's profile. */
  facts: NewSpaceDraft[];
}

export interface Founded {
  institution: string;
}

/** A letter to one person. */
export interface Letter {
  /** For the QR code: what stands behind `#` in the address. */
  fragment: string;
  /** 8 characters to type. */
  code: string;
  /** r and code in 34 characters, for whom no camera helps. */
  typed: string;
  /** The invite's mailbox (space id in hex). */
  mailbox: string;
  /** Last UTC day on which it can be claimed. */
  until: number;
}

export interface SpaceView {
  id: string;
  kind: string;
  /** One's own role, null where only the control log is readable. */
  role: 'reader' | 'writer' | 'admin' | 'owner' | null;
  /** Personas who are direct members, hex. */
  personas: readonly string[];
  /** Those of them who own the space. */
  owners: readonly string[];
  /** Those of them who only read. */
  readers: readonly string[];
  /** Those of them who write, and no more. */
  writers: readonly string[];
  /** Open letters, hex. */
  invites: readonly string[];
  /** Spaces that are members, such as the team that leads it, hex. */
  spaces: readonly string[];
  /** The last UTC day of the space, where it ends. */
  endsOn: number | null;
  /** Shared tablets, hex. */
  devices: readonly string[];
  /** Of those whose membership ends by itself: their last UTC day. */
  ends: readonly { person: string; day: number }[];
  /** Whether everything that is stored for it has been read and verified. */
  state: 'loading' | 'ready' | 'stopped';
}

export interface InstitutionView {
  id: string;
  /** Oneself (or the letter's id while one only looks). Persons are named by their first persona, whatever keys they have now. */
  me: string;
  /** carrier: reads along with leadership, or writes to everyone, or both; and writes nowhere else but in their own mailbox. */
  standing: 'staff' | 'carrier' | 'guardian' | 'letter' | 'device';
  /** Twelve, by which somebody who meets one in person knows that this persona is oneself. */
  digits: string;
  /** Whether a sheet in a safe is good for something. */
  hasKit: boolean;
  /** Somebody who holds the sheet asks to be an owner: the twelve digits on their screen; UTC days. */
  recovery: { digits: string; since: number; from: number; isApproved: boolean } | null;
  /** Who became an owner by the sheet, oldest first. */
  recovered: readonly { person: string; day: number }[];
  /** UTC day. */
  foundedOn: number;
  spaces: readonly SpaceView[];
}

/** Where somebody is admitted: to a team; to leadership as a deputy, as an owner, or for the carrier, who reads along. */
export type Place = 'team' | 'deputy' | 'owner' | 'carrier';

/** What shows why a space has stopped, kept on this device. */
export interface KeptEvidence {
  id: string;
  space: string;
  why: string;
  /** UTC day. */
  day: number;
}

/** Something did not verify: said once, calmly. */
export interface Alarm {
  space: string | null;
  why: string;
  /** The person whom it is about, as far as one is named. */
  who?: string;
  /** The space has stopped. */
  isStop?: true;
}

/** With the sheet from the safe, before one is in. */
export interface Recovering {
  /** Twelve, to be compared by an owner who approves. */
  digits: string;
  /** UTC days: of the request, and from which on it goes through without anybody's word. */
  since: number;
  from: number;
  /** refused: by an owner. used-up: the sheet is good for nothing any more. */
  state: 'waiting' | 'refused' | 'used-up';
}

export interface Snapshot {
  /** signed-out: no account on this device. letter: a letter was opened and not claimed so far. */
  phase: 'starting' | 'signed-out' | 'letter' | 'ready';
  /** The name one logs in with; null while signed out. */
  login: string | null;
  /** connecting: since it was opened the server has neither answered nor failed to. */
  connection: 'connecting' | 'online' | 'offline';
  /** The newest seq that this device has, of every readable space, is known: nothing is being fetched. */
  caughtUp: boolean;
  /** This device has never read everything that there was: whatever it does not have may be there all the same. Null: it has. */
  reading: Reading | null;
  institution: InstitutionView | null;
  /** Events that wait for the server, oldest first. */
  outbox: readonly WaitingEvent[];
  /** Events that are to be deleted as soon as the server can be reached, hex: they are shown no more. */
  deleting: readonly string[];
  alarms: readonly Alarm[];
  /** Of now and of before, oldest first. */
  evidence: readonly KeptEvidence[];
  /** Keys are being exchanged after somebody has left; null: nothing is due. */
  mending: { done: number; total: number } | null;
  /** Acts over many spaces that are under way, were refused, or hold letters that are not on paper; oldest first. */
  plans: readonly PlanProgress[];
  /** The emergency kit after founding, as it is to be printed, until `kitKept`; it survives a reload of the page. */
  kit: readonly KitSheet[] | null;
  /** The sheet with the recovery code is to be offered: after founding and claiming, until it is kept or put off. */
  isSheetDue: boolean;
  /** One came in by the sheet from the safe, and there is no other so far. */
  isKitDue: boolean;
  recovering: Recovering | null;
  /** Null: this device is no shared tablet. */
  tablet: TabletView | null;
  /** Who has something on this device, and what the one who is there has set and not sent. */
  here: Here;
  /** UTC day by this device's clock. */
  today: number;
}

/** By model name: by space id in hex: the folded state. Of a first look by another name (`first-look-name.ts`). */
export type States = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/** What is printed once, in groups: the way back in without a password. */
export interface Sheet {
  login: string;
  recovery: string;
  /** For staff: entered once on each new device. */
  secondSecret: string | null;
}

/** How far a new device has come. */
export interface Applied {
  /** Twelve, to be typed on the signed-in device. */
  digits: string | null;
  isIn: boolean;
}

/** A way into one's own account, and since which UTC day. */
export interface Way {
  id: string;
  kind: 'password' | 'passkey' | 'recovery';
  since: number;
}

export interface Client
  extends
    HereCommands,
    KitCommands,
    PlanCommands,
    FileCommands,
    TabletCommands,
    NoticeCommands,
    EachCommands,
    LetterCommands,
    InstitutionCommands {
  snapshot(): Snapshot;
  states(): States;
  /** Called after every change of snapshot or states; returns the way to stop it. */
  subscribe(listener: () => void): () => void;

  /** Makes the account; then `found` or `claim` follows. Repeating after an interruption continues. */
  register(name: string, password: string): Promise<void>;
  /** `secondSecret`: as printed, where the device has none and the account needs it (`second-secret-needed`). */
  login(name: string, password: string, secondSecret?: string | null): Promise<void>;
  /** Forgets everything of the account on this device but a second secret. What others have here stays. */
  logout(): Promise<void>;

  /** With the printed recovery code: a new password in place of the old one, and in. */
  recover(name: string, code: string, password: string): Promise<void>;
  /** A new sheet, shown once; it holds from `keepSheet` on, in place of an earlier one. */
  drawSheet(password: string): Promise<Sheet>;
  /** It is on paper: the last group of its recovery code, typed from there. */
  keepSheet(lastGroup: string): Promise<void>;
  sheetLater(): Promise<void>;
  changePassword(current: string, next: string): Promise<void>;
  /** Rejects with `wrong-password`; to be asked before a passkey is made. */
  checkPassword(password: string): Promise<void>;
  /** `prf`: the 32 bytes that a new passkey's PRF gives. */
  addPasskey(prf: Uint8Array): Promise<void>;
  loginByPasskey(prf: Uint8Array): Promise<void>;
  /**
   * A device was lost on which one was signed in: a new secret and new keys take the place of those that it has. All other devices of one's
   * own, passkeys and the sheet are over. Rejects with `last-owner` where nobody else owns the institution.
   */
  renew(password: string): Promise<void>;
  ways(): Promise<Way[]>;
  removeWay(id: string): Promise<void>;

  /** On a new device: a code for one that is signed in. Again: another code. */
  applyForPairing(): Promise<string>;
  /** To be asked until it is in: the digits to be compared, once the other device has answered. */
  awaitPairing(): Promise<Applied>;
  /** On the signed-in device, with the code from the new one. */
  answerPairing(code: string): Promise<void>;
  /** To be asked until it is true: then the new device shows its digits. */
  isPairingReady(): Promise<boolean>;
  /** With the digits from the new device's screen: hands the account over. */
  admitPaired(digits: string): Promise<void>;

  /** Ways in and vault are gone from the server, everything from this device. What was written stays where it is. */
  deleteAccount(password: string): Promise<void>;

  /** Continues an interrupted founding with the same bytes. */
  found(founding: Founding): Promise<Founded>;
  /** A new space of staff for an audience, with first facts; in one append. Kinds: 'group'. Returns its id. */
  createSpace(kind: 'group', facts: NewSpaceDraft[]): Promise<string>;
  /**
   * A letter into the given groups and a mailbox of its own, whose first facts are given; and into what is for everyone: those spaces among
   * `groups`, else the one that is going on.
   */
  invite(groups: string[], mailboxFacts: NewSpaceDraft[]): Promise<Letter>;

  /** Somebody whom one has met joins the staff: the persona whose twelve digits were on their own screen, and no other. */
  admit(person: string, place: Place, digits: string): Promise<void>;
  /** Ends a person's access everywhere, and with it that of whoever they made of themselves; then rekeys what they could read. */
  endAccess(person: string): Promise<void>;
  /** Somebody who has come back by a new letter takes the place of who they were before. */
  replacePerson(old: string, next: string): Promise<void>;

  /** With a letter in hand: checks it and reads. `fragment` or the 34 typed characters, and the code for the former. */
  openLetter(letter: { fragment: string; code: string } | { typed: string }): Promise<void>;
  /** Takes the letter's place as a persona of the account just registered; then writes `facts` into the mailbox, and what was to be said then. */
  claim(facts: NewSpaceDraft[]): Promise<void>;

  /** Into the outbox; resolves when it is stored on this device, sent when the server can be reached. Returns the event's id. */
  send(draft: Draft): Promise<string>;

  /** Takes back an event of one's own, or as an admin of its space somebody else's: from everyone's devices and from the server. */
  deleteEvent(space: string, event: string): Promise<void>;

  /** A file for third persons, in CBOR: signed records, ciphertext, hashes and public keys; no secret and no plaintext. */
  evidenceFile(id: string): Promise<Uint8Array>;
}
