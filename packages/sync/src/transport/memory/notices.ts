/**
 * Who is to be woken at the server in memory, and who was. What comes at a time when nobody may be woken is not kept for later here.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { usualHours, waitsUntil, type NoticeHours } from '@obhut/protocol/notice-hours.ts';
import { mostNoticeDevices } from '@obhut/protocol/notice-routes.ts';
import { isOfPushService, usualPushServices } from '@obhut/protocol/push-services.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';

interface Kept {
  persona: Bytes;
  device: Bytes;
  endpoint: string;
}

/** A commit of which somebody may be told. */
export interface Notable {
  author: Bytes;
  isUrgent: boolean;
  isReader: (persona: Bytes) => boolean;
  isStaff: (persona: Bytes) => boolean;
}

const done: ResponseOf<'notice/start'> = {};

export class MemoryNotices {
  /** Longest there first. */
  #kept: Kept[] = [];
  readonly #hours = new Map<string, NoticeHours>();
  /** Where devices were woken, in order. */
  readonly woken: string[] = [];

  start({ device, endpoint }: RequestOf<'notice/start'>, persona: Bytes): typeof done {
    if (!isOfPushService(endpoint, usualPushServices)) throw new ApiError('refused', 'endpoint');
    this.end({ device }, persona);
    const own = this.#kept.filter((kept) => equalBytes(kept.persona, persona));
    if (own.length >= mostNoticeDevices) this.#kept = this.#kept.filter((kept) => kept !== own[0]);
    this.#kept.push({ persona, device, endpoint });
    return done;
  }

  end({ device }: RequestOf<'notice/end'>, persona: Bytes): typeof done {
    const isTheirs = (kept: Kept) =>
      equalBytes(kept.persona, persona) && (device === null || equalBytes(kept.device, device));
    this.#kept = this.#kept.filter((kept) => !isTheirs(kept));
    return done;
  }

  read({ device, endpoint }: RequestOf<'notice/read'>, persona: Bytes, isStaff: boolean): ResponseOf<'notice/read'> {
    const isOn = this.#kept.some(
      (kept) =>
        equalBytes(kept.persona, persona) &&
        equalBytes(kept.device, device) &&
        (endpoint === null || kept.endpoint === endpoint),
    );
    return { isOn, hours: this.#hoursOf(persona, isStaff) };
  }

  #hoursOf(persona: Bytes, isStaff: boolean): NoticeHours {
    return this.#hours.get(toHex(persona)) ?? usualHours[isStaff ? 'staff' : 'others'];
  }

  setHours({ hours }: RequestOf<'notice/hours'>, persona: Bytes): typeof done {
    this.#hours.set(toHex(persona), hours);
    return done;
  }

  wake({ author, isUrgent, isReader, isStaff }: Notable, now: number): void {
    for (const { persona, endpoint } of this.#kept) {
      if (equalBytes(persona, author) || !isReader(persona)) continue;
      const isTime = waitsUntil(this.#hoursOf(persona, isStaff(persona)), now) === null;
      if (isTime || (isUrgent && !isStaff(persona))) this.woken.push(endpoint);
    }
  }

  /** `isMember`: of anything, by hex id. */
  shred(isMember: (persona: string) => boolean): void {
    this.#kept = this.#kept.filter(({ persona }) => isMember(toHex(persona)));
    for (const persona of this.#hours.keys()) if (!isMember(persona)) this.#hours.delete(persona);
  }
}
