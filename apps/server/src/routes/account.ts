/**
 * Accounts: registration, login, the other ways in, the sealed secret, the sealed vault.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import { accountOf, loggedInOf, onCall, smallBody } from './call.ts';

const vaultBody = 1_048_576 + 1024;

export function registerAccounts(app: FastifyInstance, services: Services): void {
  const { accounts, ways, vaults, rates } = services;
  /** By a keyed hash, so that the limiter's memory holds no name. */
  const limit = (request: FastifyRequest, name: string): void => {
    rates.stranger(request.ip);
    rates.name(toHex(accounts.loginHmac(name)));
  };

  onCall(app, 'account/register-start', smallBody, ({ name, message }, raw) => {
    limit(raw, name);
    return accounts.startRegistration(name, message);
  });
  onCall(app, 'account/register-finish', smallBody, (request, raw) => {
    limit(raw, request.name);
    return accounts.finishRegistration(request);
  });
  onCall(app, 'account/login-start', smallBody, ({ name, message }, raw) => {
    limit(raw, name);
    return accounts.startLogin(name, message);
  });
  onCall(app, 'account/login-finish', smallBody, (request, raw) => {
    rates.stranger(raw.ip);
    return accounts.finishLogin(request);
  });
  onCall(app, 'account/challenge', smallBody, ({ account }, raw) => {
    rates.stranger(raw.ip);
    return { nonce: ways.challenge(account) };
  });
  onCall(app, 'account/session', smallBody, async (request, raw) => {
    rates.stranger(raw.ip);
    return { token: await ways.openSession(request) };
  });
  onCall(app, 'account/key', smallBody, async ({ key }, raw) => {
    await ways.setKey(await accountOf(services, raw), key);
    return {};
  });
  onCall(app, 'account/logout', smallBody, async (_request, raw) => {
    const { token } = await loggedInOf(services, raw);
    await services.accountTokens.end(token);
    return {};
  });
  onCall(app, 'account/end-device', smallBody, async ({ device }, raw) => {
    await ways.endDevice(await accountOf(services, raw), device);
    return {};
  });
  const renew = async (request: RequestOf<'account/renew'>, raw: FastifyRequest) => {
    rates.stranger(raw.ip);
    await ways.renew(await loggedInOf(services, raw), request);
    return {};
  };
  onCall(app, 'account/renew', vaultBody, renew, (raw) => loggedInOf(services, raw));
  onCall(app, 'account/delete', smallBody, async (_request, raw) => {
    await ways.delete(await accountOf(services, raw));
    return {};
  });
  onCall(app, 'password/start', smallBody, async ({ name, message }, raw) => {
    await accountOf(services, raw);
    limit(raw, name);
    return { message: await accounts.registrationResponse(name, message) };
  });
  onCall(app, 'password/finish', smallBody, async (request, raw) => {
    const who = await loggedInOf(services, raw);
    limit(raw, request.name);
    await ways.setPassword(who, request);
    return {};
  });
  onCall(app, 'recovery/write', smallBody, async ({ wrap, lookup }, raw) => {
    await vaults.writeRecovery(await accountOf(services, raw), wrap, lookup);
    return {};
  });
  onCall(app, 'recovery/open', smallBody, ({ name, proof }, raw) => {
    limit(raw, name);
    return ways.openRecovery(name, proof);
  });
  onCall(app, 'passkey/write', smallBody, async ({ wrap, lookup }, raw) => {
    await vaults.writePasskey(await accountOf(services, raw), wrap, lookup);
    return {};
  });
  onCall(app, 'passkey/open', smallBody, ({ proof }, raw) => {
    rates.stranger(raw.ip);
    return ways.openPasskey(proof);
  });
  onCall(app, 'wraps/remove', smallBody, async ({ id }, raw) => {
    await vaults.removeWrap(await accountOf(services, raw), id);
    return {};
  });
  onCall(app, 'wraps/read', smallBody, async (_request, raw) => ({
    wraps: await vaults.wraps(await accountOf(services, raw)),
  }));
  onCall(app, 'wraps/write', smallBody, async ({ wrap }, raw) => {
    await vaults.writeWrap(await accountOf(services, raw), wrap);
    return {};
  });
  onCall(app, 'vault/read', smallBody, async (_request, raw) => vaults.read(await accountOf(services, raw)));
  const writeVault = async (vault: RequestOf<'vault/write'>, raw: FastifyRequest) => {
    await vaults.write(await accountOf(services, raw), vault);
    return {};
  };
  onCall(app, 'vault/write', vaultBody, writeVault, (raw) => accountOf(services, raw));
}
