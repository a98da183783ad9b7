/**
 * For tests: an account as its owner's device uses it, with the library's own client of OPAQUE.
 * @module
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import { accountSessionContext, type Wrap } from '@obhut/protocol/account-routes.ts';
import { fromBase64Url, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { loginIdentifiers } from '@obhut/protocol/login.ts';
import { client } from '@serenity-kit/opaque';
import { random } from './builder.ts';
import { origin, type TestServer } from './server.ts';

/** Nothing here protects anybody, so it need not take long. */
const keyStretching = { 'argon2id-custom': { iterations: 1, memory: 8, parallelism: 1 } };

interface Opened {
  account: Bytes;
  token: string;
}

/** What proves a password to the server, once. */
export interface Proof {
  login: Bytes;
  message: string;
}

export interface SignKey {
  publicKey: Bytes;
  sign(account: Bytes, nonce: Bytes, at?: string): Bytes;
}

export function newSignKey(): SignKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: fromBase64Url(publicKey.export({ format: 'jwk' }).x ?? ''),
    sign: (account, nonce, at = origin) =>
      Uint8Array.from(sign(null, ctx(...accountSessionContext(account, nonce, at)), privateKey)),
  };
}

export function newWrap(kind: Wrap['kind']): Wrap {
  return { id: random(16), kind, version: 1, bytes: random(72), salt: random(16) };
}

/** A record for `password`; `respond` asks the server. */
export async function recordOf(
  name: string,
  password: string,
  respond: (message: string) => Promise<string>,
): Promise<string> {
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const registrationResponse = await respond(registrationRequest);
  const identifiers = loginIdentifiers(name);
  const own = { password, clientRegistrationState, registrationResponse, identifiers, keyStretching };
  return client.finishRegistration(own).registrationRecord;
}

export async function register(
  server: TestServer,
  name: string,
  password = 'a',
  device: { device?: Bytes } = {},
): Promise<Opened> {
  let account = new Uint8Array(16);
  const record = await recordOf(name, password, async (message) => {
    const started = await server.call('account/register-start', { name, message });
    ({ account } = started);
    return started.message;
  });
  return server.call('account/register-finish', { name, account, record, ...device });
}

/** Null: the client sees that the password is wrong. */
export async function prove(server: TestServer, name: string, password = 'a'): Promise<Proof | null> {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const started = await server.call('account/login-start', { name, message: startLoginRequest });
  const loginResponse = started.message;
  const identifiers = loginIdentifiers(name);
  const finished = client.finishLogin({ password, clientLoginState, loginResponse, identifiers, keyStretching });
  return finished === undefined ? null : { login: started.login, message: finished.finishLoginRequest };
}

/** Null: the client sees that the password is wrong. */
export async function login(server: TestServer, name: string, password = 'a'): Promise<Opened | null> {
  const proof = await prove(server, name, password);
  return proof === null ? null : server.call('account/login-finish', proof);
}
