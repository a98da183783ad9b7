/**
 * Compiles `messages/<language>.json` (ICU MessageFormat, key → text) while building, so that no parser reaches the browser.
 * @module
 */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import * as z from 'zod/mini';

const catalog = z.record(z.string(), z.string());

/** JSON text of a catalogue → an ES module whose default export is key → compiled message. Throws on anything else. `only`: of these keys. */
export function compileCatalog(json: string, only = /^/u): string {
  const texts = Object.entries(catalog.parse(JSON.parse(json))).filter(([key]) => only.test(key));
  const compiled = texts.map(([key, text]) => [key, compileMessageOrThrow(text)]);
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(compiled)))});\n`;
}

export function messages(only?: RegExp): Plugin {
  return {
    name: 'messages',
    enforce: 'pre',
    transform: {
      filter: { id: /\/messages\/[\w-]+\.json$/ },
      handler: (json) => ({ code: compileCatalog(json, only), moduleType: 'js', map: null }),
    },
  };
}
