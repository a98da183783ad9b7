/**
 * What every way to an honest server must do with notices: who is to be woken where and when, and who is not.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { personaDeviceTag } from '@obhut/protocol/ids.ts';
import { usualHours, type NoticeHours } from '@obhut/protocol/notice-hours.ts';
import { mostNoticeDevices } from '@obhut/protocol/notice-routes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import type { Self } from '../institution.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer } from '../testing/forge.ts';
import { spaceOf, utterance } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

export interface WakingServer extends ContractServer {
  /** An address at a push service; another for each name. */
  endpoint: (name: string) => string;
  /** The names of those that were woken, in order: resolves when the last of these has been. */
  wokenUntil: (last: string) => Promise<string[]>;
}

const always: NoticeHours = { days: 127, from: 0, until: 0 };

/** No minute of today, or of the days around it. */
function otherDay(today: number): NoticeHours {
  // 1970-01-01 was a Thursday.
  const weekday = (today + 3) % 7;
  return { days: 1 << ((weekday + 3) % 7), from: 8 * 60, until: 9 * 60 };
}

async function say(peer: Peer, kind: string, notify: 'none' | 'normal' | 'urgent'): Promise<void> {
  await peer.refresh();
  await peer.say(spaceOf(peer, kind), { ...utterance('said'), notify });
}

