/**
 * What a third person can see for themselves in a file of evidence, without trusting whoever hands it over: only what signatures, hashes and
 * ids that follow from keys show.
 * @module
 */
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { verifyCtx } from '@obhut/crypto/signatures.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { memberId } from '@obhut/protocol/ids.ts';
import { beforeGenesis, controlContext, type ControlRecord } from '@obhut/protocol/records.ts';
import { decodeEvidence, readRecord, type Evidence } from './evidence.ts';

export type Finding =
  /** Two records in one place of the log, each signed. */
  | { kind: 'two-records'; index: number; signers: [string, string] }
  /** The server says that the log is shorter than signed records show. */
  | { kind: 'goes-back'; had: number; offered: number }
  /** A signed record of a day that was still to come. */
  | { kind: 'day-ahead'; day: number; on: number }
  /** Shown as deleted although its last day was not over. */
  | { kind: 'missing-early'; seq: number; expiry: number }
  /** A signed record names another history than the device has. */
  | { kind: 'other-history'; seq: number }
  /** A signed record names an older head than the device knew. */
  | { kind: 'old-head'; index: number; known: number }
  /** An event names another control record than the signed one in its place. */
  | { kind: 'other-control'; index: number };

interface Log {
  evidence: Evidence;
  records: readonly ControlRecord[];
}

export interface Verified {
  evidence: Evidence;
  /** Each record is signed by a key from which its signer's id follows, and follows on the one before. */
  isLogSigned: boolean;
  findings: Finding[];
}

/** A letter's id follows from its secret; what names its key is the record, itself signed, that let it in. */
function letterKey(records: readonly ControlRecord[], letter: Bytes): Bytes | null {
  const entries = records.flatMap(({ body }) => {
    if (body.type === 'invite') return [body.member];
    return body.type === 'genesis' ? body.members : [];
  });
  return entries.find(({ id }) => id !== null && equalBytes(id, letter))?.sign ?? null;
}

/** The key by which a signer signs, if the id follows from it. */
function keyOf({ evidence, records }: Log, signer: Bytes): Bytes | null {
  // In leadership's genesis the founder appears by the key.
  if (signer.length === 32) return signer;
  const key = evidence.keys.find((known) => equalBytes(known.signer, signer));
  if (key?.class === 'invite') return letterKey(records, signer);
  if (key === undefined || key.kem === null) return null;
  const id = memberId(key.class, evidence.institution, key.sign, key.kem);
  return equalBytes(id, signer) ? key.sign : null;
}

function signerOf(log: Log, index: number, record: ControlRecord): string | null {
  const { evidence, records } = log;
  const previous = records[index - 1]?.hash ?? beforeGenesis;
  const key = keyOf(log, record.body.signer);
  const isRoot = index === 0 && equalBytes(evidence.space, evidence.leadership);
  const institution = isRoot ? null : evidence.institution;
  const [label, ...parts] = controlContext(institution, evidence.space, index, previous, record.bodyHash);
  return key !== null && verifyCtx(key, record.signature, label, ...parts) ? toHex(record.body.signer) : null;
}

function findingsOf(log: Log, signers: readonly (string | null)[]): Finding[] {
  const { evidence, records } = log;
  const { offered, day, knownHeads, ownChain, pin } = evidence;
  if (offered === null) return [];
  if (!('kind' in offered)) {
    const signed = signers.filter((signer) => signer !== null).length;
    const seen = Math.max(0, ...records.map(({ body }, i) => (signers[i] === null ? 0 : (body.seen?.seq ?? 0))));
    if (offered.index < signed) return [{ kind: 'goes-back', had: signed, offered: offered.index }];
    return offered.seq < seen || offered.seq < pin.seq
      ? [{ kind: 'goes-back', had: Math.max(seen, pin.seq), offered: offered.seq }]
      : [];
  }
  if (offered.kind === 'gone') {
    const isEarly = offered.expiry === 0 || offered.expiry >= day;
    return isEarly ? [{ kind: 'missing-early', seq: offered.seq, expiry: offered.expiry }] : [];
  }
  if (offered.kind === 'event') {
    const own = records[offered.index];
    const isOther = own !== undefined && signers[offered.index] !== null && !equalBytes(own.hash, offered.hash);
    return isOther ? [{ kind: 'other-control', index: offered.index }] : [];
  }
  const came = readRecord(offered.record);
  if (came === null) return [];
  const { index } = offered;
  const signer = signerOf(log, index, came);
  if (signer === null) return [];
  const findings: Finding[] = [];
  const own = records[index];
  const ownSigner = signers[index] ?? null;
  if (own !== undefined && ownSigner !== null && !equalBytes(own.hash, came.hash))
    findings.push({ kind: 'two-records', index, signers: [ownSigner, signer] });
  if (came.body.day > day + 1) findings.push({ kind: 'day-ahead', day: came.body.day, on: day });
  const { seen } = came.body;
  if (seen !== null && ownChain !== null && !equalBytes(seen.chain, ownChain))
    findings.push({ kind: 'other-history', seq: seen.seq });
  for (const head of came.body.heads) {
    const known = knownHeads.find(({ space }) => equalBytes(space, head.space))?.index ?? 0;
    if (head.index < known) findings.push({ kind: 'old-head', index: head.index, known });
  }
  return findings;
}

/** Null for bytes that are no evidence. */
export async function verifyEvidence(bytes: Bytes): Promise<Verified | null> {
  await cryptoReady();
  const evidence = decodeEvidence(bytes);
  if (evidence === null) return null;
  const records = evidence.records.flatMap((record) => readRecord(record) ?? []);
  if (records.length < evidence.records.length) return null;
  const log = { evidence, records };
  const signers = records.map((record, i) => signerOf(log, i, record));
  const isLogSigned = signers.every((signer) => signer !== null);
  return { evidence, isLogSigned, findings: findingsOf(log, signers) };
}
