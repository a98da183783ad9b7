/**
 * A screen is a function of state: what it reads, and what it may do.
 * @module
 */
import type { Model } from '@obhut/domain/kernel/model.ts';
import type { BySpace, View } from '@obhut/domain/kernel/view.ts';
import type { InstitutionBeside } from '@obhut/sync/client/institution-commands.ts';
import type { Client, InstitutionView, Snapshot, States } from '@obhut/sync/client.ts';
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { nothingKnown } from '../worker/nothing-known.ts';
import { apart } from './apart.ts';
import type { Reader } from './feature.ts';
import { firstOf, statesOf } from './states-of.ts';

export { statesOf };

/** What calls of the client answer with, for the features that show it. */
export type { Plan, PlanStep } from '@obhut/sync/plans/plan.ts';
export type { NoticeHours } from '@obhut/sync/client/notice-commands.ts';
export type { AccountHere, IdleMinutes, OwnDevice } from '@obhut/sync/client/here-commands.ts';
export type { TabletPerson } from '@obhut/sync/client/tablet-commands.ts';
export type { Place, Recovering, Sheet, Snapshot, SpaceView, Way } from '@obhut/sync/client.ts';
export type { KitForm, KitMistakes, KitSheet } from '@obhut/sync/client/kit-commands.ts';

export const ClientContext = createContext<Client | null>(null);

/** Of which institution the components below speak, in hex; null: of the one in front. What they do is done in front, so nothing is while it is not there. */
export const BesideContext = createContext<string | null>(null);

interface Read {
  snapshot: Snapshot;
  states: States;
}

const nothingRead: Read = { snapshot: nothingKnown, states: new Map() };

function besideOf(client: Client, id: string | null): Read | undefined {
  return id === null ? undefined : client.beside().find((one) => one.id === id);
}

/** Whoever speaks of one that has come to the front speaks of that; of one that is gone, of nothing. */
function readOf(client: Client, id: string | null): Read {
  const other = besideOf(client, id);
  if (other !== undefined) return other;
  const snapshot = client.snapshot();
  if (id !== null && snapshot.institution?.id !== id) return nothingRead;
  return { snapshot, states: client.states() };
}

function useOwnClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('no client above this component');
  return client;
}

function useClientState<Value>(read: (client: Client) => Value): Value {
  const client = useOwnClient();
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => read(client));
}

function useSubscribed<Value>(read: (shown: Read) => Value): Value {
  const beside = useContext(BesideContext);
  return useClientState((client) => read(readOf(client, beside)));
}

/** Whether the components below speak of an institution that is not in front. */
export function useIsBeside(): boolean {
  const beside = useContext(BesideContext);
  return useClientState((client) => beside !== null && client.snapshot().institution?.id !== beside);
}

/** Beside the one in front it shows and does nothing. */
export function useClient(): Client {
  const client = useOwnClient();
  const isBeside = useIsBeside();
  return useMemo(() => (isBeside ? apart(client) : client), [client, isBeside]);
}

export function useSnapshot(): Snapshot {
  return useSubscribed(({ snapshot }) => snapshot);
}

export function useStates(): States {
  return useSubscribed(({ states }) => states);
}

/** The other institutions of who is in. */
export function useBeside(): readonly InstitutionBeside[] {
  return useClientState((client) => client.beside());
}

/** All institutions of who is in, the one in front first; what is not seen of one so far is not among them. */
export function useEvery(): readonly InstitutionBeside[] {
  const snapshot = useClientState((client) => client.snapshot());
  const states = useClientState((client) => client.states());
  const beside = useBeside();
  return useMemo(() => {
    const { institution } = snapshot;
    return institution === null ? beside : [{ id: institution.id, snapshot, states }, ...beside];
  }, [snapshot, states, beside]);
}

/** `view` must be a function of the module, not made anew at every rendering. */
export function useModel<State, Value>(model: Model<State>, view: View<State, Value>): Value {
  const bySpace = useSubscribed(({ states }) => statesOf(states, model));
  return useMemo(() => view(bySpace), [view, bySpace]);
}

/** On a new device, until it has read everything, the newest alone: to be shown, and to decide nothing by. */
export function useFirstLook<State, Value>(model: Model<State>, view: View<State, Value>): Value {
  const bySpace = useSubscribed(({ states }) => firstOf(states, model));
  return useMemo(() => view(bySpace), [view, bySpace]);
}

function itself<State>(states: BySpace<State>): BySpace<State> {
  return states;
}

/** The states themselves, for a view that needs more than one model. */
export function useBySpace<State>(model: Model<State>): BySpace<State> {
  return useModel<State, BySpace<State>>(model, itself);
}

export function readerOf({ phase, institution, tablet }: Snapshot): Reader {
  if (phase === 'letter') return 'letter';
  if (phase !== 'ready' || institution === null) return 'visitor';
  // Nobody is in front of it, whatever it has read so far.
  if (tablet !== null && tablet.person === null) return 'tablet';
  return institution.standing === 'device' ? 'tablet' : institution.standing;
}

const nowhere: InstitutionView = {
  id: '',
  me: '',
  standing: 'letter',
  digits: '',
  hasKit: true,
  recovery: null,
  recovered: [],
  foundedOn: 0,
  spaces: [],
};

/** Pages that are only for members may rely on it; elsewhere it is empty. */
export function useInstitution(): InstitutionView {
  return useSnapshot().institution ?? nowhere;
}
