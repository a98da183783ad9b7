/**
 * `npm run drill`: what would be found if everything that the server has were stolen, and what strangers get who ask it (docs/drill.md).
 * `npm run drill -- --prove`: afterwards canaries are planted in every place, and routes left unguarded; each has to be found.
 * @module
 */
import { whenStopped } from '../when-stopped.ts';
import { Installation } from './installation.ts';
import { prove } from './prove/prove.ts';
import { live, look, type Looked, type Lived } from './run.ts';

const port = Number(process.env['PORT'] ?? 18_500);
const mostTold = 20;

const begin = Date.now();
function tell(step: string): void {
  process.stdout.write(`${Math.round((Date.now() - begin) / 1000)} s: ${step} …\n`);
}

/** Where something is wrong: what, and where. */
function explain({ book }: Lived, { search, asked }: Looked): void {
  const findings = [
    ...book.missing.map(({ kind, recipient }) => `not delivered: ${kind}, to ${recipient}`),
    ...search.hits.map(
      ({ of, form, packings, place }) => `found: ${of.kind}, ${[...packings, form].join(' ')}, in ${place}`,
    ),
    ...asked.leaks.map((leak) => `leaked: ${JSON.stringify(leak)}`),
    ...asked.unanswered.map((what) => `not counted, since it was answered otherwise than before: ${what}`),
  ];
  for (const finding of findings.slice(0, mostTold)) process.stdout.write(`${finding}\n`);
}

function sum({ book }: Lived, { search, asked }: Looked) {
  return {
    canaries: book.all.length,
    delivered: book.all.length - book.missing.length,
    bytesSearched: search.bytes,
    hits: search.hits.length,
    requests: asked.requests,
    paired: asked.paired,
    leaked: asked.leaks.length,
  };
}

/** A drill with less than this says too little. */
const least = { canaries: 1000, kinds: 40, paired: 5000 };

function isClean({ canaries, delivered, hits, paired, leaked }: ReturnType<typeof sum>, kinds: number): boolean {
  const isEnough = canaries >= least.canaries && kinds >= least.kinds && paired >= least.paired;
  return isEnough && delivered === canaries && hits === 0 && leaked === 0;
}

async function isProved(lived: Lived): Promise<boolean> {
  const { planted, missed } = await prove(lived, tell);
  for (const what of missed) process.stdout.write(`planted and not found: ${what}\n`);
  process.stdout.write(`${JSON.stringify({ planted, found: planted - missed.length })}\n`);
  return missed.length === 0;
}

async function main(): Promise<boolean> {
  const installation = await Installation.make(port);
  whenStopped(() => installation.remove());
  try {
    const lived = await live(installation, tell);
    const looked = await look(lived, tell);
    const kinds = lived.book.kinds.size;
    tell(`Canaries of ${kinds} kinds were sought`);
    explain(lived, looked);
    const all = sum(lived, looked);
    const isGood = isClean(all, kinds) && (!process.argv.includes('--prove') || (await isProved(lived)));
    process.stdout.write(`${JSON.stringify(all)}\n`);
    return isGood;
  } finally {
    await installation.remove();
  }
}

process.exit((await main()) ? 0 : 1);
