/**
 * Downloads of blobs, authorised and logged, against nginx that serves the same file to anyone. Downloads per CPU second of the serving
 * processes; the database's is left out on our side, as access rows are written in batches.
 *
 * [Note: What a large one costs at least] nginx hands a file to the kernel (`sendfile`), so that its bytes never pass through the process. Node has
 * no such call: a bare `http` server of Node's that answers with 5 MB out of memory, and does nothing else, reaches 0.4 of it; an nginx without
 * `sendfile` 0.3. Over TLS, as the bytes go in use, neither could do so.
 *
 * [Note: Warm] A server has been up for days, and what it does often is compiled by then; nginx is compiled from the start. Both answer `before`
 * many first.
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blobHeaders, blobPath } from '@obhut/protocol/blob.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { random } from '@obhut/server/testing/builder.ts';
import { treeCpuSeconds } from '../cpu.ts';
import { measure, type Row, type Side } from '../measure.ts';
import { Installed } from '../server-client.ts';

const nginx = '/usr/sbin/nginx';
const underWay = 16;
const rounds = 5;
const sizes = [
  { name: 'blob, 20 kB', bytes: 20_000, before: 30_000, perTurn: 6000, target: 0.5 },
  // CPU time is counted in hundredths of a second: fewer would be a handful of them.
  { name: 'blob, 5 MB', bytes: 5_000_000, before: 1000, perTurn: 400, target: 0.85 },
];

function download(agent: Agent, port: number, address: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, path: address, headers }, (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length));
      response.on('end', () =>
        response.statusCode === 200 ? resolve(length) : reject(new Error(`status ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** See [Note: Warm]. */
async function side(
  port: number,
  address: string,
  headers: Record<string, string>,
  size: (typeof sizes)[number],
  rest: Omit<Side, 'turn'>,
): Promise<Side> {
  const agent = new Agent({ keepAlive: true, maxSockets: underWay });
  const answered = async (count: number) => {
    let left = count;
    const loop = async () => {
      while (left-- > 0) {
        const length = await download(agent, port, address, headers);
        if (length !== size.bytes) throw new Error('a download was cut short');
      }
    };
    await Promise.all(Array.from({ length: underWay }, loop));
    return count;
  };
  await answered(size.before);
  return {
    turn: () => answered(size.perTurn),
    cpuSeconds: rest.cpuSeconds,
    stop: async () => {
      agent.destroy();
      await rest.stop();
    },
  };
}

async function obhut(size: (typeof sizes)[number]): Promise<Side> {
  const port = 18_203;
  const server = await Installed.start(port);
  const space = await server.found();
  const token = await server.session(server.builder.founder);
  const [blob, content] = [random(16), random(size.bytes)];
  const announced = { space, blob, expiry: 0, size: content.length, hash: hash(content) };
  await server.call('blob/begin', announced, token);
  const headers = {
    authorization: `Bearer ${token}`,
    host: `localhost:${port}`,
    [blobHeaders.space]: toHex(space),
    [blobHeaders.blob]: toHex(blob),
  };
  const uploading = { ...headers, [blobHeaders.offset]: '0', 'content-type': 'application/octet-stream' };
  const stored = await fetch(`${server.origin}${blobPath}`, {
    method: 'PUT',
    headers: uploading,
    body: content,
  });
  if (!stored.ok) throw new Error(`upload: ${stored.status}`);
  const cpuSeconds = () => treeCpuSeconds(server.program.pid) - treeCpuSeconds(server.databasePid);
  return side(port, blobPath, headers, size, { cpuSeconds, stop: server.program.stop });
}

async function bareNginx(size: (typeof sizes)[number]): Promise<Side> {
  const port = 18_204;
  const folder = await mkdtemp(path.join(tmpdir(), 'obhut-nginx-'));
  await chmod(folder, 0o755);
  await writeFile(path.join(folder, 'blob'), random(size.bytes));
  await writeFile(
    path.join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 256; }
     http { access_log ${folder}/access.log; sendfile on; server { listen 127.0.0.1:${port}; root ${folder}; } }\n`,
  );
  const child = spawn(nginx, ['-c', path.join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (!existsSync(path.join(folder, 'pid'))) await new Promise((resolve) => setTimeout(resolve, 20));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  };
  return side(port, '/blob', {}, size, { cpuSeconds: () => treeCpuSeconds(child.pid ?? 0), stop });
}

export async function blobRows(): Promise<Row[]> {
  if (!existsSync(nginx)) {
    process.stderr.write('The rows of blobs need nginx to compare with: apt-get install nginx-light\n');
    return [];
  }
  const rows: Row[] = [];
  for (const size of sizes) {
    rows.push(await measure(size.name, size.target, 'cpu-second', await obhut(size), await bareNginx(size), rounds));
  }
  return rows;
}
