/**
 * Files through the {@link Client} port: taken in and cleaned, sent with an event, opened.
 * @module
 */

/** A file that waits on this device for the event that it belongs to. */
export interface TakenFile {
  /** Hex. */
  id: string;
  name: string;
  mediaType: string;
  /** Bytes of what is sent. */
  size: number;
  /** A small picture of it, if it is one. */
  thumbnail: Blob | null;
}

export interface FileCommands {
  /**
   * Cleans a file of what it says besides what it shows, and keeps it sealed on this device, for a day if nothing is sent with it. Rejects
   * with what is wrong with it; then nothing of it stays.
   */
  takeFile(file: Blob, name: string): Promise<TakenFile>;
  /** It is not to be sent after all. */
  dropFile(id: string): Promise<void>;
  /** `index`: as the fact has it, of a file or of its thumbnail. Verified as a whole before it is given. */
  openFile(space: string, event: string, index: number): Promise<Blob>;
  /** An event that still waits is not sent, and its files go. Rejects with `not-allowed` where it is sent already. */
  unsend(event: string): Promise<void>;
}
