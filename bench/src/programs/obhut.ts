/**
 * The server as a program of its own, without rate limits: prints `{"port","code"}` when it listens.
 * @module
 */
import { makeApp } from '@obhut/server/app.ts';
import { makeLogger } from '@obhut/server/logging.ts';
import { registerRoutes } from '@obhut/server/routes/register.ts';
import { install } from '../installation.ts';

const port = Number(process.argv[2]);
const origin = `http://localhost:${port}`;
const { services, databasePid, foundingCode, stop } = await install(origin);
const app = await makeApp({
  host: '127.0.0.1',
  origin,
  logger: makeLogger('error'),
  webFiles: [],
  ready: () => Promise.resolve(true),
  register: (api) => registerRoutes(api, services),
});
await app.listen({ host: '127.0.0.1', port });
process.stdout.write(`${JSON.stringify({ code: await foundingCode(), databasePid })}\n`);
// Who measures memory asks for what nobody holds any more to be given back.
process.on('SIGUSR2', () => globalThis.gc?.());
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(stop)
      .then(() => process.exit(0)),
);
