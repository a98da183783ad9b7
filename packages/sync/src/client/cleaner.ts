/**
 * The port to what takes out of a file everything that it says besides what it shows. The engine seals nothing that did not come through it.
 * @module
 */

export interface CleanFile {
  content: Blob;
  mediaType: string;
  name: string;
  /** JPEG. */
  thumbnail: Blob | null;
}

/** Rejects with `ClientError` for what it cannot clean. */
export type Cleaner = (file: Blob, name: string) => Promise<CleanFile>;
