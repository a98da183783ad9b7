/**
 * Conversations as screens show them: with names, with what waits to be sent, and with how much is unread.
 * @module
 */
import {
  conversationKinds,
  conversations,
  messageRead,
  messagesIn,
  nameOf,
  readings,
  unreadIn,
  type ConversationKind,
  type ConversationsState,
  type Message,
} from '@obhut/domain/conversations.ts';
import { othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import type { BySpace } from '@obhut/domain/kernel/view.ts';
import { allWards, wards, type Ward } from '@obhut/domain/wards.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useSeen } from '../../shell/seen.ts';
import { useBySpace, useInstitution, useModel, useSnapshot, type SpaceView } from '../../shell/use-client.ts';
import { byName, listText } from '../../ui/dates.ts';
import { useNames } from './use-names.ts';
import { useWaiting } from './use-waiting.ts';

export interface ShownMessage extends Message {
  space: string;
  isWaiting: boolean;
  /** Bytes of its files that have been sent, while it waits for them. */
  upload: { sent: number; of: number } | null;
}

export interface Talk {
  /** The space in which one writes. */
  id: string;
  kind: ConversationKind;
  /** Whoever came back by a new letter has two mailboxes. */
  spaces: readonly string[];
  title: string;
  ward: Ward | null;
  /** Who reads it beside the team, or who takes part. */
  personas: readonly string[];
  /** Oldest first. */
  messages: readonly ShownMessage[];
  unread: number;
}

function bySpace(states: BySpace<ConversationsState>): ReadonlyMap<string, readonly Message[]> {
  return new Map([...states].map(([space, state]) => [space, messagesIn(state)]));
}

/** How far a guardian has said to have read, on any device, also where the mark still waits to be sent. */
export function useSaid(): (space: string) => number {
  const { me } = useInstitution();
  const { outbox } = useSnapshot();
  const marks = useModel(conversations, readings);
  const waiting = outbox.flatMap(({ type, body }) => {
    const parsed = type === 'message/read@1' ? messageRead.safeParse(body) : null;
    return parsed?.success === true ? [parsed.data] : [];
  });
  return (space) => {
    const own = (marks.get(space) ?? []).filter(({ reader }) => reader === me);
    const said = [...own, ...waiting.filter((mark) => mark.space === space)].map(({ seq }) => seq);
    return Math.max(0, ...said);
  };
}

interface Place {
  kind: ConversationKind;
  spaces: readonly SpaceView[];
}

function isKind(kind: string): kind is ConversationKind {
  return conversationKinds.some((one) => one === kind);
}

/** Where there is somebody to talk to: one place for each guardian, each ward, each group of people. */
function placesOf(spaces: readonly SpaceView[], me: string, isGuardian: boolean): readonly Place[] {
  const shown = spaces.filter(({ kind, personas }) => {
    if (kind === 'mailbox') return personas.length > 0 && personas.includes(me) === isGuardian;
    return isKind(kind) && (!isGuardian || personas.includes(me));
  });
  const groups = Map.groupBy(shown, ({ id, kind, personas }) => (kind === 'mailbox' ? (personas[0] ?? id) : id));
  return [...groups.values()].flatMap((same) => {
    const kind = same[0]?.kind ?? '';
    return isKind(kind) ? [{ kind, spaces: same }] : [];
  });
}

/** In one space the order is that of the space; across two there are only the clocks. */
function inOrder(parts: readonly (readonly ShownMessage[])[]): readonly ShownMessage[] {
  return parts.length === 1 ? (parts[0] ?? []) : parts.flat().sort((a, b) => a.time - b.time);
}

/** When its last word was said; what waits to be sent comes last. */
export function newest({ messages }: Talk): number {
  const last = messages.at(-1);
  return last === undefined ? 0 : last.isWaiting ? Infinity : last.time;
}

/** Every place where one can talk, those without a word included: the newest word first, then by name. */
export function usePlaces(): readonly Talk[] {
  const t = useTexts('conversations');
  const { me, standing, spaces } = useInstitution();
  const { deleting } = useSnapshot();
  const states = useBySpace(conversations);
  const stored = useModel(conversations, bySpace);
  const waiting = useWaiting();
  const seen = useSeen(me);
  const told = useSaid();
  const personName = useNames();
  const known = allWards(useBySpace(wards), spaces);
  const others = othersThanGuardians(spaces);

  const titleOf = (kind: ConversationKind, { id, personas }: SpaceView, ward: Ward | null) => {
    if (kind === 'mailbox') return standing === 'guardian' ? t('team') : personName(personas[0] ?? '', id);
    const wardName = ward?.fields.name ?? t('someWard');
    if (kind === 'ward') return t('about', { name: wardName });
    const others = personas.filter((persona) => persona !== me).map((persona) => personName(persona, id));
    return nameOf(states.get(id)) ?? listText(others);
  };

  const talkOf = ({ kind, spaces: all }: Place): Talk[] => {
    // Of two mailboxes the one in which more was said.
    const [first] = all.toSorted((a, b) => (stored.get(b.id)?.length ?? 0) - (stored.get(a.id)?.length ?? 0));
    if (first === undefined) return [];
    const ward = kind === 'ward' ? (known.find((one) => one.spaces.ward === first.id) ?? null) : null;
    const parts = all.map(({ id }) => (stored.get(id) ?? []).filter((message) => !deleting.includes(message.id)));
    const isOfTeam = standing !== 'guardian' && kind !== 'conversation';
    const unread = all.map(
      ({ id }, at) => unreadIn(parts[at] ?? [], { me, isOfTeam, seen: Math.max(seen(id), told(id)) }).length,
    );
    const shown = all.map(({ id }, at) => {
      const sent = (parts[at] ?? []).map((message) => ({ ...message, space: id, isWaiting: false, upload: null }));
      const ids = new Set(sent.map((message) => message.id));
      return [...sent, ...waiting.filter((message) => message.space === id && !ids.has(message.id))];
    });
    const personas =
      kind === 'conversation' ? first.personas : first.personas.filter((persona) => !others.has(persona));
    const messages = inOrder(shown);
    const title = titleOf(kind, first, ward);
    const ids = all.map(({ id }) => id);
    return [
      { id: first.id, kind, spaces: ids, title, ward, personas, messages, unread: unread.reduce((a, b) => a + b, 0) },
    ];
  };

  const compare = byName<Talk>(({ title }) => title);
  return placesOf(spaces, me, standing === 'guardian')
    .flatMap(talkOf)
    .sort((a, b) => newest(b) - newest(a) || compare(a, b));
}

/** Those in which something was said, or which were made to say something. */
export function useTalks(): readonly Talk[] {
  return usePlaces().filter(({ kind, messages }) => messages.length > 0 || kind === 'conversation');
}
