/**
 * Records that change keys: rekey and keyring; and retire, which ends a space (protocol.md, sections 3 and 5).
 * @module
 */
import { equalBytes, toHex } from './bytes.ts';
import type { Change, Step } from './control.ts';
import type { BodyOf } from './records.ts';
import { activeMembers, currentEpoch, epochAt, membersHash, type Bucket, type SpaceState } from './state.ts';

type NewBucket = BodyOf<'keyring'>['buckets'][number];

/** The buckets with the new ones, or null where an id was used before. */
function withBuckets(state: SpaceState, epoch: number, added: readonly NewBucket[]): Map<string, Bucket> | null {
  const buckets = new Map(state.buckets);
  for (const bucket of added) {
    const key = toHex(bucket.id);
    if (buckets.has(key)) return null;
    buckets.set(key, { ...bucket, epoch });
  }
  return buckets;
}

/** A rekey is boxed to each member space's newest epoch at the head that it names, and to no other. */
function namedEpochs({ state, record, logs }: Step, body: BodyOf<'rekey'>): Map<string, number> | null {
  const boxedTo = new Map(body.boxedTo.map((entry) => [toHex(entry.space), entry.epoch]));
  const spaces = activeMembers(state, body.day).filter((member) => member.class === 'space');
  if (body.boxedTo.length !== spaces.length) return null;
  for (const member of spaces) {
    const head = record.body.heads.find((named) => equalBytes(named.space, member.id));
    const log = logs(member.id);
    const epoch = head === undefined || log === undefined ? undefined : epochAt(log, head.index)?.epoch;
    if (epoch === undefined || boxedTo.get(toHex(member.id)) !== epoch) return null;
  }
  return boxedTo;
}

export function applyRekey(step: Step, body: BodyOf<'rekey'>): Change {
  const { state } = step;
  if (body.epoch !== (currentEpoch(state)?.epoch ?? 0) + 1) return { ignored: 'epoch' };
  if ((body.kem !== null) !== state.level <= 1) return { ignored: 'kem' };
  if (!equalBytes(body.membersHash, membersHash(state, body.day))) return { ignored: 'members-hash' };
  const boxedTo = namedEpochs(step, body);
  if (boxedTo === null) return { ignored: 'boxed-to' };
  const buckets = withBuckets(state, body.epoch, body.buckets);
  if (buckets === null) return { ignored: 'bucket' };
  const { epoch, day, commit, kem } = body;
  const added = { epoch, index: state.hashes.length, day, commit, kem, boxedTo };
  return { ok: { epochs: [...state.epochs, added], buckets, removedSince: false, claimedSince: false } };
}

export function applyKeyring({ state }: Step, body: BodyOf<'keyring'>): Change {
  if (body.epoch !== currentEpoch(state)?.epoch) return { ignored: 'epoch' };
  const buckets = withBuckets(state, body.epoch, body.buckets);
  return buckets === null ? { ignored: 'bucket' } : { ok: { buckets } };
}

export function applyRetire({ state }: Step, body: BodyOf<'retire'>): Change {
  return state.retired === null && body.on >= body.day ? { ok: { retired: body.on } } : { ignored: 'retired' };
}
