/**
 * Cleans files on this device, before anything of them is sealed (docs/decisions/0031). What cannot be cleaned is not taken.
 * @module
 */
import type { Cleaner } from '@obhut/sync/client/cleaner.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import { headBytes, kindOf } from './kinds.ts';
import { cleanPicture } from './picture.ts';

/** A document is in memory as a whole while it is cleaned. */
const most = { pdf: 52_428_800, picture: 62_914_560 };

/** With the ending of what it is now. */
function named(name: string, ending: string): string {
  const stem = name.replace(/\.[a-z0-9]{1,5}$/iu, '').trim();
  return `${stem === '' ? 'Datei' : stem}.${ending}`;
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof DOMException) throw new ClientError('file-unreadable');
    throw error;
  }
}

export const clean: Cleaner = async (file, name) => {
  const kind = kindOf(await bytesOf(file.slice(0, headBytes)));
  if (kind === null) throw new ClientError('file-type');
  if (file.size > (kind === 'pdf' ? most.pdf : most.picture)) throw new ClientError('file-too-large');
  if (kind !== 'pdf') {
    const { picture, thumbnail } = await cleanPicture(file, kind);
    return { content: picture, mediaType: 'image/jpeg', name: named(name, 'jpg'), thumbnail };
  }
  // As large as everything else here together, and seldom needed.
  const { cleanPdf } = await import('./pdf.ts');
  const content = new Blob([await cleanPdf(await bytesOf(file))], { type: 'application/pdf' });
  return { content, mediaType: 'application/pdf', name: named(name, 'pdf'), thumbnail: null };
};
