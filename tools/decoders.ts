/**
 * Everything that reads bytes or text from outside, found by name and by what it takes; and the tests that try it with whatever there is.
 * @module
 */
import type { SourceFile } from './repo.ts';

export interface Decoder {
  readonly path: string;
  readonly name: string;
}

const beginning = /^(decode|parse|read|open|unpack|clean|without|pixels|fromHex|fromBase|kindOf|hpkeOpen|gcmOpen)/u;
const declared = /^export (?:async )?(?:function\*? )(\w+)\(([^{]*?)\)(?::| \{)/gmsu;
/** A parameter that may hold anything, by the names that the house gives it. */
const raw =
  /\b(?:bytes|sealed|typed|text|fragment|head|file|wrap|entry|box|record|hex|value)\??: (?:Bytes|Uint8Array|string|readonly string\[\]|unknown|Blob|AsyncIterable<Bytes>)/u;
const notSource = /\.(test|contract|data)\.tsx?$|\/(testing|drill|demo|fuzz|e2e)\//u;

export function decodersIn(files: readonly SourceFile[]): Decoder[] {
  return files.flatMap(({ path, text }) => {
    if (notSource.test(path) || !/^(packages|apps)\//u.test(path)) return [];
    return [...text.matchAll(declared)].flatMap(([, name = '', parameters = '']) =>
      beginning.test(name) && raw.test(parameters) ? [{ path, name }] : [],
    );
  });
}

const anyBytes = /\bdecoderContract\(|\bsealedContract\(|fc\.(property|asyncProperty)\(/u;

/** Decoders that no test names beside a property over bytes or text. */
export function untried(decoders: readonly Decoder[], files: readonly SourceFile[]): Decoder[] {
  const tests = files.filter(({ path, text }) => /\.(test|contract)\.tsx?$/u.test(path) && anyBytes.test(text));
  return decoders.filter(({ path, name }) => {
    const folder = path.split('/').slice(0, 2).join('/');
    const named = new RegExp(String.raw`\b${name}\(`, 'u');
    return !tests.some((test) => test.path.startsWith(`${folder}/`) && named.test(test.text));
  });
}
