/**
 * The live connection, as a member's device opens it, with somebody else's token.
 * @module
 */
import { livePath } from '@obhut/protocol/blob.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';

/** So long nothing comes any more. */
const quietMs = 400;

/** Every frame that comes, in one. `after`: the place in the feed from which on. */
export async function listen(origin: string, token: string, after: number): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const end = (): void => resolve(undefined);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${livePath}`);
  socket.binaryType = 'arraybuffer';
  const frames: Buffer[] = [];
  let timer = setTimeout(end, 10 * quietMs);
  socket.addEventListener('open', () => socket.send(encodeCbor({ token, after })));
  socket.addEventListener('message', ({ data }: MessageEvent) => {
    if (data instanceof ArrayBuffer) frames.push(Buffer.from(data));
    clearTimeout(timer);
    timer = setTimeout(end, quietMs);
  });
  socket.addEventListener('close', end);
  await promise;
  clearTimeout(timer);
  socket.close();
  return Buffer.concat(frames);
}
