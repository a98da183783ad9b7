/**
 * A letter and a photo as people have them, made up, with words in every place where such files say something about themselves.
 * @module
 */
import { PDFDocument, PDFName, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib';
import type { Page } from '@playwright/test';

export const cameraWords = ['Kamera Wehrblick 9', 'GPS 53.5511 9.9937', 'Fotograf Kanarienvogel'];
export const documentWords = ['Verfasserin Kanarienvogel', 'XMP Kanarienvogel', 'Vorschaubild Kanarienvogel'];

/** A segment APP1 as cameras write it: held sideways (orientation 6), with words. */
function exif(): Buffer {
  const words = Buffer.from(cameraWords.join('\0'));
  const tiff = Buffer.alloc(38);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  // Orientation: one short, 6.
  for (const [at, value] of [
    [10, 0x0112],
    [12, 3],
  ] as const)
    tiff.writeUInt16BE(value, at);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(6, 18);
  // Make: text behind the directory.
  for (const [at, value] of [
    [22, 0x010f],
    [24, 2],
  ] as const)
    tiff.writeUInt16BE(value, at);
  tiff.writeUInt32BE(words.length, 26);
  tiff.writeUInt32BE(38, 30);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, words]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

export async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 900);
    const paper = canvas.getContext('2d');
    if (paper === null) throw new Error('no canvas');
    for (let i = 0; i < 60; i++) {
      paper.fillStyle = `hsl(${(i * 37) % 360} 60% 55%)`;
      paper.fillRect((i * 173) % 1200, (i * 97) % 900, 240, 180);
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  });
  const plain = Buffer.from(base64, 'base64');
  return Buffer.concat([plain.subarray(0, 2), exif(), plain.subarray(2)]);
}

export async function letterPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([595, 842]);
  page.drawText('Wehrfest am Samstag', { x: 60, y: 760, size: 28, font });
  page.drawText('Bitte bringen Sie einen Drachen mit.', { x: 60, y: 700, size: 16, font });
  const [author = '', xmp = '', thumbnail = ''] = documentWords;
  document.setAuthor(author);
  const words = (type: string, text: string) =>
    document.context.register(PDFRawStream.of(document.context.obj({ Type: type }), new TextEncoder().encode(text)));
  document.catalog.set(PDFName.of('Metadata'), words('Metadata', xmp));
  page.node.set(PDFName.of('Thumb'), words('XObject', thumbnail));
  return Buffer.from(await document.save({ useObjectStreams: false }));
}
