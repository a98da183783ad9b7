/**
 * Words that nobody can read to their end: cut off by an edge, sticking out of what they stand in, or outside of the page. What ends in an ellipsis
 * on purpose, can be scrolled to, or is for screen readers alone is left out.
 * @module
 */
import type { Page } from '@playwright/test';

/** Runs in the page. Each: the words, and what they do not fit into. */
function findClipped(): string[] {
  const slack = 1;
  const found: string[] = [];

  /** Null: it fits, as far as this one is concerned. */
  const judge = (line: DOMRect, at: Element, style: CSSStyleDeclaration): string | null => {
    const box = at.getBoundingClientRect();
    const isOutside = line.left < box.left - slack || line.right > box.right + slack;
    // Of a letter's own height a little may lie outside of its line.
    const spare = line.height * 0.3;
    const isBelow = line.bottom > box.bottom + spare || line.top < box.top - spare;
    const name = [at.localName, ...at.classList].join('.');
    if (style.overflowX === 'hidden' || style.overflowX === 'clip')
      return isOutside || isBelow ? `cut off by ${name}` : null;
    const isBoxed = style.borderInlineStartWidth !== '0px' || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
    return isBoxed && isOutside ? `sticks out of ${name}` : null;
  };

  const complaint = (line: DOMRect, from: Element): string | null => {
    for (let at: Element | null = from; at !== null && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      const isScrolled = /auto|scroll/u.test(`${style.overflowX} ${style.overflowY}`);
      const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
      const isForEars = style.clipPath !== 'none' || style.clip !== 'auto' || at.clientWidth === 1;
      if (isScrolled || isShortened || isForEars) return null;
      const why = at === document.body || style.display === 'inline' ? null : judge(line, at, style);
      if (why !== null) return why;
    }
    return line.left < -slack || line.right > window.innerWidth + slack ? 'outside of the page' : null;
  };

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (words === '' || parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) !== true) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      const why = line.width === 0 ? null : complaint(line, parent);
      if (why === null) continue;
      found.push(`${words.slice(0, 60)}: ${why}`);
      break;
    }
  }
  return found;
}

export async function clippedWords(page: Page): Promise<string[]> {
  return await page.evaluate(findClipped);
}
