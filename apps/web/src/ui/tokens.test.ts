import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..');
const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

function colours(css: string): Map<string, string> {
  return new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name ?? '', value ?? '']));
}

const [lightCss = '', darkCss = ''] = tokens.split('@media (prefers-color-scheme: dark)');
const light = colours(lightCss);
const themes = { light, dark: new Map([...light, ...colours(darkCss)]) };

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(theme: Map<string, string>, ink: string, ground: string): number {
  const [a, b] = [ink, ground].map((name) => {
    const hex = theme.get(name);
    if (hex === undefined) throw new Error(`no colour --${name}`);
    return luminance(hex);
  });
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}

const text: [string, string][] = [
  ...['paper', 'card', 'plain-soft'].flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['quiet', ground],
  ]),
  ...['paper', 'card', 'pine-soft'].map((ground): [string, string] => ['pine', ground]),
  ['ink', 'pine-soft'],
  ['pine-strong', 'pine-soft'],
  ['on-pine', 'pine'],
  ['on-pine', 'pine-strong'],
  ['on-sun', 'sun'],
  ['sun-ink', 'sun-soft'],
  ['ink', 'sun-soft'],
  ['late-ink', 'late-soft'],
  ['danger', 'card'],
  ['danger', 'paper'],
  ['danger', 'danger-soft'],
  ['ink', 'danger-soft'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
  ['ok', 'card'],
  ['sheet-ink', 'sheet'],
  ['sheet-quiet', 'sheet'],
  ['sheet-pine', 'sheet-pine-soft'],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((group): [string, string] => [`g${group}-ink`, `g${group}-soft`]),
];

/** Borders by which a control is known, and marks that carry meaning: WCAG 1.4.11. */
const marks: [string, string][] = [
  ['field-line', 'card'],
  ['field-line', 'paper'],
  ['late', 'card'],
];

test.each(Object.entries(themes))('%s: text has a contrast of at least 4.5, marks of at least 3', (_, theme) => {
  const weak = (pairs: [string, string][], least: number) =>
    pairs.filter(([ink, ground]) => contrast(theme, ink, ground) < least).map(([ink, ground]) => `${ink} on ${ground}`);
  expect(weak(text, 4.5)).toEqual([]);
  expect(weak(marks, 3)).toEqual([]);
});

test('the dark theme redefines only what the light one has', () => {
  expect([...colours(darkCss).keys()].filter((name) => !light.has(name))).toEqual([]);
});

const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.css') && !file.endsWith('tokens.css'),
);

/** Measured by it at run time. */
const fromReactAria = ['trigger-width'];

test.each(sheets)('%s takes colours and sizes from the tokens', (file) => {
  const css = readFileSync(join(src, file), 'utf8').replaceAll(/@(?:media|container)[^{]*/g, '');
  expect(css.match(/#[0-9a-f]{3,8}\b|\brgb|\bhsl|\b\d*\.?\d+(px|rem|mm|pt)\b/gi)).toBeNull();
  const used = [...css.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name ?? '');
  const known = (name: string) =>
    fromReactAria.includes(name) || [tokens, css].some((text) => text.includes(`--${name}:`));
  expect(used.filter((name) => !known(name))).toEqual([]);
});
