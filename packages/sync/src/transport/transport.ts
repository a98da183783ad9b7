/**
 * The port through which the engine reaches a server: calls by route name, and one live connection.
 * @module
 */
import type { Bytes } from '@obhut/protocol/bytes.ts';
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

export interface BlobPlace {
  space: Bytes;
  blob: Bytes;
}

export interface Transport {
  /** The origin that sessions are bound to, such as `https://obhut.example`. */
  readonly origin: string;
  /** Rejects with `ApiError` (what the server answered) or {@link OfflineError}; answers that do not fit the schema are an `ApiError('internal')`. */
  call<Name extends RouteName>(name: Name, request: RequestOf<Name>, token: string | null): Promise<ResponseOf<Name>>;
  /** Sends a piece of an announced blob, from byte `offset` on; how many bytes the server has then. Rejects as {@link call}. */
  putBlob(place: BlobPlace, offset: number, bytes: Bytes, token: string): Promise<number>;
  /** The bytes of a blob from `offset` on. Rejects as {@link call}, in the middle too. */
  getBlob(place: BlobPlace, offset: number, token: string): Promise<AsyncIterable<Bytes>>;
  /** Everything readable after position `after`, then what comes. Returns `close`. */
  live(token: string, after: number, listener: LiveListener): () => void;
}
