/**
 * A live connection that says whose it is, and then never reads (RFC 6455, section 5).
 * @module
 */
import { livePath } from '@obhut/protocol/blob.ts';
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import { eventually, Line } from './line.ts';
import { randomBytes } from './random.ts';

const openMs = 10_000;
const binary = 0x82;
const pong = 0x8a;

/** As clients send them: masked. At most 125 bytes. */
function frame(kind: number, bytes: Uint8Array): Uint8Array {
  const mask = randomBytes(4);
  return Uint8Array.from([kind, 0x80 | bytes.length, ...mask, ...bytes.map((byte, i) => byte ^ (mask[i % 4] ?? 0))]);
}

/** `after`: the position from which on it wants everything. */
export async function openDeadReceiver(port: number, token: string, after: number): Promise<Line> {
  const line = await Line.open(port);
  const key = Buffer.from(randomBytes(16)).toString('base64');
  const head = ['upgrade: websocket', 'connection: Upgrade', `sec-websocket-key: ${key}`, 'sec-websocket-version: 13'];
  line.say([`GET ${livePath} HTTP/1.1`, `host: localhost:${port}`, ...head, '', ''].join('\r\n'));
  if (!(await eventually(() => line.answer.startsWith('HTTP/1.1 101'), openMs)))
    throw new Error(`no live connection: ${line.answer}`);
  line.socket.pause();
  line.say(frame(binary, encodeCbor({ token, after })));
  return line;
}

/** Says that it is alive without having been asked, since it reads no question. */
export function pretend(line: Line): void {
  line.say(frame(pong, new Uint8Array()));
}
