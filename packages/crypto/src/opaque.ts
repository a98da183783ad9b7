/**
 * OPAQUE (RFC 9807), the client's side: the server never learns the password, nor anything that it could guess against without being asked.
 * Messages are base64url, as the library makes them on both sides.
 * @module
 */
import { fromBase64Url, type Bytes } from '@obhut/protocol/bytes.ts';
import { client, ready } from '@serenity-kit/opaque';
import { argon2 } from './argon2.ts';
import { unlessRefused } from './refused.ts';

/** To be awaited once before the functions here. */
export const opaqueReady: Promise<void> = ready;

const keyStretching = {
  'argon2id-custom': { iterations: argon2.passes, memory: argon2.memoryKiB, parallelism: argon2.lanes },
};

/** The library's report of an answer that is none. */
const answerRefused =
  /^[a-z0-9 ]+ at "(?:(?:deserialize )?(?:registration|login)Response|finish client (?:registration|login))"/u;

export interface Started {
  /** Secret, kept until the answer comes. */
  readonly state: string;
  readonly message: string;
}

/** What both sides bind the exchange to; the same at registration and at every login. */
export interface Identifiers {
  readonly client: string;
  readonly server: string;
}

export interface Finished {
  readonly message: string;
  /** 64 bytes that only this password at this server gives: the key of `W_password`. */
  readonly exportKey: Bytes;
  /** Known to both sides of this one login. */
  readonly sessionKey: Bytes;
}

export function startRegistration(password: string): Started {
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  return { state: clientRegistrationState, message: registrationRequest };
}

/** `message` is the record that the server keeps. Null if the server's answer is none. */
export function finishRegistration(
  password: string,
  state: string,
  response: string,
  identifiers: Identifiers,
): Omit<Finished, 'sessionKey'> | null {
  const finished = unlessRefused(answerRefused, () =>
    client.finishRegistration({
      password,
      clientRegistrationState: state,
      registrationResponse: response,
      identifiers,
      keyStretching,
    }),
  );
  if (finished === null) return null;
  return { message: finished.registrationRecord, exportKey: fromBase64Url(finished.exportKey) };
}

export function startLogin(password: string): Started {
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  return { state: clientLoginState, message: startLoginRequest };
}

/** Null if the password is wrong, the server not the one that was registered with, or its answer none. */
export function finishLogin(
  password: string,
  state: string,
  response: string,
  identifiers: Identifiers,
): Finished | null {
  const finished = unlessRefused(answerRefused, () =>
    client.finishLogin({ password, clientLoginState: state, loginResponse: response, identifiers, keyStretching }),
  );
  if (finished === null || finished === undefined) return null;
  return {
    message: finished.finishLoginRequest,
    exportKey: fromBase64Url(finished.exportKey),
    sessionKey: fromBase64Url(finished.sessionKey),
  };
}
