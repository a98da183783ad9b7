/**
 * What every way to an honest server must do with a new account secret: with the password's proof, all or nothing, and nothing of the old
 * one holds after it.
 */
import { accountKey, passkeyProof } from '@obhut/crypto/account.ts';
import { finishLogin, finishRegistration, opaqueReady, startLogin, startRegistration } from '@obhut/crypto/opaque.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import type { Wrap } from '@obhut/protocol/account-routes.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { passkeyLookup } from '@obhut/protocol/lookup.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAccount } from '../account/login.ts';
import { openAccountSession } from '../account/session.ts';
import { newNames, type ContractServer } from './institution.contract.ts';

const unauthenticated = { code: 'unauthenticated' };
const password = 'vier grüne Äpfel';

function wrapOf(kind: Wrap['kind'], version = 1): Wrap {
  return { id: randomBytes(16), kind, version, bytes: randomBytes(72), salt: randomBytes(16) };
}

function renewalOf(id: Bytes, version = 2) {
  const secret = randomBytes(32);
  const vault = { version, bytes: randomBytes(64) };
  return { secret, request: { wrap: wrapOf('password', 2), vault, key: accountKey(secret, id).publicKey } };
}

export function renewContract(name: string, start: () => Promise<Pick<ContractServer, 'transport'>>): void {
  describe(`new account secret on ${name}`, () => {
    let server: Pick<ContractServer, 'transport'>;
    let names: ReturnType<typeof newNames>;
    beforeAll(async () => {
      await Promise.all([cryptoReady(), opaqueReady]);
    });
    beforeEach(async () => {
      server = await start();
      names = newNames();
    });

    async function registered(login: string) {
      const { transport } = server;
      const { state, message } = startRegistration(password);
      const answer = await transport.call('account/register-start', { name: login, message }, null);
      const record = finishRegistration(password, state, answer.message, loginIdentifiers(login))?.message ?? '';
      const request = { name: login, account: answer.account, record };
      const { account: id, token } = await transport.call('account/register-finish', request, null);
      const [secret, proof] = [randomBytes(32), passkeyProof(randomBytes(32))];
      await transport.call('wraps/write', { wrap: wrapOf('password') }, token);
      await transport.call('passkey/write', { wrap: wrapOf('passkey'), lookup: passkeyLookup(proof) }, token);
      await transport.call('account/key', { key: accountKey(secret, id).publicKey }, token);
      await transport.call('vault/write', { version: 1, bytes: randomBytes(64) }, token);
      return { id, token, secret, proof, login };
    }

    async function proven(login: string): Promise<{ login: Bytes; message: string }> {
      const { state, message } = startLogin(password);
      const answer = await server.transport.call('account/login-start', { name: login, message }, null);
      const finished = finishLogin(password, state, answer.message, loginIdentifiers(login));
      return { login: answer.login, message: finished?.message ?? '' };
    }

    test('nothing of the old one holds, and the session that did it goes on', async () => {
      const { transport } = server;
      const { id, token, secret, proof, login } = await registered(names.anna);
      const other = await openAccountSession(transport, { id, secret });
      const { secret: next, request } = renewalOf(id);
      await transport.call('account/renew', { ...(await proven(login)), ...request }, token);
      await expect(transport.call('wraps/read', {}, other)).rejects.toMatchObject(unauthenticated);
      await expect(openAccountSession(transport, { id, secret })).rejects.toMatchObject(unauthenticated);
      await expect(transport.call('passkey/open', { proof }, null)).rejects.toMatchObject(unauthenticated);
      const { wraps } = await transport.call('wraps/read', {}, token);
      expect(wraps).toMatchObject([request.wrap]);
      expect(await transport.call('vault/read', {}, await openAccountSession(transport, { id, secret: next }))).toEqual(
        request.vault,
      );
      expect((await openAccount(transport, login, password)).account).toEqual(id);
    });

    test('whoever has the old secret, but not the password, changes nothing', async () => {
      const { transport } = server;
      const { id, secret, token } = await registered(names.anna);
      const [thief, { login: another }] = [
        await openAccountSession(transport, { id, secret }),
        await registered('bert'),
      ];
      const { request } = renewalOf(id);
      const begun = await proven(names.anna);
      // No proof at all, one that was used up by it, and somebody else's.
      for (const proof of [{ ...begun, message: 'bm9uZQ' }, begun, await proven(another)])
        await expect(transport.call('account/renew', { ...proof, ...request }, thief)).rejects.toMatchObject(
          unauthenticated,
        );
      expect(await transport.call('vault/read', {}, token)).toMatchObject({ version: 1 });
      expect((await transport.call('wraps/read', {}, token)).wraps).toHaveLength(2);
      await openAccountSession(transport, { id, secret });
    });

    test.each([1, 3])('a vault of version %i, where 2 is next, leaves all as it is', async (version) => {
      const { transport } = server;
      const { id, token, secret, login } = await registered(names.anna);
      const { request } = renewalOf(id, version);
      const renewing = transport.call('account/renew', { ...(await proven(login)), ...request }, token);
      await expect(renewing).rejects.toMatchObject({ code: 'conflict' });
      expect((await transport.call('wraps/read', {}, token)).wraps).toHaveLength(2);
      expect(await transport.call('vault/read', {}, token)).toMatchObject({ version: 1 });
      await openAccountSession(transport, { id, secret });
    });
  });
}
