/**
 * What one can do with a letter before one has joined, through the {@link Client} port.
 * @module
 */
import type { NewSpaceDraft } from '../client.ts';

export interface LetterCommands {
  /**
   * To be said into one's own mailbox as soon as one has joined, with the time of now. Until then it lies on this device, sealed under the
   * letter's keys, and nowhere else. What has the same key is said once, the first time. Rejects with `not-allowed` without a letter in hand.
   */
  sayOnceIn(key: string, draft: NewSpaceDraft): Promise<void>;
}
