/**
 * How connections are encrypted: TLS 1.3, or 1.2 with suites that keep past conversations closed and authenticate what they encrypt
 * (BSI TR-02102-2, RFC 9325). Node's own list still ends in suites that do neither.
 * @module
 */
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';

const suites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
];

export const tlsSettings = { minVersion: 'TLSv1.2', ciphers: suites.join(':'), honorCipherOrder: true } as const;

/** For connections from now on. */
export function changeCertificate(server: Server, { cert, key }: { cert: string; key: string }): void {
  if (!(server instanceof TlsServer)) throw new TypeError('a server without encryption has no certificate');
  server.setSecureContext({ ...tlsSettings, cert, key });
}
