/**
 * The text of a post: paragraphs, lists and strong words. Rendered to elements, never to HTML.
 * @module
 */
import { createElement, type ReactNode } from 'react';
import styles from './prose.module.css';

type Block = { kind: 'paragraph'; lines: string[] } | { kind: 'list'; lines: string[] };

/** Typed, or pasted from a word processor. */
const bullet = /^[-–*•·▪]\s+/u;

/** Blank lines part paragraphs; lines that all begin with a dash, star or dot are a list. */
export function blocksOf(text: string): Block[] {
  return text
    .split(/\n{2,}/u)
    .map((part) => part.split('\n').filter((one) => one.trim() !== ''))
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines.every((one) => bullet.test(one))
        ? { kind: 'list', lines: lines.map((one) => one.replace(bullet, '')) }
        : { kind: 'paragraph', lines },
    );
}

/** `**strong**`; everything else is as it was typed. */
export function inlineOf(text: string): { text: string; isStrong: boolean }[] {
  return text
    .split(/(\*\*[^*\s](?:[^*]*[^*\s])?\*\*)/u)
    .filter((part) => part !== '')
    .map((part) =>
      part.length > 4 && part.startsWith('**') && part.endsWith('**')
        ? { text: part.slice(2, -2), isStrong: true }
        : { text: part, isStrong: false },
    );
}

function inline({ text, isStrong }: { text: string; isStrong: boolean }): ReactNode {
  return isStrong ? <strong>{text}</strong> : text;
}

/** Children by position need no keys: a text is rendered as a whole. */
function element(tag: 'p' | 'li' | 'ul' | 'div', children: readonly ReactNode[]): ReactNode {
  return createElement(tag, null, ...children);
}

function paragraph(lines: readonly string[]): ReactNode {
  const parts = lines.flatMap((one, index) => [
    ...(index > 0 ? [createElement('br')] : []),
    ...inlineOf(one).map(inline),
  ]);
  return element('p', parts);
}

function list(lines: readonly string[]): ReactNode {
  return element(
    'ul',
    lines.map((one) => element('li', inlineOf(one).map(inline))),
  );
}

/** `dir="auto"`: the language of the text decides its direction. */
export function Prose({ text }: { text: string }) {
  const blocks = blocksOf(text).map(({ kind, lines }) => (kind === 'list' ? list(lines) : paragraph(lines)));
  return createElement('div', { className: styles['prose'], dir: 'auto' }, ...blocks);
}
