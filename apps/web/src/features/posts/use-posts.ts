/**
 * Posts as screens show them: with names, and with those that still wait to be sent.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { whole, type WholePost } from '@obhut/domain/post-copies.ts';
import {
  newestFirst,
  postRead,
  posts,
  readBy,
  withdrawnPosts,
  type Sender,
  type WithdrawnPost,
} from '@obhut/domain/posts.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { remindersOf } from '@obhut/domain/post-audience.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { byName, listText } from '../../ui/dates.ts';
import {
  uploadOf,
  useWaitingCorrections,
  useWaitingPosts,
  type Upload,
  type WaitingPost,
} from './use-waiting-posts.ts';

export interface ShownPost extends WholePost {
  authorName: string;
  /** As whom they wrote: the name, and that it is the carrier's. */
  byline: string;
  audience: string;
  /** Nobody but the staff reads it. */
  isAmongStaff: boolean;
  /** The server has nothing of it so far. */
  isWaiting: boolean;
  /** What of it waits to be sent. */
  unsent: readonly WaitingPost[];
  /** A correction of it waits to be sent: these are its words already. */
  isCorrecting: boolean;
  /** Bytes of its files that have been sent, while it waits for them. */
  upload: Upload | null;
}

export function useNames(): (persona: string) => string {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  return (persona) => names.get(persona)?.name ?? t('nobody');
}

/** Who wrote it, for those who read it: of the carrier it is said that they are. */
export function useBylines(): (author: string, by: Sender) => string {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  return (author, by) => {
    const name = names.get(author)?.name ?? null;
    if (by === 'staff') return name ?? t('nobody');
    return name === null ? t('carrier') : t('byCarrier', { name });
  };
}

/** So many wards are named; more than one more are counted. */
const mostNamed = 4;

/** What an audience is called, by its space, or by those of several wards. */
export function useAudienceName(): (spaces: readonly string[]) => string {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const all = useModel(groups, allGroups);
  const known = allWards(useBySpace(wards), spaces);
  const wardIn = (id: string) => known.find((one) => one.spaces.ward === id)?.fields.name ?? '';
  return (ids) => {
    const names = ids.map(wardIn).filter((name) => name !== '');
    const sorted = names.toSorted(byName((name) => name));
    const more = sorted.length > mostNamed ? [t('moreWards', { count: sorted.length - mostNamed + 1 })] : [];
    const shown = [...sorted.slice(0, mostNamed - more.length), ...more];
    if (shown.length > 0) return t('toWard', { ward: listText(shown) });
    const group = all.find(({ id }) => ids.includes(id));
    if (group !== undefined) return t('toGroup', { group: group.name });
    const kind = spaces.find(({ id }) => ids.includes(id))?.kind;
    if (kind === 'team') return t('toTeam');
    return kind === 'everyone' ? t('toAll') : t('toUnknown');
  };
}

/** Newest first. */
export function usePosts(): readonly ShownPost[] {
  const { me, spaces } = useInstitution();
  const nameOf = useNames();
  const bylineOf = useBylines();
  const audienceName = useAudienceName();
  const stored = useModel(posts, newestFirst);
  const { deleting } = useSnapshot();
  const corrections = useWaitingCorrections();
  const events = new Set(stored.flatMap(({ copies }) => copies.map(({ event }) => event)));
  const waiting = useWaitingPosts().filter(({ event }) => !events.has(event));
  const mine = new Set(stored.flatMap(({ id, author }) => (author === me ? [id] : [])));
  const isDeleting = ({ copies }: WholePost) => copies.every(({ event }) => deleting.includes(event));
  const shown = (post: WholePost, unsent: readonly WaitingPost[], isWaiting: boolean): ShownPost => ({
    ...post,
    ...corrections.get(post.id),
    isCorrecting: corrections.has(post.id),
    authorName: nameOf(post.author),
    byline: bylineOf(post.author, post.by),
    audience: audienceName([...new Set([...post.copies, ...unsent].map(({ space }) => space))]),
    isAmongStaff: spaces.some(({ id, kind }) => id === post.space && kind === 'team'),
    isWaiting,
    unsent,
    upload: uploadOf(unsent),
  });
  const whollyWaiting = whole(waiting.filter(({ id }) => !mine.has(id)));
  const unsentOf = ({ id, author }: WholePost) =>
    author === me ? waiting.filter((waitingOne) => waitingOne.id === id) : [];
  return [
    ...whollyWaiting.map((post) => shown(post, post.copies, true)),
    ...stored.filter((post) => !isDeleting(post)).map((post) => shown(post, unsentOf(post), false)),
  ];
}

/** Posts that I have opened, also where the mark still waits to be sent. */
export function useRead(): ReadonlySet<string> {
  const { outbox } = useSnapshot();
  const { me } = useInstitution();
  const sent = readBy(useBySpace(posts), me);
  const waiting = outbox.flatMap(({ type, body }) => {
    const parsed = type === 'post/read@1' ? postRead.safeParse(body) : null;
    return parsed?.success === true ? [parsed.data.post] : [];
  });
  return new Set([...sent, ...waiting]);
}

export interface ShownWithdrawal extends WithdrawnPost {
  byline: string;
  audience: string;
}

/** Newest first. */
export function useWithdrawn(): readonly ShownWithdrawal[] {
  const bylineOf = useBylines();
  const audienceName = useAudienceName();
  return useModel(posts, withdrawnPosts).map((gone) => ({
    ...gone,
    byline: bylineOf(gone.author, gone.by),
    audience: audienceName(gone.spaces),
  }));
}

/** Whether the team has reminded me of a post. */
export function useIsReminded(): (post: string) => boolean {
  const { me, spaces } = useInstitution();
  const states = useBySpace(posts);
  return (post) => remindersOf(states, spaces, post).has(me);
}

/** The beginning of a text, in one line. */
export function previewOf(text: string): string {
  return text.slice(0, 120).replaceAll(/\s+/gu, ' ').replaceAll('**', '');
}
