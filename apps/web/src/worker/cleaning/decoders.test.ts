/**
 * Files that somebody was sent and passes on: whatever is in them, they are cleaned or not taken.
 */
import { deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib';
import { ClientError } from '@obhut/sync/failure.ts';
import { decoderContract } from '@obhut/sync/testing/decoders.ts';
import { describe, expect, test } from 'vitest';
import { kindOf } from './kinds.ts';
import { cleanPdf } from './pdf.ts';
import { withoutWordsInJpeg, withoutWordsInJpeg2000 } from './picture-bytes.ts';
import { pixelsOf } from './pixels.ts';

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
/** A comment, a frame of 3 x 2, a scan, the end. */
const jpeg = bytesOf('ffd8fffe0004686affc0000b080002000301011100ffda0008010100003f00d2cfffd9');
const jpeg2000 = bytesOf('0000000c6a5020200d0a870a0000000a786d6c203c3e0000000a6a703263ff4f');
const png = bytesOf('89504e470d0a1a0a0000000d494844520000000300000002080000000000000000');
const webp = Uint8Array.from(Buffer.from('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x02\0\0\x01\0\0', 'latin1'));

async function pdf(filter: string[], picture: Uint8Array, useObjectStreams: boolean) {
  const document = await PDFDocument.create();
  const page = document.addPage([99, 99]);
  page.drawText('Liebe Eltern', { font: await document.embedFont(StandardFonts.Helvetica) });
  const { context } = document;
  const stream = PDFRawStream.of(
    context.obj({ Type: 'XObject', Subtype: 'Image', Filter: filter }),
    Uint8Array.from(picture),
  );
  page.node.Resources()?.set(PDFName.of('XObject'), context.obj({ Picture: context.register(stream) }));
  return Uint8Array.from(await document.save({ useObjectStreams }));
}

const packed = ['FlateDecode', 'DCTDecode'];

decoderContract('a PDF', async () => ({
  decode: (bytes) => cleanPdf(bytes),
  good: [
    await pdf(['DCTDecode'], jpeg, true),
    await pdf(packed, deflateSync(jpeg), false),
    await pdf(['JPXDecode'], jpeg2000, false),
  ],
  refusals: [ClientError],
  runs: 120,
}));

decoderContract('a JPEG', () => ({ decode: (bytes) => withoutWordsInJpeg(bytes), good: [jpeg] }));

decoderContract('a JPEG 2000', () => ({ decode: (bytes) => withoutWordsInJpeg2000(bytes), good: [jpeg2000] }));

decoderContract('a first glance at a file', () => ({
  decode: (bytes) => kindOf(bytes.subarray(0, 1024)),
  good: [jpeg, png, webp],
}));

describe.each([
  ['jpeg', jpeg],
  ['png', png],
  ['webp', webp],
] as const)('%s', (kind, good) => {
  decoderContract('how large a picture says it is', () => ({
    decode: (bytes) => pixelsOf(new Blob([bytes]), kind),
    good: [good],
    isRead: (value) => value === 6,
  }));
});

test('a packed picture that does not unpack, or to more than anything holds, is the file’s fault', async () => {
  const broken = deflateSync(jpeg).subarray(0, -9);
  await expect(pdf(packed, broken, false).then(cleanPdf)).rejects.toMatchObject({ failure: 'pdf-broken' });
  const bomb = deflateSync(Buffer.alloc(150_000_000), { level: 9 });
  await expect(pdf(packed, bomb, false).then(cleanPdf)).rejects.toMatchObject({ failure: 'pdf-broken' });
});

test('a list of very many is no more than a list', async () => {
  const document = await PDFDocument.create();
  document.addPage([99, 99]);
  document.catalog.set(PDFName.of('Many'), document.context.obj(Array.from({ length: 300_000 }, () => 7)));
  expect((await cleanPdf(await document.save())).length).toBeGreaterThan(0);
});

test('a picture that begins without an end is none', async () => {
  const filled = new Uint8Array(3_000_000).fill(255);
  filled.set(jpeg.subarray(0, 2));
  expect(await pixelsOf(new Blob([filled]), 'jpeg')).toBeNull();
});
