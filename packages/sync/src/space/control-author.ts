/**
 * Who has written a control record.
 * @module
 */
import { verifyCtx } from '@obhut/crypto/signatures.ts';
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import type { Verify } from '@obhut/protocol/control.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import type { RecordBody } from '@obhut/protocol/records.ts';

export const verify: Verify = (publicKey, signature, [label, ...parts]) =>
  verifyCtx(publicKey, signature, label, ...parts);

/** Whom the chain names: the signer's id, which in leadership's genesis follows from the key. */
export function controlAuthor(body: RecordBody, institution: Bytes): Bytes {
  if (body.signer.length === 16) return body.signer;
  const entry =
    body.type === 'genesis'
      ? body.members.find((member) => equalBytes(member.sign ?? new Uint8Array(), body.signer))
      : null;
  if (entry?.kem == null) return body.signer;
  return memberId('persona', institution, body.signer, entry.kem);
}
