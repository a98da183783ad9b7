/**
 * Posts of mine that the server does not have so far.
 * @module
 */
import type { PostInSpace } from '@obhut/domain/post-copies.ts';
import { postCorrected, postPublished, postPublishedToWards, postPublishedWithFiles } from '@obhut/domain/posts.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';

export interface Upload {
  /** Bytes. */
  sent: number;
  of: number;
}

export interface WaitingPost extends PostInSpace {
  /** Bytes of its files that have been sent, while it waits for them. */
  upload: Upload | null;
}

interface Said {
  /** Null: it is called by its event. */
  post: string | null;
  title: string;
  text: string;
  alts: readonly string[];
}

function saidIn(type: string, body: unknown): Said | null {
  const plain = type === 'post/published@1' ? postPublished.safeParse(body) : null;
  if (plain?.success === true) return { post: null, ...plain.data, alts: [] };
  const withFiles = type === 'post/published@2' ? postPublishedWithFiles.safeParse(body) : null;
  if (withFiles?.success === true) return { post: null, ...withFiles.data };
  const toWards = type === 'post/published@3' ? postPublishedToWards.safeParse(body) : null;
  return toWards?.success === true ? toWards.data : null;
}

/** One for each event, the last one first. */
export function useWaitingPosts(): readonly WaitingPost[] {
  const { outbox } = useSnapshot();
  const { me, standing } = useInstitution();
  const by = standing === 'carrier' ? 'carrier' : 'staff';
  return outbox
    .flatMap(({ id: event, space, type, body, files, upload }) => {
      const said = saidIn(type, body);
      if (said === null) return [];
      const { post, title, text, alts } = said;
      const described = files.map((file, index) => ({ ...file, alt: alts[index] ?? '' }));
      const own = { author: me, by, seq: 0, time: 0, expiry: 0, corrected: null } as const;
      return [{ id: post ?? event, event, space, title, text, ...own, files: described, upload }];
    })
    .toReversed();
}

/** Of all of them together; null where there are no files. */
export function uploadOf(waiting: readonly WaitingPost[]): Upload | null {
  const uploads = waiting.flatMap(({ upload }) => (upload === null ? [] : [upload]));
  if (uploads.length === 0) return null;
  const sum = (part: keyof Upload) => uploads.reduce((all, upload) => all + upload[part], 0);
  return { sent: sum('sent'), of: sum('of') };
}

/** What I have put in place of a post and the server does not have so far. */
export function useWaitingCorrections(): ReadonlyMap<string, { title: string; text: string }> {
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
