/**
 * Builds `src/worker/service-worker.ts` as one classic script, after the app, because it must know the names of all files of the app.
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';

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

/** The script reads the lists as the constants `AT_ONCE` and `WHEN_USED`. */
export function serviceWorker(entry: string): Plugin {
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
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { AT_ONCE: JSON.stringify(atOnce), WHEN_USED: JSON.stringify(whenUsed) },
        build: {
          outDir,
          emptyOutDir: false,
          rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false } },
        },
      });
    },
  };
}
