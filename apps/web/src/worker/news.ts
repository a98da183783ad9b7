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
      return notice === null ? [] : [{ title: name, tag: fact.id, ...notice, institution: view.id }];
    }),
  );
  return [...new Map(all.map((one) => [one.tag, one])).values()];
}

/** Under the institution's name where all are of one. */
function inOne(notices: readonly Shown[], text: string): Shown {
  const [first] = notices;
  const isOfOne = notices.every(({ institution: of }) => of === first?.institution);
  const where = isOfOne && first !== undefined ? first : { title: 'Obhut' };
  return { ...where, text, path: '/', tag: 'many' };
}

async function whatIsNew(): Promise<WhatIsNew | null> {
  if ((await readForWorker('discreet')) === 'yes') return null;
  const looks = await look(await surroundings());
  if (looks === null) return null;
  const texts = await readersNoticeTexts();
  const notices = looks.flatMap((one) => noticesOf(one, texts));
  const many = notices.length > mostShown ? [inOne(notices, manyNew(texts, notices.length))] : notices;
  const told = async () => {
    for (const one of looks) await one.told();
  };
  return { notices: many, count: notices.length, told };
}

self.whatIsNew = whatIsNew;
