/**
 * Builds the service worker as two classic scripts, after the app, because it must know the names of all files of the app. The browser runs the
 * first, which is small, with every start; the second, with the engine in it, only when there is news.
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';
import { messages } from './messages.ts';

/** Other languages than German, and their scripts: nobody needs more than one of them. */
const oneLanguage = /\/(?:texts-(?!de-)|vazirmatn|golos)/;

/**
 * What the service worker stores: all but source maps; `/` stands for the page itself. `atOnce` while installing, `whenUsed` when it was
 * asked for the first time.
 */
export function fileLists(files: readonly string[]): { atOnce: string[]; whenUsed: string[] } {
  const paths = files.filter((file) => !file.endsWith('.map') && file !== 'index.html').map((file) => `/${file}`);
  const whenUsed = paths.filter((path) => oneLanguage.test(path)).toSorted();
  return { atOnce: ['/', ...paths.filter((path) => !oneLanguage.test(path))].toSorted(), whenUsed };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

/** What it says is said by texts whose keys begin so. */
const noticeTexts = /^notice/u;

/** Returns the script's name. */
async function buildScript(
  outDir: string,
  input: string,
  name: string,
  define: Record<string, string>,
): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define,
    plugins: [messages(noticeTexts)],
    build: {
      outDir,
      emptyOutDir: false,
      rollupOptions: { input, output: { format: 'iife', entryFileNames: name, codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs.flatMap((one) => ('output' in one ? one.output : [])).find(({ type }) => type === 'chunk');
  if (chunk === undefined) throw new Error(`${input} was not built`);
  return chunk.fileName;
}

/** `first` reads the lists as the constants `AT_ONCE` and `WHEN_USED`, and where the second is as `NEWS_SCRIPT`. */
export function serviceWorker(first: string, second: string): Plugin {
  let outDir = '';
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle(error) {
      if (error !== undefined) return;
      const { atOnce, whenUsed } = fileLists(await filesIn(outDir));
      const news = await buildScript(outDir, second, 'sw-news-[hash].js', {});
      await buildScript(outDir, first, 'sw.js', {
        AT_ONCE: JSON.stringify(atOnce),
        WHEN_USED: JSON.stringify(whenUsed),
        NEWS_SCRIPT: JSON.stringify(`/${news}`),
      });
    },
  };
}
