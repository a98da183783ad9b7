/**
 * What the first page is made of, asked for while the engine starts: otherwise each part is asked for when the one before it is drawn.
 * @module
 */
import { features } from './features.ts';

/** Only where a service worker answers, out of what it has on this device: whoever comes for the first time waits for nothing that they may not need. */
export function fetchAhead(at: string): void {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null) return;
  for (const { pages, sections = [], strips = [], tiles = [], Background } of features) {
    for (const { path, Page } of pages) if (path === at) Page.fetch();
    for (const { Badge } of sections) Badge?.fetch();
    for (const { Strip } of strips) Strip.fetch();
    for (const { Tile } of at === '/' ? tiles : []) Tile.fetch();
    Background?.fetch();
  }
}
