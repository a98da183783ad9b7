/**
 * The port through which the engine reaches a server: calls by route name, and one live connection.
 * @module
 */
import type { LiveFrame } from '@obhut/protocol/feed.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';

/** The server was not reached, or did not answer: nothing is known about what became of the call. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

export interface LiveListener {
  frame: (frame: LiveFrame) => void;
  /** Once, for whatever reason; not after `close` was called. */
  closed: () => void;
}

export interface Transport {
  /** The origin that sessions are bound to, such as `https://obhut.example`. */
  readonly origin: string;
  /** Rejects with `ApiError` (what the server answered) or {@link OfflineError}; answers that do not fit the schema are an `ApiError('internal')`. */
  call<Name extends RouteName>(name: Name, request: RequestOf<Name>, token: string | null): Promise<ResponseOf<Name>>;
  /** Everything readable after position `after`, then what comes. Returns `close`. */
  live(token: string, after: number, listener: LiveListener): () => void;
}
