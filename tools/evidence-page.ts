/**
 * `docs/asvs.md`: the rows of `docs/asvs.yaml` as a page to read, what is missing first.
 * @module
 */
import { chapters, requirements } from './asvs-levels.ts';
import type { Link, Row } from './evidence-rows.ts';

const head = `# Evidence for OWASP ASVS 5.0, levels 1 and 2

Written by \`npm run evidence -- --write\` from \`asvs.yaml\`; what is to be changed is changed there. \`npm run check\` fails where a file, a test or a text
that is named here is not there any more, and where a requirement of level 1 or 2 has no row.

The requirements are those of the [OWASP Application Security Verification Standard](https://github.com/OWASP/ASVS) 5.0.0, © The OWASP Foundation,
[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/). Numbers and levels are the standard's; what a requirement asks is said here shortly and in our own
words: read the standard for what it demands. Nobody outside has judged these rows. "met" means that we have read the code and found what the evidence shows; a test of that name runs in \`npm test\`.`;

export type State = 'met' | 'deviation' | 'not applicable';

export function stateOf({ deviation, notApplicable }: Row): State {
  return deviation !== undefined ? 'deviation' : notApplicable !== undefined ? 'not applicable' : 'met';
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

/** As code; a text with a backtick in it between two. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function linked({ path }: Link): string {
  return `[${path.slice(path.lastIndexOf('/') + 1)}](../${path})`;
}

function evidenceOf({ how, tests, sources, notApplicable, deviation }: Row): string {
  const said = [deviation, notApplicable, how].filter((text) => text !== undefined);
  const shown = [
    ...tests.map((link) => `${linked(link)}: „${link.text}“`),
    ...sources.map((link) => `${linked(link)}: ${code(link.text)}`),
  ];
  return cell([...said, ...shown].join('<br>'));
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(
    (row) =>
      `| ${row.id} | ${requirements.get(row.id) ?? ''} | ${cell(row.asks)} | ${stateOf(row)} | ${evidenceOf(row)} |`,
  );
  return ['| | level | asks for | | evidence |', '|---|---|---|---|---|', ...lines].join('\n');
}

function sums(rows: readonly Row[]): string {
  const count = (level: number, state: State): number =>
    rows.filter((row) => requirements.get(row.id) === level && stateOf(row) === state).length;
  const lines = [1, 2].map(
    (level) =>
      `| ${level} | ${count(level, 'met')} | ${count(level, 'deviation')} | ${count(level, 'not applicable')} |`,
  );
  return ['| level | met | deviation | not applicable |', '|---|---|---|---|', ...lines].join('\n');
}

function missing(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ id, asks, deviation }) =>
    deviation === undefined ? [] : [`- **${id}** (${asks.toLowerCase()}): ${deviation}`],
  );
  return ['## What is missing', '', ...lines].join('\n');
}

/** `rows`: in the standard's order. */
export function pageOf(rows: readonly Row[]): string {
  const parts = Object.entries(chapters).flatMap(([chapter, title]) => {
    const own = rows.filter(({ id }) => id.startsWith(`${chapter}.`));
    return own.length === 0 ? [] : [`## ${chapter} ${title}`, tableOf(own)];
  });
  return `${[head, sums(rows), missing(rows), ...parts].join('\n\n')}\n`;
}
