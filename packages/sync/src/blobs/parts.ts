/**
 * What of an event's blobs a model may see. A thumbnail is a blob of the same event whose name says of which one: `thumbnail/3`. Names of
 * files have no slash, so none is taken for one.
 * @module
 */
import type { FilePart } from '@obhut/domain/kernel/model.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import type { BlobRef } from '../space/fact.ts';

const thumbnailName = /^thumbnail\/(\d{1,2})$/u;
const mostNameLength = 200;

export function thumbnailOf(index: number): string {
  return `thumbnail/${index}`;
}

/** A file's name as it is sent and shown: one line, without folders and without what turns the direction of reading. */
export function tidyName(name: string): string {
  return tidyLine(name.replaceAll(/[/\\]/gu, '-')).slice(0, mostNameLength).trim();
}

export function filesOf(blobs: readonly Pick<BlobRef, 'name' | 'mediaType' | 'size'>[]): FilePart[] {
  const thumbnails = new Map<number, number>();
  for (const [index, { name }] of blobs.entries()) {
    const of = thumbnailName.exec(name)?.[1];
    if (of !== undefined) thumbnails.set(Number(of), index);
  }
  const isThumbnail = new Set(thumbnails.values());
  return blobs.flatMap(({ name, mediaType, size }, index) => {
    if (isThumbnail.has(index)) return [];
    return [{ index, name: tidyName(name), mediaType, size, thumbnail: thumbnails.get(index) ?? null }];
  });
}
