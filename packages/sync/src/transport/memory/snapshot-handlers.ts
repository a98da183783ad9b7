/**
 * The calls about snapshots, at the server in memory.
 * @module
 */
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { snapshotRoutes } from '@obhut/protocol/snapshot-routes.ts';
import type { Caller } from './notice-handlers.ts';

type Handlers = {
  readonly [One in keyof typeof snapshotRoutes]: (request: RequestOf<One>, token: string | null) => ResponseOf<One>;
};

export function snapshotHandlers(callerOf: (token: string | null) => Caller): Handlers {
  return {
    'snapshot/read': (_, token) => {
      const { institution, persona, today } = callerOf(token);
      return institution.snapshots.read(persona, today);
    },
    'snapshot/write': (request, token) => {
      const { institution, persona, today } = callerOf(token);
      return institution.snapshots.write(request, persona, today);
    },
  };
}
