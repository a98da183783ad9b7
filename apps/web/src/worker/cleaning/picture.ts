/**
 * Pictures are drawn anew: what is sent has the pixels that one sees, upright, and nothing else that the camera wrote down.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';
import type { Kind } from './kinds.ts';
import { pixelsOf } from './pixels.ts';

/** Pixels of the longer edge. */
const edge = { picture: 2560, thumbnail: 320 };
const quality = { picture: 0.86, thumbnail: 0.75 };
/** What a phone's memory holds while it is drawn: four bytes each. */
const mostPixels = 80_000_000;

async function decoded(file: Blob, kind: Exclude<Kind, 'pdf'>): Promise<ImageBitmap> {
  const pixels = await pixelsOf(file, kind);
  if (pixels === null) throw new ClientError('file-not-picture');
  if (pixels > mostPixels) throw new ClientError('picture-too-large');
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (error) {
    // HTML, createImageBitmap(): the name of what cannot be decoded.
    if (!(error instanceof DOMException)) throw error;
    throw new ClientError(kind === 'heif' ? 'heic' : 'file-not-picture');
  }
}

async function drawn(bitmap: ImageBitmap, use: keyof typeof edge): Promise<Blob> {
  const scale = Math.min(1, edge[use] / Math.max(bitmap.width, bitmap.height));
  const size = (length: number) => Math.max(1, Math.round(length * scale));
  const canvas = new OffscreenCanvas(size(bitmap.width), size(bitmap.height));
  const paper = canvas.getContext('2d', { alpha: false });
  if (paper === null) throw new ClientError('storage-full');
  paper.fillStyle = 'white';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return await canvas.convertToBlob({ type: 'image/jpeg', quality: quality[use] });
}

/** Both JPEG. Rejects with `ClientError`. */
export async function cleanPicture(
  file: Blob,
  kind: Exclude<Kind, 'pdf'>,
): Promise<{ picture: Blob; thumbnail: Blob }> {
  const bitmap = await decoded(file, kind);
  try {
    return { picture: await drawn(bitmap, 'picture'), thumbnail: await drawn(bitmap, 'thumbnail') };
  } finally {
    bitmap.close();
  }
}
