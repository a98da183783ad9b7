/**
 * Bytes that some decoder somewhere has stumbled over, kept: each is tried on every decoder. What a decoder of ours stumbles over is added here.
 * @module
 */
import { concat, fromHex, utf8, type Bytes } from '../bytes.ts';

const repeated = (hex: string, times: number): Bytes => concat(...Array.from({ length: times }, () => fromHex(hex)));

export const corpus: Readonly<Record<string, Bytes>> = {
  nothing: new Uint8Array(0),
  'a zero': Uint8Array.of(0),
  'zeros only': new Uint8Array(5000),
  'ones only': new Uint8Array(5000).fill(255),
  'CBOR: lists in lists': repeated('81', 20_000),
  'CBOR: maps in maps': repeated('a161', 20_000),
  'CBOR: lists without end in each other': repeated('9f', 20_000),
  'CBOR: tags on tags': repeated('c0', 20_000),
  'CBOR: bytes longer than any memory': fromHex('5b7fffffffffffffff00'),
  'CBOR: bytes of two to the forty': fromHex('5b0000010000000000'),
  'CBOR: a text of four gigabytes': fromHex('7affffffff61'),
  'CBOR: a list of two to the fifty-three less one': fromHex('9b001fffffffffffff'),
  'CBOR: a map of two to the thirty-two': fromHex('bb0000000100000000'),
  'CBOR: a key that every object has': fromHex('a1695f5f70726f746f5f5fa0'),
  'CBOR: a large number': fromHex('c249010000000000000000'),
  'CBOR: not a number': fromHex('f97e00'),
  'CBOR: undefined': fromHex('f7'),
  'CBOR: itself described': fromHex('d9d9f7a0'),
  'CBOR: half a surrogate pair': fromHex('63eda080'),
  'CBOR: one value and one more': fromHex('a0a0'),
  'JPEG: segments of no length': concat(fromHex('ffd8'), repeated('ffe10000', 5000)),
  'JPEG: filled up': concat(fromHex('ffd8'), new Uint8Array(5000).fill(255)),
  'JPEG: a segment past the end': fromHex('ffd8ffe1ffff00'),
  'JPEG: a scan without an end': fromHex('ffd8ffda0002ff'),
  'JPEG 2000: boxes of no length': repeated('0000000078', 500),
  'JPEG 2000: a box of four gigabytes': fromHex('ffffffff6a502020'),
  'WebP: cut off': concat(utf8('RIFF'), fromHex('ffffffff'), utf8('WEBPVP8X')),
  'PNG: as wide as can be said': fromHex('89504e470d0a1a0a0000000d49484452ffffffffffffffff0800000000'),
  'HEIF: cut off': fromHex('000000186674797068656963'),
  'PDF: its first line': utf8('%PDF-1.7\n'),
  'PDF: no object': utf8('%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF'),
  'PDF: pages that hold themselves': utf8(
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  ),
  'PDF: lists in lists': concat(utf8('%PDF-1.7\n1 0 obj'), repeated('5b', 20_000)),
  'PDF: a stream longer than the file': utf8('%PDF-1.7\n1 0 obj<</Length 99999999999>>stream\nx'),
  'ZIP: nothing in it': fromHex('504b0506000000000000000000000000000000000000'),
  'ZIP: one entry of four gigabytes': concat(
    fromHex('504b0102140014000000080000000000000000000400000000ffffffff0f0000000000000000000000000000000000'),
    utf8('xl/workbook.xml'),
    fromHex('504b050600000000010001003d0000000000000000000000'),
  ),
  'ZIP: a directory that is elsewhere': fromHex('504b0304504b05060000000001000100ffffffffffffffff0000'),
  'XML: entities in entities': utf8('<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&b;&b;">]><a>&b;</a>'),
  'text: a mark, then nothing': fromHex('efbbbf'),
  'text: UTF-16 cut in half': fromHex('fffe3c'),
  'text: quotation marks without an end': utf8('"'.repeat(9999)),
  'text: separators only': utf8(';'.repeat(20_000)),
  'text: lines only': utf8('\n'.repeat(20_000)),
  'age: its first line': utf8('age-encryption.org/v1\n-> X25519 '),
};
