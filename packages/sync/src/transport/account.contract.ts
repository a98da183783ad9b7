/**
 * What every way to an honest server must do with accounts: sessions by their own key, the recovery code, a new password, their end.
 * @module
 */
import { accountKey, passkeyProof, recoveryProof } from '@obhut/crypto/account.ts';
import { finishRegistration, opaqueReady, startRegistration } from '@obhut/crypto/opaque.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { signCtx } from '@obhut/crypto/signatures.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { accountSessionContext, type Wrap } from '@obhut/protocol/account-routes.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import type { PairingSlot } from '@obhut/protocol/pairing-routes.ts';
import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccount } from '../account/login.ts';
import { openAccountSession } from '../account/session.ts';
import { newNames, type ContractServer } from './institution.contract.ts';

const unauthenticated = { code: 'unauthenticated' };
const refused = { code: 'refused' };
const conflict = { code: 'conflict' };

function wrapOf(kind: Wrap['kind']): Wrap {
  return { id: randomBytes(16), kind, version: 1, bytes: randomBytes(72), salt: randomBytes(16) };
}

export function accountContract(name: string, start: () => Promise<Pick<ContractServer, 'transport' | 'today'>>): void {
  describe(`account contract: ${name}`, () => {
    let server: Pick<ContractServer, 'transport' | 'today'>;
    let names: ReturnType<typeof newNames>;
    beforeAll(async () => {
      await Promise.all([cryptoReady(), opaqueReady]);
    });
    beforeEach(async () => {
      server = await start();
      names = newNames();
    });

    /** An account with a password wrap and a key, opened. */
    async function registered(login: string, password = 'vier grüne Äpfel') {
      const { transport } = server;
      const { state, message } = startRegistration(password);
      const answer = await transport.call('account/register-start', { name: login, message }, null);
      const record = finishRegistration(password, state, answer.message, loginIdentifiers(login))?.message ?? '';
      const request = { name: login, account: answer.account, record };
      const { account: id, token } = await transport.call('account/register-finish', request, null);
      const wrap = wrapOf('password');
      await transport.call('wraps/write', { wrap }, token);
      const secret = randomBytes(32);
      await transport.call('account/key', { key: accountKey(secret, id).publicKey }, token);
      return { id, token, wrap, secret };
    }

    const kinds = async (token: string) =>
      (await server.transport.call('wraps/read', {}, token)).wraps.map(({ kind }) => kind).sort();

    test('a session is opened by the account’s key, over a nonce that is good once, for this account and origin', async () => {
      const { transport } = server;
      const { id, secret } = await registered(names.anna);
      const key = accountKey(secret, id);
      const signed = async (account: Bytes, origin = transport.origin) => {
        const { nonce } = await transport.call('account/challenge', { account }, null);
        return { account, nonce, signature: signCtx(key, ...accountSessionContext(account, nonce, origin)) };
      };
      const good = await signed(id);
      const { token } = await transport.call('account/session', good, null);
      expect(await kinds(token)).toEqual(['password']);
      await expect(transport.call('account/session', good, null)).rejects.toMatchObject(unauthenticated);
      const other = await registered(names.berta);
      for (const bad of [
        await signed(other.id),
        await signed(randomBytes(16)),
        await signed(id, 'https://else.example'),
      ])
        await expect(transport.call('account/session', bad, null)).rejects.toMatchObject(unauthenticated);
      const moved = { ...(await signed(id)), nonce: (await signed(other.id)).nonce };
      await expect(transport.call('account/session', moved, null)).rejects.toMatchObject(unauthenticated);
    });

    test('the account’s key is written once', async () => {
      const { transport } = server;
      const { id, secret, token } = await registered(names.anna);
      await transport.call('account/key', { key: accountKey(secret, id).publicKey }, token);
      const other = { key: accountKey(randomBytes(32), id).publicKey };
      await expect(transport.call('account/key', other, token)).rejects.toMatchObject(conflict);
      expect((await openAccountSession(transport, { id, secret })).length).toBeGreaterThanOrEqual(16);
    });

    test('a recovery wrap is opened by name and code together, and a new one takes its place', async () => {
      const { transport, today } = server;
      const { id, token } = await registered(names.anna);
      await registered(names.berta);
      const [code, newer] = [randomBytes(16), randomBytes(16)];
      const write = async (of: Bytes) => {
        const wrap = wrapOf('recovery');
        await transport.call('recovery/write', { wrap, lookup: recoveryLookup(recoveryProof(of)) }, token);
        return wrap;
      };
      const open = (login: string, of: Bytes) =>
        transport.call('recovery/open', { name: login, proof: recoveryProof(of) }, null);
      await expect(open(names.anna, code)).rejects.toMatchObject(unauthenticated);
      const wrap = await write(code);
      expect(await open(names.anna, code)).toEqual({ account: id, wrap });
      // Unknown name, wrong code, another's code: the same answer to the letter.
      for (const [login, of] of [
        ['nobody', code],
        [names.anna, newer],
        [names.berta, code],
      ] as const)
        await expect(open(login, of)).rejects.toMatchObject({ ...unauthenticated, detail: undefined });
      const lookup = recoveryLookup(recoveryProof(code));
      const stolen = transport.call('recovery/open', { name: names.anna, proof: lookup }, null);
      await expect(stolen).rejects.toMatchObject(unauthenticated);

      const replaced = await write(newer);
      await expect(open(names.anna, code)).rejects.toMatchObject(unauthenticated);
      expect(await open(names.anna, newer)).toEqual({ account: id, wrap: replaced });
      const { wraps } = await transport.call('wraps/read', {}, token);
      expect(wraps.find(({ kind }) => kind === 'recovery')).toEqual({ ...replaced, since: today });
      await transport.call('wraps/remove', { id: replaced.id }, token);
      await expect(open(names.anna, newer)).rejects.toMatchObject(unauthenticated);
      expect(await kinds(token)).toEqual(['password']);
    });

    test('a way in is written by the call of its kind; the password is never removed', async () => {
      const { transport } = server;
      const { token, wrap } = await registered(names.anna);
      const other = await registered(names.berta);
      for (const kind of ['recovery', 'passkey'] as const)
        await expect(transport.call('wraps/write', { wrap: wrapOf(kind) }, token)).rejects.toMatchObject(refused);
      const lookup = randomBytes(32);
      const asRecovery = transport.call('recovery/write', { wrap: wrapOf('password'), lookup }, token);
      await expect(asRecovery).rejects.toMatchObject(refused);
      await expect(transport.call('wraps/remove', { id: wrap.id }, token)).rejects.toMatchObject(refused);
      const passkey = wrapOf('passkey');
      await expect(transport.call('passkey/write', { wrap, lookup }, token)).rejects.toMatchObject(refused);
      await transport.call('passkey/write', { wrap: passkey, lookup }, token);
      await transport.call('wraps/remove', { id: passkey.id }, other.token);
      await transport.call('wraps/remove', { id: randomBytes(16) }, token);
      expect(await kinds(token)).toEqual(['passkey', 'password']);
      await transport.call('wraps/remove', { id: passkey.id }, token);
      expect(await kinds(token)).toEqual(['password']);
    });

    test('each of several passkeys is opened by its own proof, without a name', async () => {
      const { transport } = server;
      const [anna, berta] = [await registered(names.anna), await registered(names.berta)];
      const written = async (token: string) => {
        const [output, wrap] = [randomBytes(32), wrapOf('passkey')];
        await transport.call('passkey/write', { wrap, lookup: passkeyLookup(passkeyProof(output)) }, token);
        return { proof: passkeyProof(output), wrap };
      };
      const open = (proof: Bytes) => transport.call('passkey/open', { proof }, null);
      const [first, second, other] = [await written(anna.token), await written(anna.token), await written(berta.token)];
      expect(await open(first.proof)).toEqual({ account: anna.id, wrap: first.wrap });
      expect(await open(second.proof)).toEqual({ account: anna.id, wrap: second.wrap });
      expect(await open(other.proof)).toEqual({ account: berta.id, wrap: other.wrap });
      for (const wrong of [randomBytes(32), passkeyLookup(first.proof)])
        await expect(open(wrong)).rejects.toMatchObject({ ...unauthenticated, detail: undefined });
      await transport.call('wraps/remove', { id: first.wrap.id }, anna.token);
      await expect(open(first.proof)).rejects.toMatchObject(unauthenticated);
      expect(await kinds(anna.token)).toEqual(['passkey', 'password']);
    });

    test('a new password takes the place of the old one with its wrap, and ends every other session', async () => {
      const { transport } = server;
      const { id, token, secret } = await registered(names.anna);
      await registered(names.berta);
      const others = [await openAccountSession(transport, { id, secret })];
      const change = async (login: string, password: string, kind: Wrap['kind'] = 'password') => {
        const { state, message } = startRegistration(password);
        const answer = await transport.call('password/start', { name: login, message }, token);
        const record = finishRegistration(password, state, answer.message, loginIdentifiers(login))?.message ?? '';
        const wrap = wrapOf(kind);
        await transport.call('password/finish', { name: login, record, wrap }, token);
        return wrap;
      };
      await expect(change(names.berta, 'ein anderes')).rejects.toMatchObject(unauthenticated);
      await expect(change(names.anna, 'ein anderes', 'passkey')).rejects.toMatchObject(refused);
      await openAccount(transport, names.anna, 'vier grüne Äpfel');
      await openAccount(transport, names.berta, 'vier grüne Äpfel');
      const wrap = await change(names.anna, 'ein anderes');
      await expect(openAccount(transport, names.anna, 'vier grüne Äpfel')).rejects.toMatchObject(unauthenticated);
      expect(toHex((await openAccount(transport, names.anna, 'ein anderes')).account)).toBe(toHex(id));
      const { wraps } = await transport.call('wraps/read', {}, token);
      expect(wraps.map((one) => toHex(one.id))).toEqual([toHex(wrap.id)]);
      for (const ended of others)
        await expect(transport.call('wraps/read', {}, ended)).rejects.toMatchObject(unauthenticated);
    });

    test('a pairing’s mailbox is opened by its offer, written once in each slot, and over when it was emptied', async () => {
      const { transport } = server;
      const mailbox = randomBytes(16);
      const put = (slot: PairingSlot, bytes = randomBytes(40)) =>
        transport.call('pairing/put', { mailbox, slot, bytes }, null);
      const get = async (slot: PairingSlot) => (await transport.call('pairing/get', { mailbox, slot }, null)).bytes;
      const notFound = { code: 'not-found' };
      await expect(get('offer')).rejects.toMatchObject(notFound);
      await expect(put('answer')).rejects.toMatchObject(notFound);
      const offer = randomBytes(1248);
      await put('offer', offer);
      expect(await get('offer')).toEqual(offer);
      await expect(put('offer')).rejects.toMatchObject(conflict);
      expect(await get('sealed')).toHaveLength(0);
      const sealed = randomBytes(1300);
      await put('sealed', sealed);
      expect(await get('sealed')).toEqual(sealed);
      await expect(get('sealed')).rejects.toMatchObject(notFound);
    });

    test('a deleted account is gone with its sessions, and its name is free', async () => {
      const { transport } = server;
      const { id, token, secret } = await registered(names.anna);
      const other = await registered(names.berta);
      const code = randomBytes(16);
      const lookup = recoveryLookup(recoveryProof(code));
      await transport.call('recovery/write', { wrap: wrapOf('recovery'), lookup }, token);
      await transport.call('vault/write', { version: 1, bytes: randomBytes(40) }, token);
      await transport.call('account/delete', {}, token);
      await expect(transport.call('vault/read', {}, token)).rejects.toMatchObject(unauthenticated);
      await expect(openAccountSession(transport, { id, secret })).rejects.toMatchObject(unauthenticated);
      await expect(openAccount(transport, names.anna, 'vier grüne Äpfel')).rejects.toMatchObject(unauthenticated);
      const recover = transport.call('recovery/open', { name: names.anna, proof: recoveryProof(code) }, null);
      await expect(recover).rejects.toMatchObject(unauthenticated);
      expect(await kinds(other.token)).toEqual(['password']);
      const again = await registered(names.anna);
      expect(await transport.call('vault/read', {}, again.token)).toEqual({ version: 0, bytes: new Uint8Array(0) });
    });
  });
}
