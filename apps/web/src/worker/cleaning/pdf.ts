/**
 * A PDF without what it says besides its pages: who made it and with what, earlier versions of it, thumbnails, attached files, scripts, and
 * what cameras wrote into its pictures. It is written anew from what can be reached from its pages.
 * @module
 */
import {
  EncryptedPDFError,
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFInvalidObject,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { ClientError } from '@obhut/sync/failure.ts';
import { joined, withoutWordsInJpeg, withoutWordsInJpeg2000 } from './picture-bytes.ts';

/** Words about the document, wherever they stand; embedded files; scripts (ISO 32000-2, 14.3 to 14.5, 7.11.4, 12.6). */
const unwanted = [
  'Metadata',
  'PieceInfo',
  'LastModified',
  'Thumb',
  'SpiderInfo',
  'EmbeddedFiles',
  'EF',
  'AF',
  'Collection',
  'OpenAction',
  'AA',
  'JavaScript',
  'JS',
].map((key) => PDFName.of(key));
/** In a remark: who wrote it and when. In a field of a form the same key is its name. */
const inRemarks = ['T', 'M', 'CreationDate', 'NM'].map((key) => PDFName.of(key));

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fast });
    if (document.getPageCount() > 0) return document;
  } catch (error) {
    if (error instanceof EncryptedPDFError) throw new ClientError('pdf-locked');
    // The library has no name for what is wrong with a file; whatever it cannot read is the file's fault.
  }
  throw new ClientError('pdf-broken');
}

function cleanDict(dict: PDFDict): void {
  for (const key of unwanted) dict.delete(key);
  const subtype = dict.get(PDFName.of('Subtype'));
  const isRemark = dict.has(PDFName.of('Rect')) && subtype !== PDFName.of('Widget');
  for (const key of isRemark ? inRemarks : []) dict.delete(key);
}

function filtersOf(stream: PDFStream, context: PDFContext): string[] {
  const filter = context.lookup(stream.dict.get(PDFName.of('Filter')));
  const all = filter instanceof PDFArray ? filter.asArray().map((each) => context.lookup(each)) : [filter];
  return all.flatMap((each) => (each instanceof PDFName ? [each.decodeText()] : []));
}

/** Of an encoded picture; a few bytes can be packed so that they fill any memory. */
const mostUnpackedBytes = 104_857_600;

/** Null for what does not unpack, or to too much. */
async function inflated(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('deflate'));
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length > mostUnpackedBytes) {
        await reader.cancel();
        return null;
      }
      parts.push(read.value);
    }
  } catch (error) {
    // Compression standard, section 6: what cannot be unpacked is a TypeError.
    if (error instanceof TypeError) return null;
    throw error;
  }
  return joined(parts);
}

/** A picture in the form in which it came, without words; anything else as it is. */
async function cleanStream(stream: PDFRawStream, context: PDFContext): Promise<PDFRawStream> {
  const filters = filtersOf(stream, context);
  const last = filters.at(-1);
  if (last !== 'DCTDecode' && last !== 'DCT' && last !== 'JPXDecode') return stream;
  const isPacked = filters.length === 2 && (filters[0] === 'FlateDecode' || filters[0] === 'Fl');
  if (filters.length > 1 && !isPacked) throw new ClientError('pdf-broken');
  const bytes = isPacked ? await inflated(stream.contents) : new Uint8Array(stream.contents);
  if (bytes === null) throw new ClientError('pdf-broken');
  const cleaned = last === 'JPXDecode' ? withoutWordsInJpeg2000(bytes) : withoutWordsInJpeg(bytes);
  if (cleaned === null) throw new ClientError('pdf-broken');
  if (isPacked) {
    stream.dict.set(PDFName.of('Filter'), PDFName.of(last));
    stream.dict.delete(PDFName.of('DecodeParms'));
  }
  return PDFRawStream.of(stream.dict, cleaned);
}

/** Cleans everything that the pages need, and takes away all the rest: earlier versions lie in a file as what nothing refers to. */
async function cleanObjects(context: PDFContext): Promise<void> {
  const reached = new Set<PDFObject>();
  const waiting: PDFObject[] = context.trailerInfo.Root === undefined ? [] : [context.trailerInfo.Root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    if (next instanceof PDFInvalidObject) throw new ClientError('pdf-broken');
    if (next instanceof PDFRef) {
      const target = context.lookup(next);
      if (target instanceof PDFRawStream) {
        const cleaned = await cleanStream(target, context);
        context.assign(next, cleaned);
        waiting.push(cleaned);
      } else if (target !== undefined) waiting.push(target);
    } else if (next instanceof PDFArray) for (const each of next.asArray()) waiting.push(each);
    const dict = next instanceof PDFStream ? next.dict : next;
    if (!(dict instanceof PDFDict)) continue;
    cleanDict(dict);
    waiting.push(...dict.values());
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}

/** Rejects with `ClientError`. */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const document = await open(bytes);
  const { context } = document;
  const { Root } = context.trailerInfo;
  context.trailerInfo = Root === undefined ? {} : { Root };
  await cleanObjects(context);
  const options = { useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false };
  return new Uint8Array(await document.save(options));
}
