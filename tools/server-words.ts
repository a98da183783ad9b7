/**
 * The server knows bytes, never kinds: no event type and no word of the members' daily life occurs in its sources.
 * @module
 */
import { readTree, report, type SourceFile } from './repo.ts';

const words = new Set(
  `absence album allergy appointment attendance birthday calendar chat classroom consent daybook guardian guardianship
  kita kindergarten meal medication photo pickup post pupil teacher vaccination ward`.split(/\s+/),
);

/** `post` is a word of ours and a method of HTTP: `POST` and `app.post(…)` are the latter. */
const method = /\bPOST\b|\.post\(|'post'/g;
const eventType = /(['"`])[a-z][a-z-]*\/[a-z-]+(?:@\d+)\1/g;

function wordsIn(line: string): string[] {
  return line
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase());
}

export function serverFindings(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => {
      const where = `${path}:${index + 1}`;
      const types = [...line.matchAll(eventType)].map(([found]) => `${where} names the event type ${found}.`);
      const plain = wordsIn(line.replace(method, ''));
      const found = plain.filter((word) => words.has(word.replace(/s$/, '')));
      return [...types, ...found.map((word) => `${where} says "${word}", which is no business of the server.`)];
    }),
  );
}

if (import.meta.main) {
  const files = await readTree(/\.(ts|sql)$/);
  report('server words', serverFindings(files.filter(({ path }) => path.startsWith('apps/server/src/'))));
}
