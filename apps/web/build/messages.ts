/**
 * Compiles `messages/<language>.json` (ICU MessageFormat, key → text) while building, so that no parser reaches the browser.
 * @module
 */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import * as z from 'zod/mini';

const catalog = z.record(z.string(), z.string());

/** JSON text of a catalogue → an ES module whose default export is key → compiled message. Throws on anything else. */
export function compileCatalog(json: string): string {
  const texts = catalog.parse(JSON.parse(json));
  const compiled = Object.entries(texts).map(([key, text]) => [key, compileMessageOrThrow(text)]);
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(compiled)))});\n`;
}

export function messages(): Plugin {
  return {
    name: 'messages',
    enforce: 'pre',
    transform: {
      filter: { id: /\/messages\/[\w-]+\.json$/ },
      handler: (json) => ({ code: compileCatalog(json), moduleType: 'js', map: null }),
    },
  };
}
