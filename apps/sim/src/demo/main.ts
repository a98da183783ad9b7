/**
 * `npm run demo -- <founding link>`: fills a running installation with a KiTa that does not exist, by the real client, and prints how to look
 * at it. The link is good for one institution, so that nothing of it gets into one that is there already.
 * @module
 */
import { ClientError, type Failure } from '@obhut/sync/failure.ts';
import { demonstration, password } from './cast.ts';
import { build } from './house.ts';
import { Person } from './person.ts';
import { live } from './weeks.ts';

const usage = `Call it with the founding link that npm start prints: npm run demo -- http://localhost:8080/gruenden#…\n`;
const another = 'For another one start on an empty folder (DATA_DIR).';

const sentences: Partial<Record<Failure, string>> = {
  offline: 'Nothing answers at this address. Is npm start running?',
  'wrong-founding-code': `This link is mistyped or was used before: npm start prints one that is good. ${another}`,
  'second-secret-needed': `This installation has its demonstration already. ${another}`,
  'name-taken': `This installation has the beginning of a demonstration already. ${another}`,
};

function parse(link: string | undefined): { origin: string; code: string } | null {
  if (link === undefined || !URL.canParse(link)) return null;
  const { origin, pathname, hash } = new URL(link);
  return pathname === '/gruenden' && hash.length > 1 ? { origin, code: hash.slice(1) } : null;
}

/** What staff is asked for on a new device. */
async function deviceKey({ client, password }: Person): Promise<string | null> {
  const { secondSecret, recovery } = await client.drawSheet(password);
  await client.keepSheet(recovery.split(' ').at(-1) ?? '');
  return secondSecret;
}

const tell = (step: string): void => void process.stdout.write(`${step} …\n`);

async function show({ origin, code }: { origin: string; code: string }): Promise<void> {
  const house = await build(demonstration, code, (adult) => Person.arrives(origin, adult), tell);
  await house.leader.client.kitKept();
  await live(house, tell);
  const [educator] = house.educators;
  const { institution, leader, educators, parents } = demonstration;
  const rows = [
    ['Leadership', leader, await deviceKey(house.leader)],
    ['Team', educators[0], educator === undefined ? null : await deviceKey(educator)],
    ['Mother, in German', parents[0], null],
    ['Father, in Arabic', parents[1], null],
  ] as const;
  process.stdout.write(`
${institution} is ready: ${origin}/anmelden
Look at each person in a private window of their own. The password is always: ${password}
The app speaks the browser's language, until one chooses another where one logs in: العربية, for one.\n
`);
  for (const [who, adult, secret] of rows) {
    const asked = secret === null ? '' : `\n  Geräteschlüssel, asked for once: ${secret}`;
    process.stdout.write(`${who}: ${adult?.name ?? ''}\n  Anmeldename: ${adult?.login ?? ''}${asked}\n`);
  }
}

/** Exit code: 0 it stands, 1 it did not work, 2 called wrongly. */
async function main(): Promise<number> {
  const link = parse(process.argv[2]);
  if (link === null) {
    process.stderr.write(usage);
    return 2;
  }
  try {
    await show(link);
    return 0;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    process.stderr.write(`${sentences[error.failure] ?? `It did not work: ${error.failure}.`}\n`);
    return 1;
  }
}

process.exit(await main());
