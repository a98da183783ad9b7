/**
 * The app's sources as a browser takes them, for programs that measure a part of it: served unbuilt, so that what is measured is rather too long.
 * @module
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './packed-app.ts';
import { root } from './repo.ts';

interface Unbuilt {
  origin: string;
  stop: () => void;
}

async function isServing(origin: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${origin}/dev.html`).catch(() => null);
    if (answer?.ok === true) return;
    await setTimeout(200);
  }
  throw new Error('the app is not served');
}

export async function serveUnbuilt(): Promise<Unbuilt> {
  const web = join(root, 'apps/web');
  const port = await freePort();
  const args = [join(web, 'node_modules/vite/bin/vite.js'), '--port', `${port}`, '--strictPort', '--host', '127.0.0.1'];
  const vite = spawn(process.execPath, args, { cwd: web, stdio: ['ignore', 'ignore', 'inherit'] });
  const origin = `http://127.0.0.1:${port}`;
  try {
    await isServing(origin);
  } catch (error) {
    vite.kill();
    throw error;
  }
  return { origin, stop: () => void vite.kill() };
}
