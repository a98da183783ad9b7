/**
 * Requests as no browser sends them: any method, any path, any host, byte by byte as they are written; and without TLS.
 * @module
 */
import { Agent, request } from 'node:https';
import { connect } from 'node:net';

export interface Raw {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array | null;
}

export interface Answer {
  status: number;
  body: Buffer;
}

const address = '127.0.0.1';
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function lengthOf(body: Uint8Array | null): Record<string, string> {
  return body === null ? {} : { 'content-length': String(body.length) };
}

export async function send(port: number, { method, path, headers, body }: Raw): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const all = { ...headers, ...lengthOf(body) };
  const outgoing = request({ host: address, servername: 'localhost', port, agent, method, path, headers: all });
  outgoing.on('error', reject).on('response', (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
  });
  outgoing.end(body ?? undefined);
  return promise;
}

/** All that comes back until the line is closed, or nothing comes any more. */
export async function sendUnencrypted(port: number, { method, path, headers, body }: Raw): Promise<Buffer> {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const lines = Object.entries({ host: `localhost:${port}`, connection: 'close', ...headers, ...lengthOf(body) });
  const parts: Buffer[] = [];
  const socket = connect({ host: address, port });
  // A line that is cut is closed as well.
  socket.on('error', () => undefined).on('close', () => resolve(Buffer.concat(parts)));
  socket.on('data', (part: Buffer) => parts.push(part)).setTimeout(10_000, () => socket.destroy());
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  socket.write(body ?? '');
  return promise;
}

export function isHttp(bytes: Buffer): boolean {
  return bytes.subarray(0, 5).toString('latin1') === 'HTTP/';
}

export function closeAll(): void {
  agent.destroy();
}
