/**
 * Arrays as parameters in PostgreSQL's binary form (`array_recv` in src/backend/utils/adt/arrayfuncs.c), for the calls that carry many rows: nothing
 * is written out as text here and read again there. The driver sends a Buffer as it is.
 * @module
 */
const oids = { int8: 20, int2: 21, int4: 23, text: 25, bytea: 17, timestamptz: 1184, uuid: 2950 } as const;
const headBytes = 20;
const absent = -1;

/** Room for the array; returns where its elements begin. */
function begin(oid: number, count: number, elementBytes: number): { out: Buffer; start: number } {
  const out = Buffer.allocUnsafe(headBytes + elementBytes);
  // Dimensions (none where it is empty), whether there may be nulls, what it is of; how many, counted from 1.
  let at = out.writeInt32BE(count === 0 ? 0 : 1, 0);
  at = out.writeInt32BE(1, at);
  at = out.writeInt32BE(oid, at);
  if (count === 0) return { out: out.subarray(0, at), start: at };
  at = out.writeInt32BE(count, at);
  return { out, start: out.writeInt32BE(1, at) };
}

function ofWidth<Value>(
  oid: number,
  width: number,
  values: readonly (Value | null)[],
  put: (out: Buffer, at: number, value: Value) => void,
): Buffer {
  const { out, start } = begin(oid, values.length, values.length * (4 + width));
  let at = start;
  for (const value of values) {
    at = out.writeInt32BE(value === null ? absent : width, at);
    if (value === null) continue;
    put(out, at, value);
    at += width;
  }
  return out.subarray(0, at);
}

function ofAnyLength(oid: number, values: readonly Uint8Array[]): Buffer {
  const all = values.reduce((sum, { length }) => sum + length, 0);
  const { out, start } = begin(oid, values.length, 4 * values.length + all);
  let at = start;
  for (const value of values) {
    at = out.writeInt32BE(value.length, at);
    out.set(value, at);
    at += value.length;
  }
  return out;
}

function putInt8(out: Buffer, at: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError('int8 beyond the safe integers');
  out.writeInt32BE(Math.floor(value / 2 ** 32), at);
  out.writeUInt32BE(value >>> 0, at + 4);
}

function putUuid(out: Buffer, at: number, id: Uint8Array): void {
  if (id.length !== 16) throw new RangeError('not an id');
  out.set(id, at);
}

/** What a number beyond its type's range becomes is a RangeError. */
export const int2Array = (values: readonly number[]): Buffer =>
  ofWidth(oids.int2, 2, values, (out, at, value) => out.writeInt16BE(value, at));

export const int4Array = (values: readonly number[]): Buffer =>
  ofWidth(oids.int4, 4, values, (out, at, value) => out.writeInt32BE(value, at));

export const int8Array = (values: readonly (number | null)[]): Buffer => ofWidth(oids.int8, 8, values, putInt8);

export const uuidArray = (ids: readonly (Uint8Array | null)[]): Buffer => ofWidth(oids.uuid, 16, ids, putUuid);

export const byteaArray = (values: readonly Uint8Array[]): Buffer => ofAnyLength(oids.bytea, values);

export const textArray = (values: readonly string[]): Buffer =>
  ofAnyLength(
    oids.text,
    values.map((value) => Buffer.from(value)),
  );

/** PostgreSQL counts microseconds from the beginning of 2000. */
const epochMs = Date.UTC(2000, 0);

export const timestampArray = (times: readonly Date[]): Buffer =>
  ofWidth(oids.timestamptz, 8, times, (out, at, time) => putInt8(out, at, (time.getTime() - epochMs) * 1000));
