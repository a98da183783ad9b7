/**
 * Every text that is seen: from `messages/<language>.json` of the shell and of each feature, compiled while building.
 * @module
 */
import { nameAndKind, institution } from '@obhut/domain/institution.ts';
import { use } from 'react';
import { textsIn, useReadersTexts } from './language.ts';
import type { LanguageCode } from './languages.ts';
import type shellTexts from './messages/de.json';
import type { Values } from './texts.ts';
import { useModel } from './use-client.ts';

/** The keys of every catalogue. Each feature adds its own. */
export interface Catalogs {
  shell: typeof shellTexts;
}

type Say<Key extends string> = (key: Key, values?: Values) => string;

function useKind(): string {
  return useModel(institution, nameAndKind)?.kind ?? 'kita';
}

/** What stands in a slot is said with the texts of the feature that put it there. */
export function useOwnersTexts(owner: string): Say<string> {
  const kind = useKind();
  const texts = useReadersTexts();
  return (key, values = {}) => texts.say(owner, key, { kind, ...values });
}

/**
 * The texts of one catalogue. The institution's kind chooses between words: every message may use `{kind, select, …}`.
 * messages.test.ts checks that each call gives what its message asks for.
 */
export function useTexts<Owner extends keyof Catalogs>(owner: Owner): Say<keyof Catalogs[Owner] & string> {
  return useOwnersTexts(owner);
}

/** The same in another language than the reader's, for what is made for somebody else. Suspends while it loads. */
export function useTextsIn<Owner extends keyof Catalogs>(
  owner: Owner,
  code: LanguageCode,
): Say<keyof Catalogs[Owner] & string> {
  const kind = useKind();
  const texts = use(textsIn(code));
  return (key, values = {}) => texts.say(owner, key, { kind, ...values });
}
