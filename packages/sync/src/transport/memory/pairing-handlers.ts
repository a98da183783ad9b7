/**
 * Where two devices leave each other messages, at the server in memory.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { getPairing, putPairing, type PairingBox } from '@obhut/protocol/pairing-box.ts';
import type { pairingRoutes } from '@obhut/protocol/pairing-routes.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';

type Handlers = { readonly [One in keyof typeof pairingRoutes]: (request: RequestOf<One>) => ResponseOf<One> };

/** `now`: milliseconds since 1970. */
export function pairingHandlers(now: () => number): Handlers {
  const boxes = new Map<string, PairingBox>();
  return {
    'pairing/put': ({ mailbox, slot, bytes }) => {
      putPairing(boxes, toHex(mailbox), slot, bytes, now());
      return {};
    },
    'pairing/get': ({ mailbox, slot }) => ({ bytes: getPairing(boxes, toHex(mailbox), slot, now()) }),
  };
}
