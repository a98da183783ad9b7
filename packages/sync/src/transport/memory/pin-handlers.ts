/**
 * The calls about PINs, at the server in memory.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import type { pinRoutes } from '@obhut/protocol/pin-routes.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { MemoryPins } from './pins.ts';
import type { Who } from './sessions.ts';

type Handlers = {
  readonly [One in keyof typeof pinRoutes]: (
    request: RequestOf<One>,
    token: string | null,
  ) => ResponseOf<One> | Promise<ResponseOf<One>>;
};

/** `pins`: made at the first use. */
export function pinHandlers(
  pins: () => MemoryPins,
  whoOf: (token: string | null) => Who,
  isMember: (who: Who) => boolean,
): Handlers {
  return {
    'pin/register-start': (request, token) => {
      whoOf(token);
      return pins().registerStart(request);
    },
    'pin/register-finish': (request, token) => pins().registerFinish(request, whoOf(token)),
    'pin/login-start': (request, token) => {
      const who = whoOf(token);
      if (!isMember(who)) throw new ApiError('unauthenticated');
      return pins().loginStart(request, who);
    },
    'pin/login-finish': (request, token) => pins().loginFinish(request, whoOf(token)),
    'pin/remove': (request, token) => pins().remove(request, whoOf(token)),
  };
}
