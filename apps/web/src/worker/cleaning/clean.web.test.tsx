import { expect, test } from 'vitest';
import { clean } from './clean.ts';

const canary = 'GPS 53.5511 Kanarienvogel';

async function drawn(width: number, height: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const paper = canvas.getContext('2d');
  if (paper === null) throw new Error('no canvas');
  paper.fillStyle = 'red';
  paper.fillRect(0, 0, width / 2, height / 2);
  return await canvas.convertToBlob({ type });
}

const latin1 = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());
const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function length(size: number, little = false): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, size, little);
  return new Uint8Array(view.buffer);
}

/** Words where cameras and programs write them, in each of the three formats. */
async function withWords(picture: Blob, kind: 'jpeg' | 'png' | 'webp'): Promise<Blob> {
  const all = new Uint8Array(await picture.arrayBuffer());
  if (kind === 'jpeg') {
    // Orientation 6: the camera lay on its side.
    const tiff = 'MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0';
    const body = bytes(`Exif\0\0${tiff}${canary}`);
    const head = new Uint8Array([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]);
    return new Blob([all.subarray(0, 2), head, body, all.subarray(2)]);
  }
  if (kind === 'png') {
    const text = bytes(`tEXtComment\0${canary}`);
    // The checksum is wrong, which decoders forgive in what is no pixels.
    return new Blob([all.subarray(0, 33), length(text.length - 4), text, length(0), all.subarray(33)]);
  }
  const xmp = bytes('XMP ');
  const body = bytes(canary.padEnd(canary.length + (canary.length % 2), ' '));
  const tail = new Blob([xmp, length(body.length, true), body]);
  const size = all.length - 8 + tail.size;
  return new Blob([all.subarray(0, 4), length(size, true), all.subarray(8), tail]);
}

test.each(['jpeg', 'png', 'webp'] as const)('%s: drawn anew, without a word of what was in it', async (kind) => {
  const picture = await withWords(await drawn(400, 300, `image/${kind}`), kind);
  expect(await latin1(picture)).toContain(canary);
  const { content, mediaType, name, thumbnail } = await clean(picture, 'Ausflug.HEIC');
  expect([mediaType, name]).toEqual(['image/jpeg', 'Ausflug.jpg']);
  for (const part of [content, thumbnail ?? new Blob()]) {
    const text = await latin1(part);
    expect(text.startsWith('\u00ff\u00d8\u00ff')).toBe(true);
    for (const word of ['GPS', 'Exif', 'Kanarienvogel', 'XMP', 'http']) expect(text).not.toContain(word);
    await part.arrayBuffer();
  }
  const bitmap = await createImageBitmap(content);
  expect([bitmap.width, bitmap.height]).toEqual(kind === 'jpeg' ? [300, 400] : [400, 300]);
});

test('60 megapixels become as many as one sees, and a small picture of it', async () => {
  const { content, thumbnail } = await clean(await drawn(10_000, 6_000, 'image/jpeg'), 'gross.jpg');
  const sizes = await Promise.all([content, thumbnail ?? new Blob()].map((blob) => createImageBitmap(blob)));
  expect(sizes.map(({ width, height }) => [width, height])).toEqual([
    [2560, 1536],
    [320, 192],
  ]);
});

const jpegOf = (width: number, height: number) =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 17, 0]);

test.each<[string, BlobPart, string]>([
  ['an office document', bytes('PK\u0003\u0004 word/document.xml'), 'file-type'],
  ['a text', 'nur Text', 'file-type'],
  ['a page', '<html><script>alert(1)</script>', 'file-type'],
  ['a picture that ends after its first bytes', bytes('\u00ff\u00d8\u00ff\u00e0'), 'file-not-picture'],
  ['a JPEG without pixels', jpegOf(10, 10), 'file-not-picture'],
  ['a JPEG that claims to be endless', jpegOf(65_000, 65_000), 'picture-too-large'],
  ['a PNG that is none', bytes('\u0089PNG\r\n\u001a\n and nothing'), 'file-not-picture'],
  ['a WebP that is none', bytes('RIFF\0\0\0\0WEBPVP8 '), 'file-not-picture'],
  ['HEIC that this device cannot decode', bytes('\0\0\0\u0018ftypheic\0\0\0\0mif1heic'), 'heic'],
  ['a PDF that is none', '%PDF-1.7 none', 'pdf-broken'],
])('%s is refused with its reason', async (_, content, failure) => {
  await expect(clean(new Blob([content]), 'bild.jpg')).rejects.toMatchObject({ failure });
});