export function noticeContract(name: string, start: () => Promise<WakingServer>): void {
  describe(`notices on ${name}`, () => {
    let server: WakingServer;
    let plan: ReturnType<typeof founding>;
    let leader: Peer;
    let teacher: Peer;
    let guardian: Peer;

    beforeAll(cryptoReady);
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      leader = peerOf(plan, server);
      await leader.refresh();
      teacher = await joined('team', 'writer');
      guardian = await joined('everyone', 'reader');
      for (const peer of [leader, teacher, guardian]) await peer.session.call('notice/hours', { hours: always });
    });

    async function joined(kind: string, role: 'writer' | 'reader'): Promise<Peer> {
      const who = newcomer(leader, 'persona');
      await leader.write((act) => planAdd(act, spaceOf(leader, kind), who.entry(role), who.keys.kem));
      const peer = peerOf(plan, server, who);
      await peer.refresh();
      return peer;
    }

    async function begin(peer: Peer, at: string, device = randomBytes(16)): Promise<Bytes> {
      await peer.session.call('notice/start', { device, endpoint: server.endpoint(at) });
      return device;
    }

    async function isOn(peer: Peer, device: Bytes, at: string | null = null): Promise<boolean> {
      const endpoint = at === null ? null : server.endpoint(at);
      return (await peer.session.call('notice/read', { device, endpoint })).isOn;
    }

    test('who reads the space is woken, on every device; not its author, not who reads it not, and not by what is not worth it', async () => {
      await begin(leader, 'leader-phone');
      await begin(leader, 'leader-pc');
      await begin(teacher, 'teacher');
      await begin(guardian, 'guardian');
      await say(teacher, 'team', 'none');
      await say(teacher, 'team', 'normal');
      expect((await server.wokenUntil('leader-pc')).toSorted()).toEqual(['leader-pc', 'leader-phone']);
      await say(leader, 'everyone', 'normal');
      const woken = new Set([...(await server.wokenUntil('guardian')), ...(await server.wokenUntil('teacher'))]);
      expect([...woken].toSorted()).toEqual(['guardian', 'leader-pc', 'leader-phone', 'teacher']);
    });

    test('outside of their hours nobody is woken but by what is urgent, and staff not by that either', async () => {
      const hours = otherDay(server.today);
      for (const peer of [teacher, guardian]) await peer.session.call('notice/hours', { hours });
      const last = await joined('everyone', 'reader');
      await last.session.call('notice/hours', { hours: always });
      await begin(teacher, 'teacher');
      await begin(guardian, 'guardian');
      await begin(last, 'first-word');
      await say(leader, 'everyone', 'normal');
      expect(await server.wokenUntil('first-word')).toEqual(['first-word']);
      await say(leader, 'everyone', 'urgent');
      expect(await server.wokenUntil('guardian')).not.toContain('teacher');
    });

    test('hours are the usual ones until somebody sets their own, for all of their devices and for nobody else', async () => {
      const [device, other] = [randomBytes(16), randomBytes(16)];
      const fresh = await joined('team', 'writer');
      const hoursOf = async (peer: Peer, of = device) =>
        (await peer.session.call('notice/read', { device: of, endpoint: null })).hours;
      expect(await hoursOf(fresh)).toEqual(usualHours.staff);
      expect(await hoursOf(await joined('everyone', 'reader'))).toEqual(usualHours.others);
      const own = { days: 5, from: 480, until: 720 };
      await fresh.session.call('notice/hours', { hours: own });
      expect([await hoursOf(fresh), await hoursOf(fresh, other)]).toEqual([own, own]);
      expect(await hoursOf(teacher)).toEqual(always);
    });

    test('a device is woken at its last address, and no more when it has ended it, or all', async () => {
      const device = await begin(guardian, 'before');
      expect([await isOn(guardian, device), await isOn(guardian, device, 'before')]).toEqual([true, true]);
      await begin(guardian, 'after', device);
      expect([await isOn(guardian, device, 'before'), await isOn(guardian, device, 'after')]).toEqual([false, true]);
      const other = await begin(guardian, 'other');
      // Another persona names it: it is none of theirs.
      await teacher.session.call('notice/end', { device });
      await teacher.session.call('notice/end', { device: null });
      expect([await isOn(guardian, device), await isOn(teacher, device)]).toEqual([true, false]);
      await guardian.session.call('notice/end', { device });
      expect([await isOn(guardian, device), await isOn(guardian, other)]).toEqual([false, true]);
      await begin(guardian, 'after', device);
      await guardian.session.call('notice/end', { device: null });
      expect([await isOn(guardian, device), await isOn(guardian, other)]).toEqual([false, false]);
      await begin(teacher, 'teacher');
      await say(leader, 'everyone', 'normal');
      expect(await server.wokenUntil('teacher')).toEqual(['teacher']);
    });

    test('a device that another has ended is woken no more, and starts none', async () => {
      const seed = randomBytes(16);
      const self: Self = { ...plan.self, device: seed };
      const tag = personaDeviceTag(seed, plan.institution, plan.self.id);
      await begin(peerOf(plan, server, self), 'lost', tag);
      const kept = await begin(leader, 'kept');
      await leader.session.call('session/end-device', { device: tag });
      expect([await isOn(leader, tag), await isOn(leader, kept)]).toEqual([false, true]);
      await expect(begin(leader, 'lost', tag)).rejects.toMatchObject({ code: 'refused', detail: 'device-ended' });
      expect(await isOn(leader, tag)).toBe(false);
    });

    test('as many devices as may be: the one that was there longest makes room', async () => {
      const devices: Bytes[] = [];
      for (let i = 0; i <= mostNoticeDevices; i++) devices.push(await begin(guardian, `device-${i}`));
      const on: boolean[] = [];
      for (const device of devices) on.push(await isOn(guardian, device));
      expect(on).toEqual(devices.map((_, i) => i > 0));
    });

    test('only a push service is taken; the key by which it knows the server is a point of P-256; nothing without a session', async () => {
      const device = randomBytes(16);
      for (const endpoint of [
        'http://fcm.googleapis.com/fcm/send/abc',
        'https://fcm.googleapis.com:8443/fcm/send/abc',
        'https://10.0.0.7/abc',
        'https://[::1]/abc',
        'https://intranet.example/abc',
        'https://fcm.googleapis.com.example/abc',
        'nowhere',
      ]) {
        await expect(guardian.session.call('notice/start', { device, endpoint })).rejects.toMatchObject({
          code: 'refused',
          detail: 'endpoint',
        });
      }
      expect(await isOn(guardian, device)).toBe(false);
      const { key } = await leader.session.call('notice/key', {});
      expect([key.length, key[0]]).toEqual([65, 4]);
      await expect(server.transport.call('notice/key', {}, null)).rejects.toMatchObject({ code: 'unauthenticated' });
    });
  });
}
