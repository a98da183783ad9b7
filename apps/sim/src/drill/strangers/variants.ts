/**
 * The ways in which somebody tries the same request once more: other methods, a part of it, other spellings of its address, another name of
 * the server.
 * @module
 */
import { blobHeaders, blobPath } from '@obhut/protocol/blob.ts';
import type { Raw } from './http.ts';

type Variant = (raw: Raw) => Raw;

const withoutBody = (method: string): Variant => {
  return (raw) => ({ ...raw, method, body: null });
};
const at = (change: (path: string) => string): Variant => {
  return (raw) => ({ ...raw, path: change(raw.path) });
};
const withHeader = (name: string, value: string): Variant => {
  return (raw) => ({ ...raw, headers: { ...raw.headers, [name]: value } });
};

/** Of a file from its beginning on. */
function overwriting({ path, headers }: Raw): Raw {
  const own = { 'content-type': 'application/octet-stream', [blobHeaders.offset]: '0' };
  return { method: 'PUT', path, headers: { ...headers, ...own }, body: Buffer.from('something else') };
}

export const variants: Readonly<Record<string, Variant>> = {
  'as it is': (raw) => raw,
  GET: withoutBody('GET'),
  HEAD: withoutBody('HEAD'),
  POST: (raw) => ({ ...raw, method: 'POST' }),
  PUT: (raw) => (raw.path === blobPath ? overwriting(raw) : { ...raw, method: 'PUT' }),
  DELETE: withoutBody('DELETE'),
  TRACE: withoutBody('TRACE'),
  OPTIONS: withoutBody('OPTIONS'),
  range: withHeader('range', 'bytes=0-65535'),
  'last bytes': withHeader('range', 'bytes=-4096'),
  capitals: at((path) => path.toUpperCase()),
  'trailing slash': at((path) => `${path}/`),
  'double slash': at((path) => path.replace('/api', '//api')),
  'encoded dots': at((path) => path.replace('/api/', '/assets/%2e%2e/api/')),
  'encoded slashes': at((path) => path.replace(/\/(?=[^/]*$)/u, '%2F')),
  'encoded letters': at((path) => path.replace('/api/', '/%61pi/')),
  'with a query': at((path) => `${path}?token=1`),
  'wrong host': withHeader('host', 'kita.example'),
};
