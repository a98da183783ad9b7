/**
 * What the pages need that somebody sees before anything else: put into one file of its own, so that a slow phone fetches nothing with it that other pages share.
 * @module
 */
import type { Plugin } from 'vite';

export interface FirstPages {
  readonly plugin: Plugin;
  /** Of a module's id, once all are known. */
  readonly has: (id: string) => boolean;
}

/** `pages`: ends of the paths of their modules. */
export function firstPages(pages: readonly string[]): FirstPages {
  const found = new Set<string>();
  const plugin: Plugin = {
    name: 'obhut-first-pages',
    apply: 'build',
    buildEnd() {
      const add = (id: string): void => {
        if (found.has(id)) return;
        found.add(id);
        for (const imported of this.getModuleInfo(id)?.importedIds ?? []) add(imported);
      };
      const starts = [...this.getModuleIds()].filter((id) => pages.some((page) => id.endsWith(page)));
      if (starts.length !== pages.length) this.error('a first page is gone: mend the list in vite.config.ts');
      for (const start of starts) add(start);
    },
  };
  return { plugin, has: (id) => found.has(id) };
}
