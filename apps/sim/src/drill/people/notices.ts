/**
 * Devices that are told of news while nobody looks: by a push service, which hears whatever the server tells it.
 * @module
 */
import { expiryOf } from '@obhut/domain/retention.ts';
import { clock } from '../../member.ts';
import type { PushService } from '../../push-service.ts';
import { recipients } from './cast.ts';
import type { Recorded } from './devices.ts';
import { member, type Life } from './life.ts';

const always = { days: 127, from: 0, until: 0 };

function nameOf(who: string): string {
  return who.replaceAll(' ', '-');
}

export async function turnNoticesOn({ devices }: Life, push: PushService): Promise<void> {
  for (const [who, { person }] of devices) {
    await person.client.setNoticeHours(always);
    await person.client.startNotices(push.endpoint(nameOf(who)));
  }
}

/** Resolves when each of them was. */
export async function everybodyWoken({ devices }: Life, push: PushService): Promise<void> {
  for (const who of devices.keys()) await push.wokenUntil(nameOf(who));
}

/** By a message to a guardian; resolves when the push service has heard of it. */
export async function wakeSomebody(
  { life, devices }: { life: Life; devices: ReadonlyMap<string, Recorded> },
  push: PushService,
): Promise<void> {
  const before = push.heard.length;
  const space = member(life.house.mailboxes, 0);
  const expiry = expiryOf('message', clock.today());
  const said = { space, type: 'message/sent@1', body: { text: 'Guten Abend', alts: [] }, expiry };
  await devices.get(recipients.educator(life.key))?.person.say({ ...said, notify: 'normal' });
  await push.heardAfter(before);
}
