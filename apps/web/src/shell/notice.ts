/**
 * What a feature says of news where no page is open: the service worker finds `features/*\/notify.ts` by a glob and knows none by name.
 * No React in here, nor in what is imported from here.
 * @module
 */
import type { FactEnvelope } from '@obhut/domain/kernel/model.ts';
import type { InstitutionView, States } from '@obhut/sync/client.ts';
import type { Texts, Values } from './texts.ts';

/** A fact that somebody else said, verified; whether it was theirs to say shows in the folded states alone. */
export interface News {
  fact: FactEnvelope;
  /** Hex. */
  space: string;
  states: States;
  institution: InstitutionView;
}

export interface Notice {
  /** One sentence, for a screen that lies on the table: no name of a ward in it. */
  text: string;
  /** The page that shows it. */
  path: string;
  /** What has the same is said once. Absent: the fact is. */
  tag?: string;
}

type Say<Key extends string> = (key: Key, values?: Values) => string;
export type NoticeOf<Catalog> = (news: News, t: Say<keyof Catalog & string>) => Notice | null;

export interface NoticeSource {
  types: readonly string[];
  /** Null: nothing that is worth a notice, or no longer. `kind`: the institution's. */
  say: (news: News, texts: Texts, kind: string) => Notice | null;
}

/** `owner`: the feature whose texts they are said with. The texts' keys begin with `notice`: no others reach the service worker. */
export function noticesOf<Catalog>(owner: string, of: Readonly<Record<string, NoticeOf<Catalog>>>): NoticeSource {
  const byType = new Map(Object.entries(of));
  return {
    types: [...byType.keys()],
    say: (news, texts, kind) => {
      const say: Say<keyof Catalog & string> = (key, values = {}) => texts.say(owner, key, { kind, ...values });
      return byType.get(news.fact.type)?.(news, say) ?? null;
    },
  };
}
