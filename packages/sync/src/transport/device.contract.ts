/**
 * What every way to an honest server must do with the devices of one person: one is ended from another, at once and for good, and nobody else's.
 */
import { accountKey } from '@obhut/crypto/account.ts';
import { finishRegistration, opaqueReady, startRegistration } from '@obhut/crypto/opaque.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { mostEndedDevices } from '@obhut/protocol/account-routes.ts';
import { accountDeviceTag, personaDeviceTag } from '@obhut/protocol/ids.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccount } from '../account/login.ts';
import { openAccountSession } from '../account/session.ts';
import { Session } from '../engine/session.ts';
import type { Self } from '../institution.ts';
import { planAdd } from '../plans/add.ts';
import { newcomer } from '../testing/forge.ts';
import { spaceOf } from '../testing/world.ts';
import { founding, newNames, peerOf, type ContractServer } from './institution.contract.ts';

const unauthenticated = { code: 'unauthenticated' };
const ended = { code: 'refused', detail: 'device-ended' };
const password = 'vier grüne Äpfel';

export function deviceContract(name: string, start: () => Promise<ContractServer>): void {
  describe(`devices on ${name}`, () => {
    let server: ContractServer;
    let names: ReturnType<typeof newNames>;
    beforeAll(async () => {
      await Promise.all([cryptoReady(), opaqueReady]);
    });
    beforeEach(async () => {
      server = await start();
      names = newNames();
    });

    async function registered(login: string, device: Uint8Array<ArrayBuffer>) {
      const { transport } = server;
      const { state, message } = startRegistration(password);
      const answer = await transport.call('account/register-start', { name: login, message }, null);
      const record = finishRegistration(password, state, answer.message, loginIdentifiers(login))?.message ?? '';
      const request = { name: login, account: answer.account, record, device: accountDeviceTag(device) };
      const { account: id, token } = await transport.call('account/register-finish', request, null);
      const secret = randomBytes(32);
      await transport.call('account/key', { key: accountKey(secret, id).publicKey }, token);
      return { id, secret, token };
    }

    const vaultOf = (token: string) => server.transport.call('vault/read', {}, token);
    const endOf = (device: Uint8Array, token: string) =>
      server.transport.call('account/end-device', { device: accountDeviceTag(device) }, token);

    test('an account’s device is ended from another: its sessions are over, however opened, and no way opens one again', async () => {
      const { transport } = server;
      const [lost, other] = [randomBytes(16), randomBytes(16)];
      const { id, secret, token } = await registered(names.anna, lost);
      const tokens = [
        token,
        await openAccountSession(transport, { id, secret, device: lost }),
        (await openAccount(transport, names.anna, password, lost)).token,
      ];
      const kept = await openAccountSession(transport, { id, secret, device: other });
      const unnamed = await openAccountSession(transport, { id, secret });
      for (const one of tokens) await vaultOf(one);
      await endOf(lost, kept);
      for (const one of tokens) await expect(vaultOf(one)).rejects.toMatchObject(unauthenticated);
      await expect(openAccountSession(transport, { id, secret, device: lost })).rejects.toMatchObject(ended);
      await expect(openAccount(transport, names.anna, password, lost)).rejects.toMatchObject(ended);
      for (const one of [kept, unnamed]) await vaultOf(one);
      // Logged in anew it is another device to the server. Again is no mistake.
      await vaultOf((await openAccount(transport, names.anna, password, randomBytes(16))).token);
      await endOf(lost, kept);
    });

    test('nobody ends another account’s device, and not without a session', async () => {
      const [device, own] = [randomBytes(16), randomBytes(16)];
      const anna = await registered(names.anna, device);
      const berta = await registered(names.berta, own);
      await endOf(device, berta.token);
      await vaultOf(anna.token);
      await vaultOf(await openAccountSession(server.transport, { ...anna, device }));
      const request = { device: accountDeviceTag(device) };
      await expect(server.transport.call('account/end-device', request, null)).rejects.toMatchObject(unauthenticated);
    });

    test('whoever logs out ends the session of that token, and no other', async () => {
      const { transport } = server;
      const { id, secret, token } = await registered(names.anna, randomBytes(16));
      const berta = await registered(names.berta, randomBytes(16));
      const other = await openAccountSession(transport, { id, secret });
      const logout = (of: string | null) => transport.call('account/logout', {}, of);
      await logout(token);
      await expect(vaultOf(token)).rejects.toMatchObject(unauthenticated);
      await expect(logout(token)).rejects.toMatchObject(unauthenticated);
      await expect(logout(null)).rejects.toMatchObject(unauthenticated);
      for (const one of [other, berta.token]) await vaultOf(one);
      await vaultOf((await openAccount(transport, names.anna, password)).token);
    });

    test('a persona that logs out ends its session with its live connection, and opens no other; its other one goes on', async () => {
      const { transport } = server;
      const plan = founding(server.today);
      await transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      const [one, other] = [
        new Session(transport, plan.institution, plan.self),
        new Session(transport, plan.institution, plan.self),
      ];
      const [token, kept] = [await one.token(), await other.token()];
      const [opened, closed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      transport.live(token, 0, { frame: () => opened.resolve(), closed: () => closed.resolve() });
      await opened.promise;
      await one.end();
      await closed.promise;
      await expect(transport.call('space/list', {}, token)).rejects.toMatchObject(unauthenticated);
      await expect(transport.call('session/logout', {}, token)).rejects.toMatchObject(unauthenticated);
      await expect(one.call('space/list', {})).rejects.toMatchObject(unauthenticated);
      await other.call('space/list', {});
      expect(await other.token()).toBe(kept);
      await one.end();
    });

    test('as many devices are ended as may be; one that was may be ended again', async () => {
      const { token } = await registered(names.anna, randomBytes(16));
      const first = randomBytes(16);
      await endOf(first, token);
      for (let i = 1; i < mostEndedDevices; i++) await endOf(randomBytes(16), token);
      await expect(endOf(randomBytes(16), token)).rejects.toMatchObject({ code: 'refused', detail: 'devices' });
      await endOf(first, token);
      await vaultOf(token);
    });

    test('a persona’s device is ended from another: sessions and live connection; another person’s and other devices go on', async () => {
      const plan = founding(server.today);
      await server.transport.call('institution/found', { code: server.foundingCode, append: plan.request }, null);
      const leader = peerOf(plan, server);
      await leader.refresh();
      const teacher = newcomer(leader, 'persona');
      await leader.write((act) => planAdd(act, spaceOf(leader, 'team'), teacher.entry('writer'), teacher.keys.kem));
      const on = (device: Uint8Array<ArrayBuffer>, self: Self = plan.self) =>
        new Session(server.transport, plan.institution, { ...self, device });
      const [lost, other] = [randomBytes(16), randomBytes(16)];
      const [lostSession, kept, theirs] = [on(lost), on(other), on(lost, teacher)];
      for (const session of [lostSession, kept, theirs]) await session.call('space/list', {});
      const token = await lostSession.token();
      let isClosed = false;
      const closed = new Promise<void>((resolve) => {
        server.transport.live(token, 0, {
          frame: () => undefined,
          closed: () => {
            isClosed = true;
            resolve();
          },
        });
      });
      let isTheirsClosed = false;
      const closeTheirs = server.transport.live(await theirs.token(), 0, {
        frame: () => undefined,
        closed: () => {
          isTheirsClosed = true;
        },
      });
      const end = (session: Session, persona = plan.self.id) =>
        session.call('session/end-device', { device: personaDeviceTag(lost, plan.institution, persona) });
      // The teacher names the leader's device: it is none of theirs.
      await end(theirs);
      await lostSession.call('space/list', {});
      expect(isClosed).toBe(false);

      await end(kept);
      await closed;
      await expect(server.transport.call('space/list', {}, token)).rejects.toMatchObject(unauthenticated);
      await expect(lostSession.call('space/list', {})).rejects.toMatchObject(ended);
      for (const session of [kept, theirs]) await session.call('space/list', {});
      expect(isTheirsClosed).toBe(false);
      closeTheirs();
    });
  });
}
