/**
 * Posts as screens show them: with names, and with those that still wait to be sent.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { directory, people } from '@obhut/domain/people.ts';
import {
  newestFirst,
  postCorrected,
  postPublished,
  postPublishedWithFiles,
  postRead,
  posts,
  readBy,
  withdrawnPosts,
  type PostInSpace,
  type Sender,
  type WithdrawnPost,
} from '@obhut/domain/posts.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { remindersOf } from '@obhut/domain/post-audience.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';

export interface ShownPost extends PostInSpace {
  authorName: string;
  /** As whom they wrote: the name, and that it is the carrier's. */
  byline: string;
  audience: string;
  /** Nobody but the staff reads it. */
  isAmongStaff: boolean;
  isWaiting: boolean;
  /** A correction of it waits to be sent: these are its words already. */
  isCorrecting: boolean;
  /** Bytes of its files that have been sent, while it waits for them. */
  upload: { sent: number; of: number } | null;
}

type WaitingPost = PostInSpace & Pick<ShownPost, 'upload'>;

function saidIn(type: string, body: unknown): { title: string; text: string; alts: readonly string[] } | null {
  const plain = type === 'post/published@1' ? postPublished.safeParse(body) : null;
  if (plain?.success === true) return { ...plain.data, alts: [] };
  const withFiles = type === 'post/published@2' ? postPublishedWithFiles.safeParse(body) : null;
  return withFiles?.success === true ? withFiles.data : null;
}

/** Posts of mine that the server does not have so far; the last one first. */
function useWaiting(): readonly WaitingPost[] {
  const { outbox } = useSnapshot();
  const { me, standing } = useInstitution();
  const by = standing === 'carrier' ? 'carrier' : 'staff';
  return outbox
    .flatMap(({ id, space, type, body, files, upload }) => {
      const said = saidIn(type, body);
      if (said === null) return [];
      const { title, text, alts } = said;
      const described = files.map((file, index) => ({ ...file, alt: alts[index] ?? '' }));
      const own = { author: me, by, time: 0, expiry: 0, corrected: null } as const;
      return [{ id, space, title, text, ...own, files: described, upload }];
    })
    .toReversed();
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

/** What an audience is called, by its space. */
export function useAudienceName(): (space: string) => string {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const all = useModel(groups, allGroups);
  const known = allWards(useBySpace(wards), spaces);
  return (id) => {
    const group = all.find((one) => one.id === id);
    if (group !== undefined) return t('toGroup', { group: group.name });
    const ward = known.find((one) => one.spaces.ward === id)?.fields.name ?? '';
    if (ward !== '') return t('toWard', { ward });
    const kind = spaces.find((space) => space.id === id)?.kind;
    if (kind === 'team') return t('toTeam');
    return kind === 'everyone' ? t('toAll') : t('toUnknown');
  };
}

/** What I have put in place of a post and the server does not have so far. */
function useWaitingCorrections(): ReadonlyMap<string, { title: string; text: string }> {
  const { outbox } = useSnapshot();
  return new Map(
    outbox.flatMap(({ type, body }) => {
      const parsed = type === 'post/corrected@1' ? postCorrected.safeParse(body) : null;
      if (parsed?.success !== true) return [];
      const { post, title, text } = parsed.data;
      return [[post, { title, text }] as const];
    }),
  );
}

/** Newest first. */
export function usePosts(): readonly ShownPost[] {
  const { spaces } = useInstitution();
  const nameOf = useNames();
  const bylineOf = useBylines();
  const audienceName = useAudienceName();
  const stored = useModel(posts, newestFirst);
  const { deleting } = useSnapshot();
  const corrections = useWaitingCorrections();
  const ids = new Set(stored.map(({ id }) => id));
  const waiting = useWaiting().filter(({ id }) => !ids.has(id));
  const shown = (isWaiting: boolean) => (post: PostInSpace | WaitingPost) => ({
    upload: null,
    ...post,
    ...corrections.get(post.id),
    isCorrecting: corrections.has(post.id),
    authorName: nameOf(post.author),
    byline: bylineOf(post.author, post.by),
    audience: audienceName(post.space),
    isAmongStaff: spaces.some(({ id, kind }) => id === post.space && kind === 'team'),
    isWaiting,
  });
  return [...waiting.map(shown(true)), ...stored.filter(({ id }) => !deleting.includes(id)).map(shown(false))];
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
    audience: audienceName(gone.space),
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
