/**
 * How hard a password is to guess.
 * @module
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import commonWords from '@zxcvbn-ts/language-de/dist/commonWords.json.esm.js';
import firstNames from '@zxcvbn-ts/language-de/dist/firstnames.json.esm.js';
import lastNames from '@zxcvbn-ts/language-de/dist/lastnames.json.esm.js';

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...dictionary, commonWords, firstNames, lastNames },
  graphs: adjacencyGraphs,
  maxLength: 200,
});

const least = 3;
/** The judge counts halves of signs: four emoji are eight to it. */
const fewestSigns = 8;
/** What anybody would try here first. */
const ours = ['Obhut', 'Kita', 'Eltern'];

/** `near`: words that somebody who knows the person would try first. */
export function isStrongEnough(password: string, near: readonly string[]): boolean {
  if (Array.from(password).length < fewestSigns) return false;
  const words = [...ours, ...near].flatMap((text) => text.split(/\s+/u)).filter((word) => word.length > 2);
  return zxcvbn.check(password, words).score >= least;
}
