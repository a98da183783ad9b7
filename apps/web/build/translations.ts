/**
 * Judges the catalogues of a language beside the German ones: what is missing, and what cannot be right.
 * @module
 */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { languages, type LanguageCode } from '../src/shell/languages.ts';
import type { Catalogues, Texts } from './catalogues.ts';
import { contentFindings } from './translation-words.ts';

/** What a message consists of, in lingui's compiled form: plurals and choices included. */
interface Parts {
  /** Names of placeholders. */
  names: Set<string>;
  /** `name select: kita other`, `name plural: 0`: what must be the same in every language. */
  branches: Set<string>;
  /** By name: the grammatical numbers that have a branch. */
  plurals: Map<string, Set<string>>;
  /** What is read. */
  words: string[];
}

function isBranches(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function note(parts: Parts, name: string, format: unknown, branches: Readonly<Record<string, unknown>>): void {
  for (const [branch, content] of Object.entries(branches)) {
    const isExact = /^=?\d+$/u.test(branch);
    if (format === 'select' || isExact) parts.branches.add(`${name} ${String(format)}: ${branch.replace('=', '')}`);
    else if (branch !== 'offset') {
      parts.plurals.set(name, (parts.plurals.get(name) ?? new Set()).add(branch));
    }
    collect(content, parts);
  }
}

function collect(compiled: unknown, parts: Parts): void {
  if (!Array.isArray(compiled)) {
    if (typeof compiled === 'string') parts.words.push(compiled);
    return;
  }
  for (const token of compiled as readonly unknown[]) {
    if (typeof token === 'string') parts.words.push(token);
    if (!Array.isArray(token)) continue;
    const [name, format, branches] = token as readonly unknown[];
    if (typeof name === 'string') parts.names.add(name);
    if (typeof name === 'string' && isBranches(branches)) note(parts, name, format, branches);
  }
}

function partsOf(text: string): Parts {
  const parts: Parts = { names: new Set(), branches: new Set(), plurals: new Map(), words: [] };
  collect(compileMessageOrThrow(text), parts);
  return parts;
}

function difference(what: string, german: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [
    ...[...german].filter((one) => !other.has(one)).map((one) => `lacks ${what} ${one}`),
    ...[...other].filter((one) => !german.has(one)).map((one) => `has ${what} ${one}, which German has not`),
  ];
}

function pluralFindings(code: LanguageCode, { plurals, branches }: Parts): string[] {
  const { pluralCategories } = new Intl.PluralRules(languages[code].locale).resolvedOptions();
  return [...plurals].flatMap(([name, given]) =>
    pluralCategories
      .filter((category) => !given.has(category))
      .filter((category) => category !== 'zero' || !branches.has(`${name} plural: 0`))
      .map((category) => `lacks the plural "${category}" of ${name}`),
  );
}

/** What is wrong with one text; empty where nothing is. */
export function textFindings(code: LanguageCode, german: string, text: string): string[] {
  const [of, from] = [partsOf(text), partsOf(german)];
  return [
    ...difference('{placeholder}', from.names, of.names),
    ...difference('the branch', from.branches, of.branches),
    ...pluralFindings(code, of),
    ...(code === 'de' ? [] : contentFindings(code, { text, words: of.words }, { text: german, words: from.words })),
  ];
}

/** Keys that German has and the language has not, with the German text. */
export function missingIn(german: Catalogues, other: Catalogues): Map<string, Texts> {
  const found = [...german].map(([owner, texts]): [string, Texts] => {
    const known = other.get(owner) ?? {};
    return [owner, Object.fromEntries(Object.entries(texts).filter(([key]) => known[key] === undefined))];
  });
  return new Map(found.filter(([, texts]) => Object.keys(texts).length > 0));
}

/** A sentence per finding: `ar posts.tileNew: missing; German: "Neu"`. */
export function findings(code: LanguageCode, german: Catalogues, other: Catalogues): string[] {
  const missing = [...missingIn(german, other)].flatMap(([owner, texts]) =>
    Object.entries(texts).map(([key, text]) => `${code} ${owner}.${key}: missing; German: ${JSON.stringify(text)}`),
  );
  const wrong = [...other].flatMap(([owner, texts]) =>
    Object.entries(texts).flatMap(([key, text]) => {
      const source = german.get(owner)?.[key];
      const found = source === undefined ? ['German has no such text'] : textFindings(code, source, text);
      return found.map((finding) => `${code} ${owner}.${key}: ${finding}`);
    }),
  );
  return [...missing, ...wrong];
}
