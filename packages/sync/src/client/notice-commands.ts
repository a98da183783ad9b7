/**
 * Being told of news while no page is open, through the {@link Client} port.
 * @module
 */
import type { NoticeHours } from '@obhut/protocol/notice-hours.ts';

/** When one's devices may be woken: bit 0 of `days` is Monday; minutes of the institution's day, `until` before `from` is over midnight. */
export type { NoticeHours };

export interface NoticeState {
  /** The server wakes this device. */
  isOn: boolean;
  /** One's own, or the usual ones. */
  hours: NoticeHours;
}

export interface NoticeCommands {
  /** For `PushManager.subscribe`: 65 bytes. */
  noticeKey(): Promise<Uint8Array>;
  /** `endpoint`: where this browser is reached; on is what the server reaches there. Null: wherever. */
  readNotices(endpoint: string | null): Promise<NoticeState>;
  /** In all institutions of the account. Rejects with `push-refused` where the server does not speak to that push service. */
  startNotices(endpoint: string): Promise<void>;
  stopNotices(): Promise<void>;
  /** For all of one's devices. */
  setNoticeHours(hours: NoticeHours): Promise<void>;
  /** Whoever is in front of the screen sees what this device has read: nobody is told of it later. */
  looked(): Promise<void>;
}
