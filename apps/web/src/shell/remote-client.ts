/**
 * The engine from the page's side: its worker, behind the {@link Client} port.
 * @module
 */
import type { Client, Draft, Founding, NewSpaceDraft, Snapshot, States } from '@obhut/sync/client.ts';
import type { InstitutionBeside } from '@obhut/sync/client/institution-commands.ts';
import type { NoticeHours } from '@obhut/sync/client/notice-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { resultForms } from '../worker/result-forms.ts';
import type { Answer, Broken, CallOf, CommandName, ResultOf, Shown, ToPage, Wake } from '../worker/messages.ts';
import { nothingKnown } from '../worker/nothing-known.ts';
import { withBeside, withChanges } from '../worker/state-changes.ts';

/** What of a worker is used. */
export interface WorkerPort {
  postMessage(message: CallOf<CommandName> | Wake | Shown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToPage>) => void): void;
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export class RemoteClient implements Client {
  readonly #port: WorkerPort;
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot = nothingKnown;
  #states: States = new Map();
  #beside: readonly InstitutionBeside[] = [];
  #broken: Broken['why'] | null = null;

  constructor(port: WorkerPort) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#heard(data));
  }

  snapshot = () => this.#snapshot;
  states = () => this.#states;
  beside = () => this.#beside;
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Why there is no engine, if there is none. */
  broken = () => this.#broken;

  wake(): void {
    this.#port.postMessage({ kind: 'wake' });
  }

  /** The page shows something; until then an engine that nobody has used before does not get in its way. */
  shown(): void {
    this.#port.postMessage({ kind: 'shown' });
  }

  #heard(message: ToPage): void {
    if (message.kind === 'answer') return this.#settle(message);
    if (message.kind === 'broken') {
      this.#broken = message.why;
      for (const { reject } of this.#waiting.values()) reject(new ClientError('update-needed'));
      this.#waiting.clear();
    } else {
      this.#broken = null;
      this.#snapshot = message.snapshot;
      this.#states = withChanges(message.isWhole ? new Map() : this.#states, message.changes);
      this.#beside = withBeside(message.isWhole ? [] : this.#beside, message.beside);
    }
    for (const listener of this.#listeners) listener();
  }

  #settle({ id, outcome }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (outcome.isOk) waiting?.resolve(outcome.value);
    else waiting?.reject(outcome.failure === null ? new Error(outcome.message) : new ClientError(outcome.failure));
  }

  #call<Name extends CommandName>(command: Name, ...args: Parameters<Client[Name]>): Promise<ResultOf<Name>> {
    const id = crypto.randomUUID();
    return new Promise<ResultOf<Name>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(resultForms[command].parse(value)), reject });
      this.#port.postMessage({ kind: 'call', id, command, args });
    });
  }

  lock: Client['lock'] = (...args) => this.#call('lock', ...args);
  leave: Client['leave'] = (...args) => this.#call('leave', ...args);
  openHere: Client['openHere'] = (...args) => this.#call('openHere', ...args);
  unlock: Client['unlock'] = (...args) => this.#call('unlock', ...args);
  unlockByPasskey: Client['unlockByPasskey'] = (...args) => this.#call('unlockByPasskey', ...args);
  nameHere: Client['nameHere'] = (...args) => this.#call('nameHere', ...args);
  setIdle: Client['setIdle'] = (...args) => this.#call('setIdle', ...args);
  stillHere: Client['stillHere'] = (...args) => this.#call('stillHere', ...args);
  keepDraft: Client['keepDraft'] = (...args) => this.#call('keepDraft', ...args);
  devices: Client['devices'] = (...args) => this.#call('devices', ...args);
  renameDevice: Client['renameDevice'] = (...args) => this.#call('renameDevice', ...args);
  endDevice: Client['endDevice'] = (...args) => this.#call('endDevice', ...args);
  bringForward = (institution: string) => this.#call('bringForward', institution);
  register = (name: string, password: string) => this.#call('register', name, password);
  login: Client['login'] = (...args) => this.#call('login', ...args);
  logout = () => this.#call('logout');
  recover = (name: string, code: string, password: string) => this.#call('recover', name, code, password);
  drawSheet = (password: string) => this.#call('drawSheet', password);
  keepSheet = (lastGroup: string) => this.#call('keepSheet', lastGroup);
  sheetLater = () => this.#call('sheetLater');
  changePassword = (current: string, next: string) => this.#call('changePassword', current, next);
  ways = () => this.#call('ways');
  applyForPairing = () => this.#call('applyForPairing');
  awaitPairing = () => this.#call('awaitPairing');
  answerPairing = (code: string) => this.#call('answerPairing', code);
  isPairingReady = () => this.#call('isPairingReady');
  admitPaired = (digits: string) => this.#call('admitPaired', digits);
  checkPassword = (password: string) => this.#call('checkPassword', password);
  addPasskey = (prf: Uint8Array) => this.#call('addPasskey', prf);
  loginByPasskey = (prf: Uint8Array) => this.#call('loginByPasskey', prf);
  renew = (password: string) => this.#call('renew', password);
  removeWay = (id: string) => this.#call('removeWay', id);
  deleteAccount = (password: string) => this.#call('deleteAccount', password);
  found = (founding: Founding) => this.#call('found', founding);
  chooseKitForm: Client['chooseKitForm'] = (...args) => this.#call('chooseKitForm', ...args);
  kitKept = () => this.#call('kitKept');
  drawKit: Client['drawKit'] = (...args) => this.#call('drawKit', ...args);
  keepKit: Client['keepKit'] = (...args) => this.#call('keepKit', ...args);
  checkKit: Client['checkKit'] = (...args) => this.#call('checkKit', ...args);
  requestRecovery: Client['requestRecovery'] = (...args) => this.#call('requestRecovery', ...args);
  awaitRecovery: Client['awaitRecovery'] = (...args) => this.#call('awaitRecovery', ...args);
  giveUpRecovery: Client['giveUpRecovery'] = (...args) => this.#call('giveUpRecovery', ...args);
  approveRecovery: Client['approveRecovery'] = (...args) => this.#call('approveRecovery', ...args);
  vetoRecovery: Client['vetoRecovery'] = (...args) => this.#call('vetoRecovery', ...args);
  createSpace = (kind: 'group', facts: NewSpaceDraft[]) => this.#call('createSpace', kind, facts);
  invite = (groups: string[], mailboxFacts: NewSpaceDraft[]) => this.#call('invite', groups, mailboxFacts);
  perform: Client['perform'] = (...args) => this.#call('perform', ...args);
  planResult: Client['planResult'] = (...args) => this.#call('planResult', ...args);
  forgetPlan: Client['forgetPlan'] = (...args) => this.#call('forgetPlan', ...args);
  admit: Client['admit'] = (...args) => this.#call('admit', ...args);
  endAccess = (persona: string) => this.#call('endAccess', persona);
  replacePerson = (old: string, next: string) => this.#call('replacePerson', old, next);
  openLetter: Client['openLetter'] = (letter) => this.#call('openLetter', letter);
  claim = (facts: NewSpaceDraft[]) => this.#call('claim', facts);
  send = (draft: Draft) => this.#call('send', draft);
  sayOnceIn: Client['sayOnceIn'] = (...args) => this.#call('sayOnceIn', ...args);
  sendToEach: Client['sendToEach'] = (...args) => this.#call('sendToEach', ...args);
  takeFile: Client['takeFile'] = (...args) => this.#call('takeFile', ...args);
  dropFile: Client['dropFile'] = (...args) => this.#call('dropFile', ...args);
  openFile: Client['openFile'] = (...args) => this.#call('openFile', ...args);
  unsend: Client['unsend'] = (...args) => this.#call('unsend', ...args);
  createDayTeam: Client['createDayTeam'] = (...args) => this.#call('createDayTeam', ...args);
  admitHelper: Client['admitHelper'] = (...args) => this.#call('admitHelper', ...args);
  removeFromDay: Client['removeFromDay'] = (...args) => this.#call('removeFromDay', ...args);
  showTabletCode: Client['showTabletCode'] = (...args) => this.#call('showTabletCode', ...args);
  awaitTabletCode: Client['awaitTabletCode'] = (...args) => this.#call('awaitTabletCode', ...args);
  answerTablet: Client['answerTablet'] = (...args) => this.#call('answerTablet', ...args);
  isTabletReady: Client['isTabletReady'] = (...args) => this.#call('isTabletReady', ...args);
  admitTablet: Client['admitTablet'] = (...args) => this.#call('admitTablet', ...args);
  handPersona: Client['handPersona'] = (...args) => this.#call('handPersona', ...args);
  setPin: Client['setPin'] = (...args) => this.#call('setPin', ...args);
  unlockByPin: Client['unlockByPin'] = (...args) => this.#call('unlockByPin', ...args);
  removePin: Client['removePin'] = (...args) => this.#call('removePin', ...args);
  leaveTablet: Client['leaveTablet'] = (...args) => this.#call('leaveTablet', ...args);
  noticeKey = () => this.#call('noticeKey');
  readNotices = (endpoint: string | null) => this.#call('readNotices', endpoint);
  startNotices = (endpoint: string) => this.#call('startNotices', endpoint);
  stopNotices = () => this.#call('stopNotices');
  setNoticeHours = (hours: NoticeHours) => this.#call('setNoticeHours', hours);
  looked = () => this.#call('looked');
  evidenceFile = (id: string) => this.#call('evidenceFile', id);
  deleteEvent = (space: string, event: string) => this.#call('deleteEvent', space, event);
}
