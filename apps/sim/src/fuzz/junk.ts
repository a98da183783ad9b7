/**
 * What is no request, or hardly one, byte by byte on a socket: the server answers with a refusal or hangs up, and goes on.
 * @module
 */
import { connect } from 'node:net';
import { blobHeaders } from '@obhut/protocol/blob.ts';

const host = 'Host: localhost';
const cbor = 'Content-Type: application/cbor';
const line = 'POST /api/space/list HTTP/1.1';

function head(...lines: string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
}

function posted(body: Buffer, ...headers: string[]): Buffer {
  return Buffer.concat([
    head('POST /api/session/challenge HTTP/1.1', host, cbor, `Content-Length: ${body.length}`, ...headers),
    body,
  ]);
}

/** Lists in lists, maps in maps, and lengths that nobody sends. */
const bodies: readonly Buffer[] = [
  Buffer.alloc(60_000, 0x81),
  Buffer.alloc(60_000, 0xa1),
  Buffer.alloc(60_000, 0x9f),
  Buffer.from('5b7fffffffffffffff', 'hex'),
  Buffer.from('5b001fffffffffffff00', 'hex'),
  Buffer.from('9b001fffffffffffff', 'hex'),
  Buffer.from('bb00000000ffffffff', 'hex'),
  Buffer.from('7affffffff61', 'hex'),
  Buffer.from('a1695f5f70726f746f5f5fa0', 'hex'),
  Buffer.from('c249010000000000000000', 'hex'),
  Buffer.from('fb7ff0000000000000', 'hex'),
  Buffer.from('d9d9f7a0', 'hex'),
  Buffer.alloc(0),
];

const blobOf = (...more: string[]): Buffer =>
  head(
    'GET /api/blob HTTP/1.1',
    host,
    `${blobHeaders.space}: ${'0'.repeat(32)}`,
    `${blobHeaders.blob}: ${'0'.repeat(32)}`,
    ...more,
  );

const requests: readonly Buffer[] = [
  ...bodies.map((body) => posted(body)),
  ...['GET', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'QUERY', 'BREW', 'post', ''].map((method) =>
    head(`${method} /api/space/list HTTP/1.1`, host, 'Content-Length: 0'),
  ),
  ...[
    '/',
    '/api',
    '/api/',
    '/api/../api/space/list',
    '//api/space/list',
    '/api/space%2Flist',
    '/api/%00',
    '/api/%ff',
    '*',
    'http://elsewhere/api/space/list',
  ].map((address) => head(`POST ${address} HTTP/1.1`, host, cbor, 'Content-Length: 0')),
  ...[
    'text/plain',
    'application/json',
    'application/cbor; charset=x',
    'application/cbor;;;',
    'multipart/form-data',
    'é',
    ',',
  ].map((type) => head(line, host, `Content-Type: ${type}`, 'Content-Length: 1', '', 'x')),
  ...['-1', '1e9', '99999999999999999999', '0x10', '1, 1', ' ', '+1'].map((length) =>
    head(line, host, cbor, `Content-Length: ${length}`),
  ),
  head(line, host, cbor, 'Content-Length: 4', 'Content-Length: 5'),
  head(line, host, cbor, 'Content-Length: 4', 'Transfer-Encoding: chunked'),
  Buffer.concat([head(line, host, cbor, 'Transfer-Encoding: chunked'), Buffer.from('ffffffffffffffffff\r\nx')]),
  Buffer.concat([head(line, host, cbor, 'Transfer-Encoding: chunked'), Buffer.from('zz\r\n\r\n')]),
  head(line, host, cbor, 'Transfer-Encoding: gzip, chunked'),
  head(line, host, cbor, 'Content-Encoding: gzip', 'Content-Length: 0'),
  head(line, host, cbor, 'Expect: something', 'Content-Length: 0'),
  head(line, host, host, cbor, 'Content-Length: 0'),
  head(line, 'Host: elsewhere', cbor, 'Content-Length: 0'),
  head(line, cbor, 'Content-Length: 0'),
  head(
    line,
    host,
    cbor,
    'Authorization: Bearer aaaaaaaaaaaaaaaaaaaaaaaa',
    'Authorization: Bearer bbbbbbbbbbbbbbbbbbbbbbbb',
    'Content-Length: 0',
  ),
  head(line, host, cbor, `Authorization: Bearer ${'a'.repeat(60_000)}`, 'Content-Length: 0'),
  head(line, host, cbor, 'Authorization: Bearer \u{1}\u{2}', 'Content-Length: 0'),
  head(line, host, ...Array.from({ length: 3000 }, (_, at) => `x-${at}: y`)),
  head(line, host, cbor, 'X-Forwarded-For: not an address, 1, ::::', 'Content-Length: 0'),
  head(line, host, cbor, `Cookie: ${'a=b;'.repeat(1000)}`, 'Content-Length: 0'),
  ...[
    'bytes=0-',
    'bytes=-0',
    'bytes=9-1',
    `bytes=${'0-1,'.repeat(500)}`,
    'bytes=99999999999999999999-',
    'lines=1',
    '',
  ].map((range) => blobOf(`Range: ${range}`)),
  blobOf(`${blobHeaders.space}: ${'1'.repeat(32)}`),
  head('GET /api/live HTTP/1.1', host, 'Upgrade: websocket', 'Connection: Upgrade'),
  head(
    'GET /api/live HTTP/1.1',
    host,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: x',
    'Sec-WebSocket-Version: 99',
  ),
  head(
    'GET /api/live HTTP/1.1',
    host,
    'Upgrade: h2c',
    'Connection: Upgrade, HTTP2-Settings',
    'HTTP2-Settings: AAMAAABkAAQAAP__',
  ),
  Buffer.concat([
    head(
      'GET /api/live HTTP/1.1',
      host,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version: 13',
    ),
    Buffer.from('82ff7fffffffffffffff00000000', 'hex'),
  ]),
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from('16030100a5010000a10303', 'hex'),
  Buffer.from('GET /\r\n\r\n'),
  Buffer.from('\r\n\r\n\r\n'),
  Buffer.alloc(100_000, 0),
  Buffer.from(`POST ${'/'.repeat(100_000)} HTTP/1.1\r\n`),
  head(`${line}\r\n ${host}`, 'Folded: a', ' b', 'Content-Length: 0'),
];

/** So long nothing comes. */
const quietMs = 300;

/** What comes back until the other end hangs up or falls silent. */
async function exchange(port: number, request: Buffer): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  const end = (): void => resolve(undefined);
  socket.setTimeout(quietMs, end);
  // Hung up on while still speaking: an answer as good as any.
  socket
    .on('data', (part: Buffer) => parts.push(part))
    .on('error', end)
    .on('close', end);
  socket.write(request);
  await promise;
  socket.destroy();
  return Buffer.concat(parts).toString('latin1');
}

/** What was found. */
export async function junk(port: number): Promise<string[]> {
  const findings = await Promise.all(
    requests.map(async (request) => {
      const statuses = [...(await exchange(port, request)).matchAll(/^HTTP\/1\.1 (\d{3})/gmu)].map(
        ([, status]) => status,
      );
      const told = JSON.stringify(request.toString('latin1').slice(0, 200));
      return statuses.some((status) => Number(status) >= 500) ? [`status ${statuses.join(', ')} for ${told}`] : [];
    }),
  );
  return findings.flat();
}
