/**
 * Walking through XML without building it: elements by their local name, whatever prefix a program writes.
 * @module
 */
// The workspaces that compile this one look for the types of its libraries in their own folders.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./saxen.d.ts" />
import { Parser } from 'saxen';

export interface Walk {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function attributesOf(raw: unknown, decode: (text: string) => string): Record<string, string> {
  if (typeof raw !== 'object' || raw === null) return {};
  const entries = Object.entries(raw).flatMap(([name, value]) =>
    typeof value === 'string' ? [[local(name), decode(value)] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** False: it is no XML. What stood before the mistake was walked through. */
export function walk(xml: string, { open, close, text }: Walk): boolean {
  let isGood = true;
  const parser = new Parser();
  parser.on('error', () => {
    isGood = false;
  });
  parser.on('openTag', (name, attributes, decode) => open?.(local(name), attributesOf(attributes(), decode)));
  parser.on('closeTag', (name) => close?.(local(name)));
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.parse(xml);
  return isGood;
}
