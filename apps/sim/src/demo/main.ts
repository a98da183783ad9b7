/**
 * `npm run demo -- <founding link>`: fills a running installation with a KiTa that does not exist, by the real client, and prints how to look
 * at it. The link is good for one institution, so that nothing of it gets into one that is there already.
 * @module
 */
import { educators, institutionName, leader, parents, password } from './cast.ts';
import { build } from './house.ts';
import { live } from './weeks.ts';

const usage = `Aufruf: npm run demo -- http://localhost:8080/gruenden#…
Die Adresse zum Gründen steht in der Ausgabe von npm start. Sie gilt für eine Einrichtung: die der Vorführung.\n`;

function parse(link: string | undefined): { origin: string; code: string } | null {
  if (link === undefined || !URL.canParse(link)) return null;
  const { origin, pathname, hash } = new URL(link);
  return pathname === '/gruenden' && hash.length > 1 ? { origin, code: hash.slice(1) } : null;
}

const link = parse(process.argv[2]);
if (link === null) {
  process.stderr.write(usage);
  process.exit(2);
}
const { origin, code } = link;
const tell = (step: string): void => void process.stdout.write(`${step} …\n`);
const house = await build(origin, code, tell);
await live(house, tell);

tell('Zugänge werden geschrieben');
const { secondSecret, recovery } = await house.leader.client.drawSheet(password);
await house.leader.client.keepSheet(recovery.split(' ').at(-1) ?? '');
const educator = house.educators[0];
const ofEducator = await educator?.client.drawSheet(password);
if (ofEducator !== undefined) await educator?.client.keepSheet(ofEducator.recovery.split(' ').at(-1) ?? '');

const rows = [
  ['Leitung', leader, secondSecret],
  ['Team', educators[0], ofEducator?.secondSecret ?? null],
  ['Mutter (Deutsch)', parents[0], null],
  ['Vater (Arabisch)', parents[1], null],
] as const;
process.stdout.write(`
${institutionName} steht bereit: ${origin}/anmelden
Jede Person am besten in einem eigenen privaten Fenster. Das Passwort ist immer: ${password}\n
`);
for (const [who, adult, secret] of rows) {
  const asked = secret === null ? '' : `\n  Geräteschlüssel (wird gefragt): ${secret}`;
  process.stdout.write(`${who}: ${adult?.name ?? ''}\n  Anmeldename: ${adult?.login ?? ''}${asked}\n`);
}
process.exit(0);
