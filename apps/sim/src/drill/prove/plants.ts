/**
 * Canaries planted where none may be: in every place, in every form, packed in every way. Each is to be found there by the drill's own search.
 * @module
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { CanaryBook } from '../canaries.ts';
import type { Installation } from '../installation.ts';
import type { Hit } from '../search.ts';
import { zipOf } from '../testing/zip.ts';

export interface Plant {
  what: string;
  text: string;
  /** With what the place begins at which it must be found. */
  place: string;
}

/** Written with other means than those that seek. */
const encoders: Readonly<Record<string, (text: string) => Buffer | string>> = {
  raw: (text) => `Anna ${text} Berta`,
  'small letters': (text) => text.toLowerCase(),
  'capital letters': (text) => text.toUpperCase(),
  'UTF-16': (text) => Buffer.from(`Anna ${text}`, 'utf16le'),
  'UTF-16, big-endian': (text) => Buffer.from(`Anna ${text}`, 'utf16le').swap16(),
  hex: (text) => Buffer.from(text, 'latin1').toString('hex'),
  'hex in capitals': (text) => Buffer.from(text, 'latin1').toString('hex').toUpperCase(),
  'percent-encoded': (text) => text.replaceAll(/./gu, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  escaped: (text) => text.replaceAll(/./gu, (letter) => String.raw`\u00${letter.charCodeAt(0).toString(16)}`),
  base64: (text) => btoa(`${text}...`),
  'base64, one byte further': (text) => btoa(`.${text}...`),
  'base64, two bytes further': (text) => btoa(`..${text}...`),
  gzip: (text) => gzipSync(`Anna ${text} Berta`),
  'gzip, later': (text) => Buffer.concat([Buffer.from('davor '), gzipSync(`Anna ${text} Berta`)]),
  zlib: (text) => deflateSync(`Anna ${text} Berta`),
  deflate: (text) => deflateRawSync(`Anna ${text} Berta`),
  zip: (text) => zipOf('brief.txt', Buffer.from(`Anna ${text} Berta`)),
  'base64 in gzip in zip': (text) => zipOf('brief.gz', gzipSync(btoa(text))),
};

function bytea(value: Buffer | string): string {
  return `'\\x${Buffer.from(value).toString('hex')}'::bytea`;
}

function literal(text: string): string {
  return `'${text}'`;
}

/** Where the database keeps what nobody would look for: compressed, deleted, in no table at all. */
const rows: Readonly<Record<string, { place: string; sql: (text: string) => string }>> = {
  'a row': {
    place: 'table: public.planted.line',
    sql: (text) => `INSERT INTO planted (line) VALUES (${literal(text)})`,
  },
  'a row, as it lies on the disk': {
    place: 'data folder: postgres/base/',
    sql: (text) => `INSERT INTO planted (line) VALUES (${literal(text)})`,
  },
  'a long row, which the database compresses': {
    place: 'table: public.planted.line',
    sql: (text) => `INSERT INTO planted (line) VALUES (repeat('ab', 40000) || ${literal(text)} || repeat('cd', 40000))`,
  },
  JSON: {
    place: 'table: public.planted.json',
    sql: (text) => `INSERT INTO planted (json) VALUES (jsonb_build_object('a', jsonb_build_array(${literal(text)})))`,
  },
  'a list': {
    place: 'table: public.planted.list',
    sql: (text) => `INSERT INTO planted (list) VALUES (ARRAY[${literal(text)}])`,
  },
  'bytes in a list': {
    place: 'table: public.planted.blobs',
    sql: (text) => `INSERT INTO planted (blobs) VALUES (ARRAY[${bytea(text)}])`,
  },
  'a row that was deleted': {
    place: 'data folder: postgres/',
    sql: (text) =>
      `INSERT INTO planted (line) VALUES (${literal(text)}); DELETE FROM planted WHERE line = ${literal(text)}`,
  },
  'the write-ahead log': {
    place: 'data folder: postgres/pg_wal/',
    sql: (text) => `SELECT pg_logical_emit_message(false, 'planted', ${literal(text)}, true)`,
  },
  'the name of a column': {
    place: 'table: pg_catalog.pg_attribute.attname',
    sql: (text) => `ALTER TABLE planted ADD COLUMN "${text}" int`,
  },
};

function table(): string {
  return 'CREATE TABLE planted (line text, bytes bytea, json jsonb, list text[], blobs bytea[])';
}

export class Planting {
  readonly plants: Plant[] = [];
  readonly #book = new CanaryBook();

  add(what: string, place: string): string {
    const text = this.#book.make(what, 'nobody');
    this.plants.push({ what, text, place });
    return text;
  }

  get sought() {
    return this.#book.sought;
  }

  /** Into a database that runs. */
  intoTables(installation: Installation): void {
    const statements = Object.entries(rows).map(([what, { place, sql }]) => sql(this.add(what, place)));
    const encoded = Object.entries(encoders).map(([form, encode]) => {
      const text = this.add(`${form}, in a row`, 'table: public.planted.bytes');
      return `INSERT INTO planted (bytes) VALUES (${bytea(encode(text))})`;
    });
    const all = [table(), ...statements, ...encoded, 'CHECKPOINT'];
    installation.doSql(all.map((statement) => `${statement};\n`).join(''));
  }

  /** Into rows of which there is a backup. Afterwards one event and one vault are good for nothing. */
  intoBackup(installation: Installation): void {
    const content = this.add('content in a backup', 'opened backup: ');
    const keys = this.add('keys in a backup', 'opened backup: ');
    installation.doSql(`
      UPDATE items SET bytes = ${bytea(content)} WHERE position = (SELECT max(position) FROM items WHERE kind = 'event');
      UPDATE vaults SET bytes = ${bytea(keys)} WHERE account_id = (SELECT account_id FROM vaults LIMIT 1);`);
    installation.backUp();
    const loose = this.add('a file beside the backups', 'backup: planted');
    writeFileSync(path.join(installation.backups, 'planted'), gzipSync(loose));
  }

  /** In each form, and in what a file is called. */
  intoFiles({ server, copies }: Installation): void {
    const folder = path.join(server.dataDir, 'blobs');
    for (const [form, encode] of Object.entries(encoders))
      writeFileSync(
        path.join(folder, `planted ${form}`),
        encode(this.add(`${form}, in a file`, 'data folder: blobs/planted')),
      );
    writeFileSync(path.join(folder, this.add('the name of a file', 'data folder: name of a file')), '');
    const [copy = ''] = copies.slice(-1);
    writeFileSync(path.join(copy, 'planted'), gzipSync(this.add('a packed file of a copy', 'copy: planted')));
    writeFileSync(path.join(copy, 'planted too'), this.add('a file that is walked to', 'listing: /planted'));
  }

  /** What a careless server is told when it starts; see preload.ts. */
  intoServer(): Readonly<Record<string, string>> {
    return {
      CARELESS_PRINTED: this.add('a line of the log', 'log'),
      CARELESS_NOTED: this.add('a temporary file', 'temporary folder: '),
      CARELESS_PUSHED: this.add('what a push service is told', 'push'),
      CARELESS_ANSWERED: this.add('an answer to a stranger', 'answer: a stranger'),
    };
  }
}

/** Those that stand where they were planted. */
export function found<Of extends { text: string }>(plants: readonly Plant[], hits: readonly Hit<Of>[]): Plant[] {
  return plants.filter(({ text, place }) => hits.some((hit) => hit.of.text === text && hit.place.startsWith(place)));
}
