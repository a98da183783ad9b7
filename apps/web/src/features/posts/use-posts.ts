/**
 * Posts as screens show them: with names, and with those that still wait to be sent.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { newestFirst, postPublished, postRead, posts, readBy, type PostInSpace } from '@obhut/domain/posts.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';

export interface ShownPost extends PostInSpace {
  authorName: string;
  audience: string;
  isWaiting: boolean;
}

/** Posts of mine that the server does not have so far; the last one first. */
function useWaiting(): readonly PostInSpace[] {
  const { outbox } = useSnapshot();
  const { me } = useInstitution();
  return outbox
    .flatMap(({ id, space, type, body }) => {
      const parsed = type === 'post/published@1' ? postPublished.safeParse(body) : null;
      return parsed?.success === true ? [{ id, space, ...parsed.data, author: me, time: 0, expiry: 0 }] : [];
    })
    .toReversed();
}

export function useNames(): (persona: string) => string {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  return (persona) => names.get(persona)?.name ?? t('nobody');
}

/** What an audience is called, by its space. */
function useAudienceName(): (space: string) => string {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const all = useModel(groups, allGroups);
  return (id) => {
    const group = all.find((one) => one.id === id);
    if (group !== undefined) return t('toGroup', { group: group.name });
    return spaces.find((space) => space.id === id)?.kind === 'everyone' ? t('toAll') : t('toUnknown');
  };
}

/** Newest first. */
export function usePosts(): readonly ShownPost[] {
  const nameOf = useNames();
  const audienceName = useAudienceName();
  const stored = useModel(posts, newestFirst);
  const { deleting } = useSnapshot();
  const ids = new Set(stored.map(({ id }) => id));
  const waiting = useWaiting().filter(({ id }) => !ids.has(id));
  const shown = (isWaiting: boolean) => (post: PostInSpace) => ({
    ...post,
    authorName: nameOf(post.author),
    audience: audienceName(post.space),
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

/** The beginning of a text, in one line. */
export function previewOf(text: string): string {
  return text.slice(0, 120).replaceAll(/\s+/gu, ' ').replaceAll('**', '');
}
