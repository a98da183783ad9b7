/**
 * For tools that start a server: writes a certificate for localhost and its key into a folder, as `cert.pem` and `key.pem`.
 * @module
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testCertificate } from './certificate.ts';

const [folder = ''] = process.argv.slice(2);
const { cert, key } = testCertificate();
writeFileSync(join(folder, 'cert.pem'), cert);
writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 });
