/**
 * The texts of one language, from its catalogues. Without React, as the service worker speaks too.
 * @module
 */
import { setupI18n } from '@lingui/core';
import type { Catalogue } from './catalogues/load.ts';
import { languages, type LanguageCode } from './languages.ts';

export type Values = Readonly<Record<string, string | number>>;

/** All texts of one language. */
export interface Texts {
  code: LanguageCode;
  /** Throws where the catalogue has no such message: a typing mistake of ours. */
  say: (owner: string, key: string, values: Values) => string;
}

function nameOf(path: string): string {
  return /features\/([^/]+)\//.exec(path)?.[1] ?? 'shell';
}

/** Hebrew, Arabic and what is written like them. */
const fromTheRight = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** By its first letter, which is looked for outside of what is isolated itself. */
const byItself = '\u2068';
const inDirection = { ltr: '\u2066', rtl: '\u2067' };

/**
 * A name or a code within a text of the other direction keeps its own; what was put together from such is the reader's. `kind` is no text: it
 * chooses between words.
 */
function isolated(values: Values, dir: 'ltr' | 'rtl'): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isOther = typeof value === 'string' && (dir === 'rtl' || fromTheRight.test(value));
      if (!isOther || name === 'kind') return [name, value];
      return [name, `${value.includes(byItself) ? inDirection[dir] : byItself}${value}\u2069`];
    }),
  );
}

/** `catalogues`: by path. */
export function textsOf(code: LanguageCode, catalogues: Readonly<Record<string, Catalogue>>): Texts {
  const { locale, dir } = languages[code];
  const messages = Object.fromEntries(
    Object.entries(catalogues).flatMap(([path, catalogue]) =>
      Object.entries(catalogue).map(([key, message]) => [`${nameOf(path)}.${key}`, message] as const),
    ),
  );
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  const say = (owner: string, key: string, values: Values) => {
    const id = `${owner}.${key}`;
    if (messages[id] === undefined) throw new RangeError(`no message ${id} in ${code}`);
    return i18n._(id, isolated(values, dir));
  };
  return { code, say };
}
