/**
 * PDF files with canaries in every place where a document says something about itself.
 */
import { deflateSync } from 'node:zlib';
import { degrees, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString, StandardFonts } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { cleanPdf } from './pdf.ts';

const canary = 'Kanarienvogel';
/** An APP1 segment as cameras write it, in front of a scan and behind its end. */
const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), Buffer.from(`Exif\0\0GPS ${canary} in EXIF`)]);
exif.writeUInt16BE(exif.length - 2, 2);
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  exif,
  Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  Buffer.from(`${canary} hinter dem Ende`),
]);

async function made(): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const page = document.addPage([200, 200]);
  page.drawText('Liebe Eltern', { font: await document.embedFont(StandardFonts.Helvetica), rotate: degrees(0) });
  document.setTitle(`${canary} Titel`);
  document.setAuthor(`${canary} Verfasserin`);
  const { context } = document;
  const words = (type: string, text: string) =>
    context.register(PDFRawStream.of(context.obj({ Type: type }), new TextEncoder().encode(text)));
  document.catalog.set(PDFName.of('Metadata'), words('Metadata', `<x:xmpmeta>${canary} XMP</x:xmpmeta>`));
  page.node.set(PDFName.of('Metadata'), words('Metadata', `${canary} XMP der Seite`));
  page.node.set(PDFName.of('Thumb'), words('XObject', `${canary} Vorschaubild`));
  page.node.set(PDFName.of('PieceInfo'), context.obj({ App: PDFString.of(`${canary} Programm`) }));
  await document.attach(new TextEncoder().encode(`${canary} Anhang`), 'anhang.txt');
  const picture = (filter: string[], bytes: Buffer) =>
    context.register(
      PDFRawStream.of(context.obj({ Type: 'XObject', Subtype: 'Image', Filter: filter }), new Uint8Array(bytes)),
    );
  const resources = page.node.Resources();
  resources?.set(
    PDFName.of('XObject'),
    context.obj({
      Plain: picture(['DCTDecode'], jpeg),
      Packed: picture(['FlateDecode', 'DCTDecode'], deflateSync(jpeg)),
    }),
  );
  const remark = context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9] });
  remark.set(PDFName.of('T'), PDFString.of(`${canary} Bemerkung von`));
  page.node.set(PDFName.of('Annots'), context.obj([remark]));
  return document;
}

/** Everything that the file says, its object streams unpacked. */
async function textOf(bytes: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => {
    const stream = object instanceof PDFRawStream ? Buffer.from(object.contents).toString('latin1') : '';
    return object.toString() + stream;
  });
  return `${Buffer.from(bytes).toString('latin1')} ${JSON.stringify(document.context.trailerInfo)} ${objects.join(' ')}`;
}

test('nothing that a document says about itself is left, and its pages are', async () => {
  const source = new Uint8Array(await (await made()).save());
  const before = await textOf(source);
  for (const place of [
    'XMP',
    'XMP der Seite',
    'Vorschaubild',
    'Programm',
    'Bemerkung von',
    'in EXIF',
    'hinter dem Ende',
  ])
    expect(before).toContain(`${canary} ${place}`);
  const cleaned = await cleanPdf(source);
  expect(await textOf(cleaned)).not.toContain(canary);
  const after = await PDFDocument.load(cleaned, { updateMetadata: false });
  expect(after.getPageCount()).toBe(1);
  expect([after.getTitle(), after.getAuthor(), after.getProducer(), after.getCreationDate()]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(after.getPage(0).node.Contents()).toBeDefined();
  const pictures = after.getPage(0).node.Resources()?.lookup(PDFName.of('XObject'), PDFDict);
  for (const [, ref] of pictures?.entries() ?? []) {
    const stream = after.context.lookup(ref);
    expect(stream instanceof PDFRawStream && [...stream.contents]).toEqual([
      0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9,
    ]);
  }
});

test('what an earlier version of the file said is gone', async () => {
  const first = await PDFDocument.create();
  first.addPage([100, 100]);
  const old = Buffer.from(await first.save({ useObjectStreams: false }));
  // As programs append a change: an object that nothing refers to any more.
  const at = old.lastIndexOf('xref');
  const withOld = Buffer.concat([
    old.subarray(0, at),
    Buffer.from(`99 0 obj\n(${canary} von gestern)\nendobj\n`),
    old.subarray(at),
  ]);
  expect(await textOf(new Uint8Array(withOld))).toContain(canary);
  expect(await textOf(await cleanPdf(new Uint8Array(withOld)))).not.toContain(canary);
});

test('locked, broken and none at all: each says so', async () => {
  const locked = await made();
  locked.encrypt({ userPassword: 'geheim', ownerPassword: 'geheim' });
  const bytes = new Uint8Array(await locked.save());
  await expect(cleanPdf(bytes)).rejects.toMatchObject({ failure: 'pdf-locked' });
  for (const text of ['%PDF-1.7\n', '%PDF-1.7 nothing of the kind', 'hello'])
    await expect(cleanPdf(new TextEncoder().encode(text))).rejects.toMatchObject({ failure: 'pdf-broken' });
});
