/**
 * The browser of the tests: the Chromium that `npm ci` brought along, unpacked once with the libraries and fonts it needs on a bare machine.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** What Playwright's `launchOptions` take. */
interface Browser {
  executablePath?: string;
  channel?: 'chrome';
  env?: Record<string, string>;
}

const decompress = promisify(brotliDecompress);
const cache = join(import.meta.dirname, '../node_modules/.cache');

/** Fontconfig finds nothing on a bare machine, and without a font all text has width 0. */
const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`;

async function unpackInto(folder: string, archives: string): Promise<void> {
  for (const name of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    const input = await decompress(await readFile(join(archives, name)));
    execFileSync('tar', ['-x', '--no-same-owner', '-C', folder], { input });
  }
  await writeFile(join(folder, 'chromium'), await decompress(await readFile(join(archives, 'chromium.br'))), {
    mode: 0o755,
  });
}

/** Two processes may do this at once: each unpacks into its own folder, the first rename wins. */
async function unpack(target: string, archives: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'chromium-'));
  try {
    await unpackInto(fresh, archives);
    await writeFile(join(fresh, 'fonts.conf'), fontsConf(target));
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/** Another version has another manifest, hence another folder. */
async function fingerprint(manifest: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(manifest))
    .digest('hex')
    .slice(0, 16);
}

async function bundled(): Promise<Browser> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = dirname(dirname(entry));
  const folder = join(cache, `chromium-${await fingerprint(join(root, 'package.json'))}`);
  if (!existsSync(folder)) await unpack(folder, join(root, 'bin'));
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...env, LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

/** `CHROMIUM` names another binary; off x64 Linux, where none is bundled, an installed Chrome is used. */
export async function chromium(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return { executablePath: named };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  return bundled();
}
