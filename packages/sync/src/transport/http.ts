/**
 * The transport over the network: calls by `fetch`, the live connection by WebSocket. Nothing is ever part of an address.
 * @module
 */
import { concat, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { blobHeaders, blobPath, blobProgress, livePath } from '@obhut/protocol/blob.ts';
import { decodeCbor, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError, errorBody } from '@obhut/protocol/errors.ts';
import { liveFrame } from '@obhut/protocol/feed.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import type * as z from 'zod/mini';
import { OfflineError, type BlobPlace, type LiveListener, type Transport } from './transport.ts';
import { schemas } from './wire.ts';

const timeoutMs = 30_000;
/** What carries much over a thin line gets longer. */
const appendTimeoutMs = 120_000;
/** A piece of a blob; a blob as a whole. */
const pieceTimeoutMs = 120_000;
const blobTimeoutMs = 3_600_000;
const carriesMuch: readonly RouteName[] = ['append', 'institution/found', 'vault/write'];
/** An answer that is longer is none of ours. */
const mostAnswerBytes = 67_108_864;
const mediaType = 'application/cbor';

/** Read as it comes, so that an answer without end fills no memory. */
async function bodyOf(response: Response): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    length += read.value.length;
    if (length > mostAnswerBytes) {
      await reader?.cancel();
      throw new ApiError('internal', 'answer-too-long');
    }
    chunks.push(read.value);
  }
  return concat(...chunks);
}

function refusalOf(response: Response, body: Bytes): ApiError {
  try {
    const { code, detail } = decodeCbor(errorBody, body);
    return new ApiError(code, detail);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    // Not our server that answered: a proxy in between, which cannot reach it, or a portal that wants a login.
    return new ApiError(response.status >= 500 ? 'unavailable' : 'internal', 'not-obhut');
  }
}

function answerOf<Answer>(schema: z.ZodMiniType<Answer>, bytes: Bytes): Answer {
  try {
    return decodeCbor(schema, bytes);
  } catch (error) {
    if (error instanceof MalformedError) throw new ApiError('internal', 'answer');
    throw error;
  }
}

async function reached<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // TypeError: not reached, or cut off; DOMException: took too long.
    if (error instanceof TypeError || error instanceof DOMException)
      throw new OfflineError('the server was not reached');
    throw error;
  }
}

/** As it comes; what is not taken is not fetched either. */
async function* partsOf(response: Response): AsyncGenerator<Bytes> {
  const reader = response.body?.getReader();
  let isBroken = true;
  try {
    for (let read = await reached(async () => reader?.read()); read?.value !== undefined;) {
      yield read.value;
      read = await reached(async () => reader?.read());
    }
    isBroken = false;
  } finally {
    // A stream that has failed cannot be cancelled; its failure is what counts.
    await Promise.allSettled([isBroken ? reader?.cancel() : null]);
  }
}

function headersOf({ space, blob }: BlobPlace, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    [blobHeaders.space]: toHex(space),
    [blobHeaders.blob]: toHex(blob),
  };
}

/** Sends a request, as `fetch` does. */
export type Ask = (address: string, init: RequestInit) => Promise<Response>;

export class HttpTransport implements Transport {
  readonly origin: string;
  readonly #ask: Ask;

  /** `origin`: scheme, host and port, as the page was loaded from. */
  constructor(origin: string, ask: Ask = (address, init) => fetch(address, init)) {
    this.origin = origin;
    this.#ask = ask;
  }

  async #post(name: RouteName, body: Bytes, token: string | null): Promise<{ response: Response; bytes: Bytes }> {
    const headers: Record<string, string> = { 'content-type': mediaType, accept: mediaType };
    if (token !== null) headers['authorization'] = `Bearer ${token}`;
    const timeout = carriesMuch.includes(name) ? appendTimeoutMs : timeoutMs;
    return reached(async () => {
      const response = await this.#fetch(`/api/${name}`, { method: 'POST', headers, body }, timeout);
      return { response, bytes: await bodyOf(response) };
    });
  }

  #fetch(path: string, init: RequestInit, timeout: number): Promise<Response> {
    return this.#ask(this.origin + path, {
      ...init,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeout),
    });
  }

  async putBlob(place: BlobPlace, offset: number, body: Bytes, token: string): Promise<number> {
    const headers = {
      ...headersOf(place, token),
      'content-type': 'application/octet-stream',
      [blobHeaders.offset]: String(offset),
    };
    const { response, bytes } = await reached(async () => {
      const answer = await this.#fetch(blobPath, { method: 'PUT', headers, body }, pieceTimeoutMs);
      return { response: answer, bytes: await bodyOf(answer) };
    });
    if (!response.ok) throw refusalOf(response, bytes);
    return answerOf(blobProgress, bytes).offset;
  }

  async getBlob(place: BlobPlace, offset: number, token: string): Promise<AsyncIterable<Bytes>> {
    const headers = { ...headersOf(place, token), range: `bytes=${offset}-` };
    return reached(async () => {
      const response = await this.#fetch(blobPath, { method: 'GET', headers }, blobTimeoutMs);
      // There is nothing from there on.
      if (response.status === 416) return partsOf(new Response(null));
      if (!response.ok) throw refusalOf(response, await bodyOf(response));
      if (offset > 0 && response.status !== 206) throw new ApiError('internal', 'answer');
      return partsOf(response);
    });
  }

  async call<Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> {
    const { response, bytes } = await this.#post(name, encodeCbor(request), token);
    if (!response.ok) throw refusalOf(response, bytes);
    return answerOf(schemas[name].response, bytes);
  }

  live(token: string, after: number, listener: LiveListener): () => void {
    const socket = new WebSocket(`${this.origin.replace(/^http/u, 'ws')}${livePath}`);
    socket.binaryType = 'arraybuffer';
    let isOpen = true;
    const end = (tell: boolean) => {
      if (!isOpen) return;
      isOpen = false;
      socket.close();
      if (tell) listener.closed();
    };
    socket.addEventListener('open', () => socket.send(encodeCbor({ token, after })));
    socket.addEventListener('message', (event: MessageEvent) => {
      if (!isOpen || !(event.data instanceof ArrayBuffer)) return end(true);
      try {
        listener.frame(decodeCbor(liveFrame, new Uint8Array(event.data)));
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
        end(true);
      }
    });
    socket.addEventListener('close', () => end(true));
    socket.addEventListener('error', () => end(true));
    return () => end(false);
  }
}
