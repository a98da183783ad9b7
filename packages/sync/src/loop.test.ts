import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { beforeAll, expect, test } from 'vitest';
import { rejections, spaceOf, stops, texts, utterance, World } from './testing/world.ts';

beforeAll(cryptoReady);

test('the loop: found, invite, read at once, claim, post, reply', async () => {
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  await leader.say(group, utterance('Ausflug in den Zoo'));

  const letter = await world.letter(leader, [group]);
  const reader = await world.reader(leader, letter);
  expect(texts(reader, group)).toEqual(['group', 'Ausflug in den Zoo']);
  expect(texts(reader, letter.mailbox)).toEqual(['letter']);

  const guardian = await world.claim(reader);
  expect(texts(guardian, group)).toEqual(['group', 'Ausflug in den Zoo']);
  await guardian.say(letter.mailbox, utterance('Wir kommen mit'));
  await leader.refresh();
  expect(texts(leader, letter.mailbox)).toEqual(['letter', 'Wir kommen mit']);

  // The claim made the group stale: the next post goes to an epoch that the letter never had.
  await leader.say(group, utterance('Danke'));
  await guardian.refresh();
  expect(texts(guardian, group)).toEqual(['group', 'Ausflug in den Zoo', 'Danke']);
  expect([...stops(leader), ...stops(guardian), ...rejections(leader), ...rejections(guardian)]).toEqual([]);
});

test('nothing that the server holds contains what was said', async () => {
  const world = new World();
  const leader = await world.found();
  await leader.say(spaceOf(leader, 'everyone'), utterance('canary-7f3a91'));
  expect(texts(leader, spaceOf(leader, 'everyone'))).toContain('canary-7f3a91');
  const stored = world.server.dump().map((bytes) => new TextDecoder('latin1').decode(bytes));
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.filter((text) => text.includes('canary-7f3a91'))).toEqual([]);
});

test('two who write at once both stand, each once', async () => {
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  const guardian = await world.guardian(leader, [group]);
  const mailbox = spaceOf(guardian, 'mailbox');
  await leader.refresh();
  // Both find the space stale after the claim and rekey it: one wins, the other reads on and says it anew.
  await Promise.all([leader.say(mailbox, utterance('a')), guardian.say(mailbox, utterance('b'))]);
  await leader.refresh();
  await guardian.refresh();
  expect(texts(leader, mailbox).toSorted()).toEqual(['a', 'b', 'letter']);
  expect(texts(guardian, mailbox)).toEqual(texts(leader, mailbox));
});

test('the same event said twice stands once', async () => {
  const world = new World();
  const leader = await world.found();
  const everyone = spaceOf(leader, 'everyone');
  const once = utterance('once');
  await leader.say(everyone, once);
  await leader.say(everyone, once);
  expect(texts(leader, everyone)).toEqual(['founded', 'once']);
});
