/**
 * The server's side of OPAQUE (RFC 9807) where the library throws: what a client sent is answered in the protocol's codes.
 * @module
 */
import { ApiError } from '@obhut/protocol/errors.ts';
import { client, ready, server } from '@serenity-kit/opaque';

export interface Identifiers {
  client: string;
  server: string;
}

/** The library throws for messages that are none. */
export function orMalformed<Result>(work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new ApiError('malformed', 'message');
  }
}

/** Whether the client's last message shows that it knows the password. */
export function proves(serverLoginState: string, finishLoginRequest: string, identifiers: Identifiers): boolean {
  try {
    server.finishLogin({ serverLoginState, finishLoginRequest, identifiers });
    return true;
  } catch {
    return false;
  }
}

/** A record that no login could ever use is refused now (`malformed`). It is tried with a login of no meaning. */
export async function assertUsable(
  serverSetup: string,
  userIdentifier: string,
  identifiers: Identifiers,
  registrationRecord: string,
): Promise<void> {
  await ready;
  const { startLoginRequest } = client.startLogin({ password: 'of no meaning' });
  orMalformed(() =>
    server.startLogin({ serverSetup, registrationRecord, startLoginRequest, userIdentifier, identifiers }),
  );
}
