/**
 * A letter in hand: who it is for, what it may read. Its secrets live in memory only.
 * @module
 */
import { inviteId, inviteKeys, parseLetterFragment, parseTypedLetter, readCode } from '@obhut/crypto/invite.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ClientError } from '../failure.ts';
import { Peer, type Clock } from '../engine/peer.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Transport } from '../transport/transport.ts';
import { orFailure } from './failures.ts';

export type LetterInHand = { fragment: string; code: string } | { typed: string };

interface Secrets {
  secret: Bytes;
  code: string;
  /** Printed on paper; null when typed by hand. */
  institution: Bytes | null;
}

function parse(letter: LetterInHand): Secrets | null {
  if ('typed' in letter) {
    const typed = parseTypedLetter(letter.typed);
    return typed === null ? null : { ...typed, institution: null };
  }
  const parsed = parseLetterFragment(letter.fragment);
  const code = readCode(letter.code);
  return parsed === null || code === null ? null : { ...parsed, code };
}

/** A peer that acts as the letter and has read all that it may. Rejects with {@link ClientError}. */
export async function openLetterPeer(letter: LetterInHand, transport: Transport, clock: Clock): Promise<Peer> {
  const secrets = parse(letter);
  if (secrets === null) throw new ClientError('wrong-letter-or-code');
  const invite = inviteId(secrets.secret);
  const located = await orFailure(() => transport.call('letter/locate', { invite }, null), {
    'not-found': 'letter-used-or-expired',
  });
  const institution = secrets.institution ?? located.institution;
  if (!equalBytes(institution, located.institution)) throw new ClientError('wrong-letter-or-code');
  const keys = inviteKeys({ secret: secrets.secret, code: secrets.code }, institution);
  const peer = new Peer(institution, located.leadership, { id: invite, keys }, transport, new MemoryStore(), clock);
  await orFailure(() => peer.refresh(), {
    unauthenticated: 'wrong-letter-or-code',
    'not-found': 'wrong-letter-or-code',
  });
  return peer;
}
