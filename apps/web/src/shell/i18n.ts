/**
 * Every text that is seen: from `messages/<language>.json` of the shell and of each feature, compiled while building.
 * @module
 */
import { setupI18n, type Messages } from '@lingui/core';
import { nameAndKind, institution } from '@obhut/domain/institution.ts';
import type shellTexts from './messages/de.json';
import { useModel } from './use-client.ts';

/** The keys of every catalogue. Each feature adds its own. */
export interface Catalogs {
  shell: typeof shellTexts;
}

type Catalog = Readonly<Record<string, Messages[string]>>;

const language = 'de';
const found = import.meta.glob<Catalog>(['./messages/de.json', '../features/*/messages/de.json'], {
  eager: true,
  import: 'default',
});

function nameOf(path: string): string {
  return /features\/([^/]+)\//.exec(path)?.[1] ?? 'shell';
}

const messages = Object.fromEntries(
  Object.entries(found).flatMap(([path, catalog]) =>
    Object.entries(catalog).map(([key, message]) => [`${nameOf(path)}.${key}`, message] as const),
  ),
);

const i18n = setupI18n({ locale: language, messages: { [language]: messages } });

export type Values = Readonly<Record<string, string | number>>;

/** Throws where the catalogue has no such message: a typing mistake of ours. */
function say(owner: string, key: string, values: Values): string {
  const id = `${owner}.${key}`;
  if (messages[id] === undefined) throw new RangeError(`no message ${id}`);
  return i18n._(id, values);
}

/** What stands in a slot is said with the texts of the feature that put it there. */
export function useOwnersTexts(owner: string): (key: string, values?: Values) => string {
  const kind = useModel(institution, nameAndKind)?.kind ?? 'kita';
  return (key, values = {}) => say(owner, key, { kind, ...values });
}

/**
 * The texts of one catalogue. The institution's kind chooses between words: every message may use `{kind, select, …}`.
 * messages.test.ts checks that each call gives what its message asks for.
 */
export function useTexts<Owner extends keyof Catalogs>(
  owner: Owner,
): (key: keyof Catalogs[Owner] & string, values?: Values) => string {
  return useOwnersTexts(owner);
}
