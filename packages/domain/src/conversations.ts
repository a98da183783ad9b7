/**
 * Conversations: between a guardian and the team in the mailbox, about a ward in its shared space, among those who were chosen in a space of
 * its own. How far a guardian has read lies in their mailbox, so that other guardians never see it; of staff there is no mark.
 * @module
 */
import * as z from 'zod/mini';
import { aliveIn, isAlive } from './kernel/expiry.ts';
import { defineModel, on, type FilePart } from './kernel/model.ts';
import { expireRegister, latest, livesAsLong, write, type Register } from './kernel/register.ts';
import { line, prose } from './kernel/text.ts';
import type { BySpace } from './kernel/view.ts';
import { placed } from './placement.ts';

const spaceId = z.string().check(z.regex(/^[0-9a-f]{32}$/u));

/** The text may be empty where there are files. `alts`: what each of them shows, in words; empty where nobody said so. */
export const messageSent = z.strictObject({
  text: z.union([z.literal(''), prose(20_000)]),
  alts: z.array(z.union([z.literal(''), line(300)])).check(z.maxLength(50)),
});
/** Everything up to `seq` in `space`. */
export const messageRead = z.strictObject({ space: spaceId, seq: z.int().check(z.positive()) });
const conversationNamed = z.strictObject({ name: line(200) });

export const conversationKinds = ['mailbox', 'ward', 'conversation'] as const;
export type ConversationKind = (typeof conversationKinds)[number];

export interface MessageFile extends FilePart {
  /** In words; may be empty. */
  alt: string;
}

export interface Message {
  id: string;
  seq: number;
  text: string;
  author: string;
  from: 'staff' | 'guardian';
  /** Milliseconds since 1970, by the author's clock. */
  time: number;
  expiry: number;
  files: readonly MessageFile[];
}

interface Mark {
  space: string;
  reader: string;
  seq: number;
  expiry: number;
}

export interface ConversationsState {
  messages: ReadonlyMap<string, Message>;
  /** By space and reader, ascending by `seq`: each lives longer than those after it, so a mark never goes back before it ends. */
  marks: ReadonlyMap<string, readonly Mark[]>;
  name: Register<string>;
}

/** The order in which two devices of a guardian say it does not matter. */
function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  if (marks.some((other) => other.seq >= mark.seq && livesAsLong(other, mark))) return marks;
  const kept = marks.filter((other) => other.seq > mark.seq || !livesAsLong(mark, other));
  return [...kept, mark].sort((a, b) => a.seq - b.seq);
}

export function describedBy(files: readonly FilePart[], alts: readonly string[]): readonly MessageFile[] {
  return files.map((file, index) => ({ ...file, alt: alts[index] ?? '' }));
}

export const conversations = defineModel<ConversationsState>(
  'conversations',
  { messages: new Map(), marks: new Map(), name: [] },
  {
    'message/sent@1': on({
      schema: messageSent,
      may: (standing, fact) => placed(standing, fact) && (fact.body.text !== '' || fact.files.length > 0),
      apply: (state, { id, seq, author, time, expiry, files, body }, standing, put) => {
        const from = standing.class === 'staff' ? 'staff' : 'guardian';
        const described = describedBy(files, body.alts);
        const message: Message = { id, seq, text: body.text, author, from, time, expiry, files: described };
        return { ...state, messages: put(state.messages, id, message) };
      },
    }),
    'message/read@1': on({
      schema: messageRead,
      may: placed,
      apply: (state, fact, _standing, put) => {
        const mark = { ...fact.body, reader: fact.author, expiry: fact.expiry };
        const key = `${mark.space} ${mark.reader}`;
        return { ...state, marks: put(state.marks, key, withMark(state.marks.get(key) ?? [], mark)) };
      },
    }),
    'conversation/named@1': on({
      schema: conversationNamed,
      may: placed,
      apply: (state, fact) => ({ ...state, name: write(state.name, fact, fact.body.name) }),
    }),
  },
  (state, today) => ({
    messages: aliveIn(state.messages, today),
    marks: new Map(
      [...state.marks].flatMap(([key, marks]) => {
        const left = marks.filter(({ expiry }) => isAlive(expiry, today));
        return left.length === 0 ? [] : [[key, left] as const];
      }),
    ),
    name: expireRegister(state.name, today),
  }),
);

/** In the order of the space. */
export function messagesIn(state: ConversationsState | undefined): readonly Message[] {
  return [...(state?.messages.values() ?? [])].sort((a, b) => a.seq - b.seq);
}

/** What the conversation is called by whoever made it; null: it has no name of its own. */
export function nameOf(state: ConversationsState | undefined): string | null {
  return latest(state?.name);
}

export interface Reading {
  /** Up to which seq. */
  seq: number;
  reader: string;
}

/** How far guardians have read, by space. */
export function readings(states: BySpace<ConversationsState>): ReadonlyMap<string, readonly Reading[]> {
  const marks = [...states.values()].flatMap((state) => [...state.marks.values()].flat());
  const bySpace = new Map<string, Map<string, number>>();
  for (const { space, reader, seq } of marks) {
    const readers = bySpace.get(space) ?? new Map<string, number>();
    readers.set(reader, Math.max(readers.get(reader) ?? 0, seq));
    bySpace.set(space, readers);
  }
  return new Map(
    [...bySpace].map(([space, readers]) => [space, [...readers].map(([reader, seq]) => ({ reader, seq }))]),
  );
}

interface Reader {
  me: string;
  /** One of the team, in a conversation that the whole team leads: what a colleague has answered is answered. */
  isOfTeam: boolean;
  /** Up to which seq one has looked. */
  seen: number;
}

/** What others have said since one looked or spoke last. `messages` in the order of the space. */
export function unreadIn(messages: readonly Message[], { me, isOfTeam, seen }: Reader): readonly Message[] {
  const isMine = ({ author, from }: Message) => author === me || (isOfTeam && from === 'staff');
  const last = messages.findLast(isMine)?.seq ?? 0;
  return messages.filter(({ seq }) => seq > Math.max(last, seen));
}
