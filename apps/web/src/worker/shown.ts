/**
 * What the two scripts of the service worker say to each other.
 * @module
 */
export interface Shown {
  /** In which institution it is, in hex; absent where it is in several, or not known. */
  institution?: string;
  title: string;
  text: string;
  path: string;
  /** What has the same is shown in place of the one before. */
  tag: string;
}

export interface WhatIsNew {
  notices: readonly Shown[];
  /** How much is new in all. */
  count: number;
  /** To be called when they are on the screen. */
  told: () => Promise<void>;
}
