/**
 * In the tree of an earlier commit, with what its journeys have: an institution, a post, a guardian who reads it and answers without the server.
 * @module
 */
import { expect, test } from '@playwright/test';
import { found, join, keepKit, makeGroup, openLetter, printLetter, readPost, reply, texts, write } from '../people.ts';
import { personHere, serverHere, waiting } from './place.ts';

test('the earlier version is left in the middle', async ({ playwright, launchOptions }) => {
  const of = { chromium: playwright.chromium, options: launchOptions };
  const server = serverHere();
  await server.start();
  const leader = await personHere(of, 'leader', server.origin);
  await found(leader.page, `${server.origin}/gruenden#${await server.foundingCode()}`);
  await keepKit(leader.page);
  await makeGroup(leader.page);
  const letter = await printLetter(leader.page);
  await write(leader.page);
  const guardian = await personHere(of, 'guardian', server.origin);
  await openLetter(guardian.page, letter);
  await join(guardian.page);
  await readPost(guardian.page);
  await reply(guardian.page, 'Antwort an das Team', texts.reply);
  await expect(guardian.page.getByText('wird gesendet')).toHaveCount(0);
  // The app is kept by the browser from here on: without that nothing opens while the server is away.
  await guardian.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await server.stop();
  await reply(guardian.page, 'Antwort an das Team', waiting);
  await expect(guardian.page.getByText('wird gesendet').first()).toBeVisible();
  await guardian.context.close();
  await leader.context.close();
});
