/**
 * The second script of the service worker, which it runs only when it was woken: looks what is new, and says it in the reader's words.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { look, type Look } from '@obhut/sync/notices/look.ts';
import { readForWorker } from '../shell/for-worker.ts';
import { manyNew, readersNoticeTexts } from '../shell/notice-texts.ts';
import type { NoticeSource } from '../shell/notice.ts';
import { statesOf } from '../shell/states-of.ts';
import type { Texts } from '../shell/texts.ts';
import type { Shown, WhatIsNew } from './shown.ts';
import { surroundings } from './surroundings.ts';

declare const self: ServiceWorkerGlobalScope;

const found = import.meta.glob<NoticeSource>('../features/*/notify.ts', { eager: true, import: 'notices' });
const sources = Object.values(found);

/** More would cover a lock screen. */
const mostShown = 3;

function noticesOf({ news, states, institution: view }: Look, texts: Texts): Shown[] {
  const { name, kind } = nameAndKind(statesOf(states, institution)) ?? { name: 'Obhut', kind: 'kita' };
  const all = news.flatMap(({ space, fact }) =>
    sources.flatMap((source) => {
      if (!source.types.includes(fact.type)) return [];
      const notice = source.say({ fact, space, states, institution: view }, texts, kind);
      return notice === null ? [] : [{ title: name, tag: fact.id, ...notice }];
    }),
  );
  return [...new Map(all.map((one) => [one.tag, one])).values()];
}

async function whatIsNew(): Promise<WhatIsNew | null> {
  if ((await readForWorker('discreet')) === 'yes') return null;
  const seen = await look(await surroundings());
  if (seen === null) return null;
  const texts = await readersNoticeTexts();
  const notices = noticesOf(seen, texts);
  const [first] = notices;
  const isMany = notices.length > mostShown && first !== undefined;
  const many = isMany ? [{ ...first, text: manyNew(texts, notices.length), path: '/', tag: 'many' }] : notices;
  return { notices: many, count: notices.length, told: seen.told };
}

self.whatIsNew = whatIsNew;
