/**
 * What the first page is made of, asked for while the engine starts: otherwise each part is asked for when the one before it is drawn.
 * @module
 */
import { features } from './features.ts';

/** For whoever has the app on this device: who comes for the first time would wait for what they may not need. `at`: path of the page. */
export function fetchAhead(at: string): void {
  for (const { pages, sections = [], strips = [], tiles = [], Background } of features) {
    for (const { path, Page } of pages) if (path === at) Page.fetch();
    for (const { Badge } of sections) Badge?.fetch();
    for (const { Strip } of strips) Strip.fetch();
    for (const { Tile } of at === '/' ? tiles : []) Tile.fetch();
    Background?.fetch();
  }
}
