/**
 * The built app at a server as everybody meets it, for programs that measure it.
 * @module
 */
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** The server packs its files beside its start; who comes after that, as everybody does, gets less. */
export async function isPacked(origin: string): Promise<void> {
  const page = await (await fetch(origin, { headers: { accept: 'text/html' } })).text();
  const script = /src="([^"]*\/start-[^"]*)"/u.exec(page)?.[1] ?? '';
  for (let tries = 0; tries < 600; tries++) {
    const { headers } = await fetch(`${origin}${script}`, { headers: { 'accept-encoding': 'br' } });
    if (headers.get('content-encoding') === 'br') return;
    await setTimeout(100);
  }
  throw new Error(`${script} is never sent packed`);
}
