/**
 * `npm start`: starts the server, says where it is, and stops it in order.
 * @module
 */
import { readConfig } from './config.ts';
import { foundingLink } from './log/founding-code.ts';
import { makeLogger } from './logging.ts';
import { fail, say } from './program.ts';
import { start } from './start.ts';

/** npm does not pass signals on; its end is noticed by our becoming somebody else's child. */
function whenParentIsGone(then: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 1000);
  timer.unref();
}

async function main(): Promise<void> {
  process.umask(0o066);
  const config = readConfig(process.env);
  const asked = Promise.withResolvers<void>();
  const stop = (): void => asked.resolve();
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  whenParentIsGone(stop);
  const running = await start(config, makeLogger(config.logLevel));
  if (running.metrics !== undefined) say(`Metrics: ${running.metrics}`);
  say(`Obhut: ${running.origin}`);
  if (running.waiting !== undefined) say(running.waiting);
  if (running.foundingCode !== undefined) {
    const link = foundingLink(running.origin, running.foundingCode);
    say(`Found an institution: ${link}`);
    say(`Or look at one that is made up: npm run demo -- ${link}`);
  }
  await asked.promise;
  await running.stop();
  process.exit(0);
}

await main().catch((error: unknown) => fail('Obhut did not start', error));
