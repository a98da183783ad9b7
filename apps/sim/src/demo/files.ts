/**
 * Files of the demonstration, made of nothing: a page of PDF, and a picture of coloured hills.
 * @module
 */
import { crc32, deflateSync } from 'node:zlib';

function escape(line: string): string {
  return line.replaceAll(/[\\()]/gu, String.raw`\$&`);
}

/** One page of A4 with these lines. Letters of Windows-1252. `author`: what a program would note of who wrote it. */
export function pdf(lines: readonly string[], author = ''): Blob {
  const escaped = lines.map(escape);
  const [title = '', ...rest] = escaped;
  const text = `BT /F1 24 Tf 60 760 Td (${title}) Tj /F1 13 Tf ${rest.map((line) => `0 -26 Td (${line}) Tj`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...(author === '' ? [] : [`<< /Author (${escape(author)}) >>`]),
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${author === '' ? '' : ` /Info ${objects.length} 0 R`} >>\n`;
  file += `startxref\n${table}\n%%EOF\n`;
  return new Blob([Buffer.from(file, 'latin1')], { type: 'application/pdf' });
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

type Colour = readonly [number, number, number];
const sky: Colour = [214, 234, 240];
const hills: readonly { colour: Colour; base: number; height: number; width: number }[] = [
  { colour: [150, 196, 176], base: 300, height: 90, width: 210 },
  { colour: [92, 160, 132], base: 400, height: 70, width: 130 },
  { colour: [14, 102, 85], base: 500, height: 50, width: 90 },
];

function colourAt(x: number, y: number, seed: number): Colour {
  const isSun = (x - 640 + seed * 60) ** 2 + (y - 120) ** 2 < 60 ** 2;
  const front = hills.findLast(({ base, height, width }) => y > base + height * Math.sin(x / width + seed * 2));
  return front?.colour ?? (isSun ? [244, 196, 84] : sky);
}

/** PNG of 4 : 3. `exif`: what a camera would note. */
export function picture(seed: number, width = 800, exif = Buffer.alloc(0)): Blob {
  const [height, scale] = [(width / 4) * 3, 800 / width];
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.set(colourAt(x * scale, y * scale, seed), y * (1 + width * 3) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a channel, true colour.
  head.set([8, 2], 8);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const noted = exif.length === 0 ? [] : [chunk('eXIf', exif)];
  const parts = [
    magic,
    chunk('IHDR', head),
    ...noted,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Blob([Buffer.concat(parts)], { type: 'image/png' });
}
