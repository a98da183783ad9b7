/**
 * What the server of a {@link FakeWorld} knows of one person's notices.
 * @module
 */
import type { NoticeHours, NoticeState } from '@obhut/sync/client/notice-commands.ts';

export class FakeNotices {
  /** Where this device is woken; null: nowhere. */
  endpoint: string | null = null;
  hours: NoticeHours = { days: 0b1111111, from: 7 * 60, until: 20 * 60 };
  readonly key = new Uint8Array(65).fill(4);
  /** How often somebody has looked. */
  looks = 0;

  read(endpoint: string | null): NoticeState {
    const isOn = this.endpoint !== null && (endpoint === null || endpoint === this.endpoint);
    return { isOn, hours: this.hours };
  }
}
