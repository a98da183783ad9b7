/**
 * What a wake-up comes to, whatever goes wrong: something is shown, and what was shown is not said again.
 * @module
 */
import type { Shown, WhatIsNew } from './shown.ts';

const patienceMs = 10_000;

export interface Surroundings {
  /** Null: locked, left, or nobody's business on this screen. */
  look: () => Promise<WhatIsNew | null>;
  /** That there is something, and nothing of what. */
  neutral: Shown;
  show: (shown: Shown) => Promise<void>;
  /** So much more than before. */
  count: (more: number) => Promise<void>;
  /** Told of what went wrong without being in the way. */
  failed: (error: unknown) => void;
}

/** Null also where it is out of reach, or too slow. */
async function lookInTime({ look, failed }: Surroundings): Promise<WhatIsNew | null> {
  const patience = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), patienceMs);
  });
  try {
    return await Promise.race([look(), patience]);
  } catch (error) {
    // Whatever it was, a page will say it. Here it must not keep the sentence without content from being shown.
    failed(error);
    return null;
  }
}

export async function tell(surroundings: Surroundings): Promise<void> {
  const { neutral, show, count } = surroundings;
  const news = await lookInTime(surroundings);
  const notices = news === null || news.notices.length === 0 ? [neutral] : news.notices;
  for (const notice of notices) await show(notice);
  // First of all that comes after: a browser may end a service worker over a number on an icon.
  await news?.told();
  await count(news?.count ?? 1);
}
