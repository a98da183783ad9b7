/**
 * Builds `src/worker/service-worker.ts` as one classic script, after the app, because it must know the names of all files of the app.
 * @module
 */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';

/** What the service worker stores at install time: all but source maps; `/` stands for the page itself. */
export function precacheList(files: readonly string[]): string[] {
  const paths = files.filter((file) => !file.endsWith('.map') && file !== 'index.html').map((file) => `/${file}`);
  return ['/', ...paths].toSorted();
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}

/** The script reads the list as the constant `PRECACHE`. */
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
      const files = await filesIn(outDir);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { PRECACHE: JSON.stringify(precacheList(files)) },
        build: {
          outDir,
          emptyOutDir: false,
          rollupOptions: { input: entry, output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false } },
        },
      });
    },
  };
}
