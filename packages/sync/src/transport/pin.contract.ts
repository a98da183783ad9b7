/**
 * What every way to an honest server must do with a PIN: only its tablet may try it, ten times, however many at once.
 */
import { finishLogin, finishRegistration, opaqueReady, startLogin, startRegistration } from '@obhut/crypto/opaque.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { mostPins, pinIdentifiers } from '@obhut/protocol/pin-routes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Peer } from '../engine/peer.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer } from '../testing/forge.ts';
import { spaceOf } from '../testing/world.ts';
import { founding, peerOf, type ContractServer } from './institution.contract.ts';

const gone = { code: 'not-found' };

export function pinContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`PIN on ${name}`, () => {
    let plan: ReturnType<typeof founding>;
    let server: ContractServer;
    let person: Peer;
    let tablet: Peer;
    let other: Peer;

    beforeAll(async () => {
      await Promise.all([cryptoReady(), opaqueReady]);
    });
    beforeEach(async () => {
      server = await start();
      plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      person = peerOf(plan, server);
      await person.refresh();
      [tablet, other] = [await device(), await device()];
    });

    async function device(): Promise<Peer> {
      const who = newcomer(person, 'device');
      await person.write((act) => planAdd(act, spaceOf(person, 'team'), who.entry('writer'), who.keys.kem));
      return peerOf(plan, server, who);
    }

    /** The export key. */
    async function set(pin: Bytes, digits: string, on = tablet): Promise<Bytes | undefined> {
      const { state, message } = startRegistration(digits);
      const answer = await person.session.call('pin/register-start', { pin, message });
      const finished = finishRegistration(digits, state, answer.message, pinIdentifiers(toHex(pin)));
      const request = { pin, device: on.institution.self.id, record: finished?.message ?? '' };
      await person.session.call('pin/register-finish', request);
      return finished?.exportKey;
    }

    async function attempt(
      pin: Bytes,
      digits: string,
      on = tablet,
    ): Promise<{ left: number; exportKey: Bytes | null }> {
      const { state, message } = startLogin(digits);
      const { login, message: answer, left } = await on.session.call('pin/login-start', { pin, message });
      const finished = finishLogin(digits, state, answer, pinIdentifiers(toHex(pin)));
      if (finished === null) return { left, exportKey: null };
      await on.session.call('pin/login-finish', { login, message: finished.message });
      return { left, exportKey: finished.exportKey };
    }

    test('the right one gives the same key every time, and forgets the wrong ones before it', async () => {
      const pin = randomBytes(16);
      const key = await set(pin, '271828');
      expect(await attempt(pin, '271828')).toEqual({ left: 9, exportKey: key });
      expect(await attempt(pin, '000001')).toEqual({ left: 9, exportKey: null });
      expect(await attempt(pin, '000002')).toEqual({ left: 8, exportKey: null });
      expect(await attempt(pin, '271828')).toEqual({ left: 7, exportKey: key });
      expect(await attempt(pin, '000003')).toEqual({ left: 9, exportKey: null });
    });

    test('after ten wrong ones it is gone, even for who knows it', async () => {
      const pin = randomBytes(16);
      await set(pin, '271828');
      for (let left = 9; left >= 0; left--) expect((await attempt(pin, '000000')).left).toBe(left);
      await expect(attempt(pin, '271828')).rejects.toMatchObject(gone);
      await expect(attempt(pin, '271828')).rejects.toMatchObject(gone);
    });

    test('twenty tries at once are ten', async () => {
      const pin = randomBytes(16);
      await set(pin, '271828');
      const tries = await Promise.allSettled(Array.from({ length: 20 }, () => attempt(pin, '000000')));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      await expect(attempt(pin, '271828')).rejects.toMatchObject(gone);
    });

    test('no other tablet may try it, nor its owner, and neither is told whether there is one', async () => {
      const pin = randomBytes(16);
      await set(pin, '271828');
      for (const stranger of [other, person]) {
        await expect(attempt(pin, '271828', stranger)).rejects.toMatchObject(gone);
        await expect(attempt(randomBytes(16), '271828', stranger)).rejects.toMatchObject(gone);
      }
      expect((await attempt(pin, '000000')).left).toBe(9);
    });

    test('a tablet that was removed tries none any more, whatever session it has', async () => {
      const pin = randomBytes(16);
      await set(pin, '271828');
      expect((await attempt(pin, '000000')).left).toBe(9);
      await person.refresh();
      const team = spaceOf(person, 'team');
      await person.write((act) => {
        act.record(team, 'remove', () => ({ member: tablet.institution.self.id }));
        act.rekey(team, [null]);
      });
      await expect(attempt(pin, '271828')).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('a login is finished by who began it, once', async () => {
      const pin = randomBytes(16);
      await set(pin, '271828');
      const { state, message } = startLogin('271828');
      const begun = await tablet.session.call('pin/login-start', { pin, message });
      const proof = finishLogin('271828', state, begun.message, pinIdentifiers(toHex(pin)))?.message ?? '';
      const request = { login: begun.login, message: proof };
      await expect(other.session.call('pin/login-finish', request)).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(tablet.session.call('pin/login-finish', request)).rejects.toMatchObject({ code: 'unauthenticated' });
    });

    test('an id is taken once, a record that is none is refused, and nobody has too many', async () => {
      const pin = randomBytes(16);
      await set(pin, '271828');
      await expect(set(pin, '314159')).rejects.toMatchObject({ code: 'conflict' });
      const request = { pin: randomBytes(16), device: tablet.institution.self.id, record: 'abc' };
      await expect(person.session.call('pin/register-finish', request)).rejects.toMatchObject({ code: 'malformed' });
      for (let count = 1; count < mostPins; count++) await set(randomBytes(16), '271828');
      await expect(set(randomBytes(16), '271828')).rejects.toMatchObject({ code: 'refused' });
    });

    test('the tablet removes it, or the person; a stranger does not', async () => {
      const [one, two] = [randomBytes(16), randomBytes(16)];
      for (const pin of [one, two]) await set(pin, '271828');
      await other.session.call('pin/remove', { pin: one });
      expect((await attempt(one, '271828')).exportKey).not.toBeNull();
      await tablet.session.call('pin/remove', { pin: one });
      await person.session.call('pin/remove', { pin: two });
      for (const pin of [one, two]) await expect(attempt(pin, '271828')).rejects.toMatchObject(gone);
      await tablet.session.call('pin/remove', { pin: one });
    });
  });
}
