/**
 * The calls about notices, at the server in memory.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { noticeRoutes } from '@obhut/protocol/notice-routes.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { MemoryInstitution } from './institution.ts';
import { deviceEnded } from './sessions.ts';

/** Who calls, today. */
export interface Caller {
  institution: MemoryInstitution;
  persona: Bytes;
  today: number;
  isEnded: (device: Bytes) => boolean;
}

type Handlers = {
  readonly [One in keyof typeof noticeRoutes]: (request: RequestOf<One>, token: string | null) => ResponseOf<One>;
};

/** Nobody is woken by this key: it is only of the form of one. */
const key = new Uint8Array(65).fill(4);

export function noticeHandlers(callerOf: (token: string | null) => Caller): Handlers {
  return {
    'notice/key': (_, token) => {
      callerOf(token);
      return { key };
    },
    'notice/start': (request, token) => {
      const { institution, persona, isEnded } = callerOf(token);
      if (isEnded(request.device)) throw new ApiError('refused', deviceEnded);
      return institution.notices.start(request, persona);
    },
    'notice/end': (request, token) => {
      const { institution, persona } = callerOf(token);
      return institution.notices.end(request, persona);
    },
    'notice/read': (request, token) => {
      const { institution, persona, today } = callerOf(token);
      return institution.notices.read(request, persona, institution.isStaff(persona, today));
    },
    'notice/hours': (request, token) => {
      const { institution, persona } = callerOf(token);
      return institution.notices.setHours(request, persona);
    },
  };
}
