/**
 * What people keep on their own devices: drafts, words that they look for, how they call themselves and a device.
 * @module
 */
import { finder } from '@obhut/domain/kernel/search.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { clock } from '../../member.ts';
import { groupCount, recipients } from './cast.ts';
import { textsOf } from './devices.ts';
import { member, type Life } from './life.ts';

/** They are on the screen of whoever wrote them, and nowhere else. */
export async function keepDrafts({ key, book, house }: Life): Promise<void> {
  const [parent, who] = [member(house.parents, 1), recipients.parent(key, 1)];
  const text = book.make('draft', who);
  await parent.client.keepDraft(parent.client.snapshot().here.writer ?? '', 'reply', text);
  if (!parent.client.snapshot().here.drafts.some((draft) => draft.text === text)) throw new Error('no draft is kept');
  book.deliver(text);
  const name = book.make('name on a device', who);
  await parent.client.nameHere(name);
  if (!parent.client.snapshot().here.accounts.some((account) => account.name === name))
    throw new Error('no name is kept');
  book.deliver(name);
}

/** Words that somebody looks for in what a guardian wrote; it is found. */
export async function lookFor({ key, book, house, educator }: Life): Promise<void> {
  for (let at = 0; at < groupCount; at++) {
    const word = book.make('search words', recipients.educator(key));
    const said = { type: 'message/sent@1', expiry: expiryOf('message', clock.today()), notify: 'normal' } as const;
    const body = { text: `Es geht um ${word} von gestern`, alts: [] };
    await member(house.parents, at).say({ space: member(house.mailboxes, at), ...said, body });
    await educator.until(() => finder(word.toUpperCase())(textsOf(educator)), 'what was written is not found');
  }
}

/** Another device of the same person will show it in its list. */
export async function nameDevice({ key, book, house }: Life): Promise<void> {
  const { client } = house.leader;
  const own = (await client.devices()).find(({ isThis }) => isThis);
  if (own === undefined) throw new Error('this device is not listed');
  await client.renameDevice(own.id, book.make('device name', recipients.leader(key)));
}
