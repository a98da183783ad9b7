/**
 * A foreign file as a table with a proposal of what its columns mean. Pure: it runs in a worker on the device, and nothing of the file
 * ever reaches the server.
 * @module
 */
import { decode, type Encoding, type Refused } from './encoding.ts';
import { proposeMapping, type Field } from './mapping.ts';
import { tableOf, type Table } from './table.ts';

export interface Intake extends Table {
  encoding: Encoding;
  /** For each column what it seems to be; a person looks at it and changes it. */
  mapping: readonly (Field | null)[];
}

/** `no-rows`: there is a header at most. */
export function readTable(bytes: Uint8Array): Intake | { refused: Refused | 'no-rows' } {
  const decoded = decode(bytes);
  if ('refused' in decoded) return decoded;
  const table = tableOf(decoded.text);
  if (table.rows.length === 0) return { refused: 'no-rows' };
  return { ...table, encoding: decoded.encoding, mapping: proposeMapping(table.header) };
}
