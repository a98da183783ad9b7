/**
 * What a page, its worker and the workers of other tabs say to each other. Structured-cloneable.
 * @module
 */
import type { InstitutionBeside } from '@obhut/sync/client/institution-commands.ts';
import type { TabletCommands } from '@obhut/sync/client/tablet-commands.ts';
import type { Client, Snapshot } from '@obhut/sync/client.ts';
import type { EachCommands } from '@obhut/sync/client/each-commands.ts';
import type { LetterCommands } from '@obhut/sync/client/letter-commands.ts';
import type { NoticeCommands } from '@obhut/sync/client/notice-commands.ts';
import type { HereCommands } from '@obhut/sync/client/here-commands.ts';
import type { Failure } from '@obhut/sync/failure.ts';

export type CommandName =
  | keyof HereCommands
  | keyof TabletCommands
  | keyof NoticeCommands
  | keyof EachCommands
  | keyof LetterCommands
  | 'bringForward'
  | 'register'
  | 'login'
  | 'logout'
  | 'recover'
  | 'drawSheet'
  | 'keepSheet'
  | 'sheetLater'
  | 'changePassword'
  | 'ways'
  | 'removeWay'
  | 'renew'
  | 'checkPassword'
  | 'addPasskey'
  | 'loginByPasskey'
  | 'applyForPairing'
  | 'awaitPairing'
  | 'answerPairing'
  | 'isPairingReady'
  | 'admitPaired'
  | 'deleteAccount'
  | 'found'
  | 'chooseKitForm'
  | 'kitKept'
  | 'drawKit'
  | 'keepKit'
  | 'checkKit'
  | 'requestRecovery'
  | 'awaitRecovery'
  | 'giveUpRecovery'
  | 'approveRecovery'
  | 'vetoRecovery'
  | 'createSpace'
  | 'invite'
  | 'perform'
  | 'planResult'
  | 'forgetPlan'
  | 'admit'
  | 'endAccess'
  | 'replacePerson'
  | 'openLetter'
  | 'claim'
  | 'send'
  | 'deleteEvent'
  | 'takeFile'
  | 'dropFile'
  | 'openFile'
  | 'unsend'
  | 'evidenceFile';

/** A call with its arguments. `id` is unique over all tabs. */
export interface CallOf<Name extends CommandName> {
  kind: 'call';
  id: string;
  command: Name;
  args: Parameters<Client[Name]>;
}

export type ResultOf<Name extends CommandName> = Awaited<ReturnType<Client[Name]>>;

/** Any call, its arguments fitting its command. */
export type Call = { [Name in CommandName]: CallOf<Name> }[CommandName];

/** `failure` null: a mistake in this program, described by `message`. */
export type Outcome =
  | { isOk: true; value: unknown }
  | { isOk: false; failure: Failure }
  | { isOk: false; failure: null; message: string };

export interface Answer {
  kind: 'answer';
  id: string;
  outcome: Outcome;
}

/** One space's state of one model, as it is now; absent: it is gone. */
export interface StateChange {
  model: string;
  space: string;
  state?: unknown;
}

export interface Update {
  kind: 'update';
  /** The changes are from nothing, not from the last update. */
  isWhole: boolean;
  snapshot: Snapshot;
  changes: StateChange[];
  /** Of every institution that is not in front; one that is not among them is beside it no more. */
  beside: UpdateBeside[];
}

export interface UpdateBeside extends Pick<InstitutionBeside, 'id' | 'snapshot'> {
  changes: StateChange[];
}

/** The engine could not start on this device, did not arrive, or this tab is of another version than the one that has it. */
export interface Broken {
  kind: 'broken';
  why: 'storage' | 'offline' | 'version';
}

/** The page is in front, or the network is back. */
export interface Wake {
  kind: 'wake';
}

/** There is something to be seen: what is large may come now. */
export interface Shown {
  kind: 'shown';
}

export type FromPage = Call | Wake | Shown;
export type ToPage = Answer | Update | Broken;

/** Between workers. `build`: tabs of different versions do not understand each other. */
export type BetweenWorkers = { build: string } & (
  | { kind: 'hello'; from: string }
  | { kind: 'relayed'; to: string; from: string; call: Call | Wake }
  | { kind: 'answered'; to: string; answer: Answer }
  /** `to` null: for every follower that already has a whole. */
  | { kind: 'updated'; from: string; to: string | null; update: Update }
);
