import { fromBase64Url, toBase64Url } from '@obhut/protocol/bytes.ts';
import { server } from '@serenity-kit/opaque';
import { beforeAll, expect, test } from 'vitest';
import { flipBit } from './bitflip.contract.ts';
import {
  finishLogin,
  finishRegistration,
  opaqueReady,
  startLogin,
  startRegistration,
  type Identifiers,
} from './opaque.ts';

const identifiers: Identifiers = { client: 'account', server: 'institution' };
const userIdentifier = 'account';
const password = 'vier grüne Äpfel im Schnee';

let serverSetup: string;
let registered: { record: string; exportKey: Uint8Array };

function registration(typed: string) {
  const started = startRegistration(typed);
  const { registrationResponse } = server.createRegistrationResponse({
    serverSetup,
    userIdentifier,
    registrationRequest: started.message,
  });
  return { state: started.state, registrationResponse };
}

beforeAll(async () => {
  await opaqueReady;
  serverSetup = server.createSetup();
  const { state, registrationResponse } = registration(password);
  const finished = finishRegistration(password, state, registrationResponse, identifiers);
  if (finished === null) throw new Error('the answer was refused');
  registered = { record: finished.message, exportKey: finished.exportKey };
});

interface Attempt {
  typed?: string;
  setup?: string;
  user?: string;
  record?: string | null;
  serverIdentifiers?: Identifiers;
  clientIdentifiers?: Identifiers;
  tamper?: (response: string) => string;
}

/** One login, honest but for what the attempt names. */
function login(attempt: Attempt = {}) {
  const typed = attempt.typed ?? password;
  const started = startLogin(typed);
  const { serverLoginState, loginResponse } = server.startLogin({
    serverSetup: attempt.setup ?? serverSetup,
    userIdentifier: attempt.user ?? userIdentifier,
    registrationRecord: attempt.record === undefined ? registered.record : attempt.record,
    startLoginRequest: started.message,
    identifiers: attempt.serverIdentifiers ?? identifiers,
  });
  const response = (attempt.tamper ?? ((same) => same))(loginResponse);
  const finished = finishLogin(typed, started.state, response, attempt.clientIdentifiers ?? identifiers);
  return { finished, serverLoginState };
}

test('a login gives the export key of the registration, and both sides the same session key', () => {
  const { finished, serverLoginState } = login();
  if (finished === null) throw new Error('the login failed');
  expect(finished.exportKey).toEqual(registered.exportKey);
  expect(finished.exportKey).toHaveLength(64);
  const { sessionKey } = server.finishLogin({ serverLoginState, finishLoginRequest: finished.message, identifiers });
  expect(fromBase64Url(sessionKey)).toEqual(finished.sessionKey);
});

test('two logins have two session keys', () => {
  expect(login().finished?.sessionKey).not.toEqual(login().finished?.sessionKey);
});

test.each<[string, Attempt]>([
  ['a wrong password', { typed: 'vier grüne Äpfel im Regen' }],
  ['an empty password', { typed: '' }],
  ['another identifier at the server', { serverIdentifiers: { ...identifiers, client: 'other' } }],
  ['another identifier at the client', { clientIdentifiers: { ...identifiers, server: 'other' } }],
  ['another account’s evaluation', { user: 'other' }],
  ['an account that does not exist', { record: null }],
  ['no answer at all', { tamper: () => '' }],
  ['an answer that is no base64url', { tamper: () => '!!' }],
  ['an answer cut short', { tamper: (response) => response.slice(4) }],
])('%s: null', (_, attempt) => {
  expect(login(attempt).finished).toBeNull();
});

test('a server with another set-up is not the one that was registered with', () => {
  expect(login({ setup: server.createSetup() }).finished).toBeNull();
});

test('the two ends of an answer and what is between: a changed bit is refused', () => {
  for (const bit of [0, 255, 300, 600, 1000, 1500, 2000, 2559]) {
    expect(login({ tamper: (response) => toBase64Url(flipBit(fromBase64Url(response), bit)) }).finished).toBeNull();
  }
});

test('a server refuses the last message of another login', () => {
  const [one, other] = [login(), login()];
  if (other.finished === null) throw new Error('the login failed');
  const finishLoginRequest = other.finished.message;
  expect(() =>
    server.finishLogin({ serverLoginState: one.serverLoginState, finishLoginRequest, identifiers }),
  ).toThrow();
});

test('a registration whose answer is none: null', () => {
  const { state, registrationResponse } = registration(password);
  for (const wrong of ['', '!!', registrationResponse.slice(4)]) {
    expect(finishRegistration(password, state, wrong, identifiers)).toBeNull();
  }
});

test('a registration that gives back the client’s own element: null', () => {
  const started = startRegistration(password);
  const { registrationResponse } = registration(password);
  const reflected = Uint8Array.from(fromBase64Url(registrationResponse));
  reflected.set(fromBase64Url(started.message));
  expect(finishRegistration(password, started.state, toBase64Url(reflected), identifiers)).toBeNull();
});

test('what is ours and wrong throws', () => {
  expect(() => finishLogin(password, 'AAAA', login().serverLoginState, identifiers)).toThrow('clientLoginState');
});
