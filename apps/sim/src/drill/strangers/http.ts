/**
 * Requests as no browser sends them: any method, any path, any host, byte by byte as they are written.
 * @module
 */
import { Agent, request } from 'node:http';

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

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

export async function send(port: number, { method, path, headers, body }: Raw): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const length = body === null ? {} : { 'content-length': String(body.length) };
  const outgoing = request({ host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...length } });
  outgoing.on('error', reject).on('response', (response) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
  });
  outgoing.end(body ?? undefined);
  return promise;
}

export function closeAll(): void {
  agent.destroy();
}
