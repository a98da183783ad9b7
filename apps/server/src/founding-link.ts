/**
 * `npm run founding-link`: one more founding link, for the next institution of an installation that runs; `-- 20`: twenty of them.
 * @module
 */
import { systemClock } from './clock.ts';
import { originOf, readConfig } from './config.ts';
import { runningUrl } from './db/embedded.ts';
import { openPool } from './db/pool.ts';
import { appRole } from './db/roles.ts';
import { createFoundingCode, foundingLink } from './log/founding-code.ts';
import { fail, say } from './program.ts';
import { Sentence } from './sentence.ts';

const most = 1000;

function countOf(typed: string | undefined): number {
  const count = Number(typed ?? 1);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Sentence(`How many links? A number from 1 to ${most}, such as: npm run founding-link -- 20`);
}

async function main(): Promise<void> {
  const count = countOf(process.argv[2]);
  const config = readConfig(process.env);
  const connectionString = config.database?.appUrl ?? (await runningUrl(config.dataDir, appRole));
  if (connectionString === undefined)
    throw new Sentence(`No Obhut runs on ${config.dataDir}: start it first, or set DATA_DIR as it was started with.`);
  const pool = openPool({ connectionString, max: 1 });
  try {
    const origin = originOf(config, config.port);
    for (let made = 0; made < count; made++) say(foundingLink(origin, await createFoundingCode(pool, systemClock)));
  } finally {
    await pool.end();
  }
}

await main().catch((error: unknown) => fail('No more founding links', error));
