/**
 * What the features put into a slot, in order, for whoever is reading.
 * @module
 */
import type { Snapshot } from '@obhut/sync/client.ts';
import {
  isFor,
  type GroupPartSlot,
  type LinkSlot,
  type PageSlot,
  type PersonPartSlot,
  type Reader,
  type SectionSlot,
  type StepSlot,
  type StripSlot,
  type TabSlot,
  type TileSlot,
} from './feature.ts';
import { features } from './features.ts';

const inside: readonly Reader[] = ['guardian', 'carrier', 'staff'];

export type Owned<Slot> = Slot & { owner: string };

function inOrder<Slot extends { order: number }>(slots: readonly Slot[]): Slot[] {
  return slots.toSorted((a, b) => a.order - b.order);
}

/** Only the page that is due, if there is one. */
export function pagesFor(
  reader: Reader,
  snapshot: Snapshot,
): { pages: readonly PageSlot[]; home: string; isDue: boolean } {
  const all = features.flatMap(({ pages }) => pages.filter((slot) => isFor(slot, reader)));
  const due = all.find(({ isDue }) => isDue?.(snapshot) === true);
  if (due !== undefined) return { pages: [due], home: due.path, isDue: true };
  const home = all.find(({ homeOf }) => homeOf?.includes(reader) === true);
  return { pages: all, home: home?.path ?? '/', isDue: false };
}

/** Of the pages that are not there before everything was read, nor is it known by then as whom somebody is here. */
export const laterPaths: readonly string[] = [
  ...new Set(
    features.flatMap(({ pages }) =>
      pages
        .filter((slot) => slot.isEarly !== true && inside.some((reader) => isFor(slot, reader)))
        .map(({ path }) => path),
    ),
  ),
];

/** Of the pages that are there before everything was read. */
export function earlyPaths(reader: Reader): ReadonlySet<string> {
  const all = features.flatMap(({ pages }) => pages);
  return new Set(all.filter((slot) => slot.isEarly === true && isFor(slot, reader)).map(({ path }) => path));
}

export function tabsFor(reader: Reader): readonly Owned<TabSlot>[] {
  return inOrder(
    features.flatMap(({ name, tabs = [] }) =>
      tabs.filter((slot) => isFor(slot, reader)).map((slot) => ({ ...slot, owner: name })),
    ),
  );
}

export function sectionsFor(reader: Reader, snapshot: Snapshot, tab: string): readonly Owned<SectionSlot>[] {
  return inOrder(
    features.flatMap(({ name, sections = [] }) =>
      sections
        .filter((slot) => slot.tab === tab && isFor(slot, reader) && (slot.isFor?.(snapshot) ?? true))
        .map((slot) => ({ ...slot, owner: name })),
    ),
  );
}

/** So many find room at the bottom of a phone; there the others are rows of the last one's page. */
const tabsOnPhone = 5;

export function isOnPhone(tabs: readonly Owned<TabSlot>[], tab: Owned<TabSlot>): boolean {
  const at = tabs.indexOf(tab);
  return tabs.length <= tabsOnPhone || at < tabsOnPhone - 1 || at === tabs.length - 1;
}

/** For any of them. `key` is unique. */
export function tilesFor(readers: readonly Reader[]): readonly (TileSlot & { key: string })[] {
  const isTheirs = (slot: TileSlot) => readers.some((reader) => isFor(slot, reader));
  return inOrder(
    features.flatMap(({ name, tiles = [] }) =>
      tiles.map((slot, at) => ({ ...slot, key: `${name}.${at}` })).filter(isTheirs),
    ),
  );
}

export function groupPartsFor(reader: Reader): readonly GroupPartSlot[] {
  return inOrder(features.flatMap(({ groupParts = [] }) => groupParts.filter((slot) => isFor(slot, reader))));
}

export function personPartsFor(reader: Reader): readonly PersonPartSlot[] {
  return inOrder(features.flatMap(({ personParts = [] }) => personParts.filter((slot) => isFor(slot, reader))));
}

export function firstSteps(snapshot: Snapshot): readonly Owned<StepSlot>[] {
  const all = features.flatMap(({ name, steps = [] }) => steps.map((slot) => ({ ...slot, owner: name })));
  return inOrder(all.filter(({ isFor: isTheirs }) => isTheirs?.(snapshot) ?? true));
}

export function linksFor(reader: Reader, snapshot: Snapshot): readonly Owned<LinkSlot>[] {
  return inOrder(
    features.flatMap(({ name, links = [] }) =>
      links
        .filter((slot) => isFor(slot, reader) && (slot.isFor?.(snapshot) ?? true))
        .map((slot) => ({ ...slot, owner: name })),
    ),
  );
}

export function stripsFor(reader: Reader): readonly Owned<StripSlot>[] {
  return features.flatMap(({ name, strips = [] }) =>
    strips.filter((slot) => isFor(slot, reader)).map((slot) => ({ ...slot, owner: name })),
  );
}

/** What features do behind every page. */
export function Backgrounds() {
  return features.map(({ name, Background }) => (Background === undefined ? null : <Background key={name} />));
}

/** What is shown of the newest before everything is read. */
export function FirstLooks() {
  return features.map(({ name, FirstLook }) => (FirstLook === undefined ? null : <FirstLook key={name} />));
}

/** What somebody sees who has opened a letter. */
export function LetterViews() {
  return features.map(({ name, LetterView }) => (LetterView === undefined ? null : <LetterView key={name} />));
}
