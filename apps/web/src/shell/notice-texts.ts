/**
 * The texts of notices in the reader's language, and what is said where nothing can be read. For the service worker, whose build leaves of every
 * catalogue only what begins with `notice`.
 * @module
 */
import type { Catalogue } from './catalogues/load.ts';
import { readForWorker } from './for-worker.ts';
import { guessLanguage, isLanguage, type LanguageCode } from './languages.ts';
import type shellTexts from './messages/de.json';
import { textsOf, type Texts, type Values } from './texts.ts';

const all = import.meta.glob<Catalogue>(['./messages/*.json', '../features/*/messages/*.json'], {
  eager: true,
  import: 'default',
});

function noticeTextsIn(code: LanguageCode): Texts {
  return textsOf(code, Object.fromEntries(Object.entries(all).filter(([path]) => path.endsWith(`/${code}.json`))));
}

export async function readersNoticeTexts(): Promise<Texts> {
  const kept = await readForWorker('language');
  return noticeTextsIn(isLanguage(kept) ? kept : guessLanguage(navigator.languages));
}

function shellSay(texts: Texts) {
  return (key: keyof typeof shellTexts, values: Values = {}) => texts.say('shell', key, { kind: 'kita', ...values });
}

/** That there is something, and nothing of what. */
export function somethingNew(texts: Texts): string {
  const t = shellSay(texts);
  return t('noticeSomething');
}

/** More than are said one by one. */
export function manyNew(texts: Texts, count: number): string {
  const t = shellSay(texts);
  return t('noticeMany', { count });
}
