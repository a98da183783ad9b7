/**
 * Saying the same in several spaces through the {@link Client} port.
 * @module
 */
import type { Draft } from '../client.ts';

export interface EachCommands {
  /**
   * The same for each of the spaces, as an event of its own: into the outbox, all of them or none, and sent one by one. Files are sealed anew
   * for each, so that nothing in one space can be told from what lies in another. Returns the events' ids in the order of the spaces.
   */
  sendToEach(spaces: readonly string[], draft: Omit<Draft, 'space'>): Promise<string[]>;
}
