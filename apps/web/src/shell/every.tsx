/**
 * The institutions of who is in, as if they were one house: what features have of each stands side by side, and says whose it is. What one touches
 * brings its institution to the front, and is done there.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import type { InstitutionBeside } from '@obhut/sync/client/institution-commands.ts';
import {
  createContext,
  Fragment,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  type ComponentType,
  type ReactNode,
} from 'react';
import { Router, type AroundNavHandler } from 'wouter';
import { byName } from '../ui/dates.ts';
import { TurnContext, WhoseContext } from '../ui/whose.tsx';
import { useFailureText } from './failure.tsx';
import { statesOf } from './states-of.ts';
import { BesideContext, useClient, useEvery, useIsBeside } from './use-client.ts';
import { useCommand } from './use-command.ts';

export interface OneOf extends InstitutionBeside {
  /** There is no other. */
  isAlone: boolean;
  /** Null: nothing was read of it so far. */
  name: string | null;
}

/** In one order, whichever is in front: nothing that is shown of them begins anew when another comes there. */
export function useEach(): readonly OneOf[] {
  const every = useEvery();
  return useMemo(() => {
    const isAlone = every.length === 1;
    const named = every.map((one) => {
      return { ...one, isAlone, name: nameAndKind(statesOf(one.states, institution))?.name ?? null };
    });
    return named.sort((a, b) => (a.id < b.id ? -1 : 1));
  }, [every]);
}

/** For a page that is of all of them; undefined: there is but one. */
export function useAllNames(): ReactNode {
  const all = useEach();
  if (all.length < 2) return undefined;
  return all.toSorted(byName(({ name }) => name ?? '')).map(({ id, name }, at) => (
    <Fragment key={id}>
      {at > 0 && ' · '}
      <bdi>{name}</bdi>
    </Fragment>
  ));
}

/** True: it is in front. */
function useTurn(id: string): () => Promise<boolean> {
  const client = useClient();
  const failureText = useFailureText();
  const { run, failure } = useCommand();
  const said = failure === null ? null : failureText(failure);
  useEffect(() => {
    // Nobody needs it before something went wrong.
    if (said !== null) void import('../ui/toast.tsx').then(({ toast }) => toast(said));
  }, [said]);
  return useCallback(async () => (await run(() => client.bringForward(id))).isDone, [run, client, id]);
}

function Turning({ id, children }: { id: string; children: ReactNode }) {
  const turn = useTurn(id);
  const isBeside = useIsBeside();
  const around = useCallback<AroundNavHandler>(
    (go, to, options) => void turn().then((isDone) => isDone && go(to, options)),
    [turn],
  );
  return (
    <TurnContext value={isBeside ? turn : null}>
      <Router {...(isBeside ? { aroundNav: around } : {})}>{children}</Router>
    </TurnContext>
  );
}

/** What is below speaks of that institution, and says so where there are several. */
export function Of({ one: { id, name, isAlone }, children }: { one: OneOf; children: ReactNode }) {
  if (isAlone) return children;
  return (
    <BesideContext value={id}>
      <WhoseContext value={name}>
        <Turning id={id}>{children}</Turning>
      </WhoseContext>
    </BesideContext>
  );
}

/** Those that a list is about; null: all. */
const AmongContext = createContext<readonly OneOf[] | null>(null);

export function Among({ all, children }: { all: readonly OneOf[]; children: ReactNode }) {
  return <AmongContext value={all}>{children}</AmongContext>;
}

/** Something of one of them. */
export interface Placed<Entry> {
  of: OneOf;
  entry: Entry;
}

/** What one institution has of it, by hooks of its own. */
export interface OwnProps<Entry> {
  render: (entries: readonly Entry[]) => ReactNode;
}

interface ListProps<Entry> {
  Own: ComponentType<OwnProps<Entry>>;
  children: (all: readonly Placed<Entry>[]) => ReactNode;
}

interface ChainProps<Entry> extends ListProps<Entry> {
  rest: readonly OneOf[];
  before: readonly Placed<Entry>[];
  /** Of which one what is rendered in the end speaks. */
  back: string | null;
}

/** One asks the next. */
function Chain<Entry>(chain: ChainProps<Entry>): ReactNode {
  const { Own, before } = chain;
  const [of, ...others] = chain.rest;
  if (of === undefined) return <BesideContext value={chain.back}>{chain.children(before)}</BesideContext>;
  return (
    <BesideContext key={of.id} value={of.id}>
      <Own
        render={(own) => (
          <Chain {...chain} rest={others} before={[...before, ...own.map((entry) => ({ of, entry }))]} />
        )}
      />
    </BesideContext>
  );
}

/** One list of all; below one institution, of that alone. */
export function InEach<Entry>({ Own, children }: ListProps<Entry>) {
  const among = useContext(AmongContext);
  const every = useEach();
  const beside = useContext(BesideContext);
  const all = beside === null ? (among ?? every) : every.filter(({ id }) => id === beside);
  return (
    <Chain rest={all} before={[]} back={beside} Own={Own}>
      {children}
    </Chain>
  );
}
