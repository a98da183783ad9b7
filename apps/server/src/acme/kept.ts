/**
 * What lies in the data folder of ACME: the key of the account, and the certificate with its key in one file, so that they are replaced together.
 * Neither is in a backup: without them the server asks anew.
 * @module
 */
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { createPrivateFile, makePrivateFolder, refuseReadableByOthers, replacePrivateFile } from '../private-files.ts';
import { Sentence } from '../sentence.ts';

export interface Certificate {
  /** PEM both; the chain begins with the server's own certificate. */
  readonly key: string;
  readonly cert: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** For whom and by whom it is; another one is not used. */
export interface Purpose {
  readonly name: string;
  readonly directory: string;
}

const form = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  directory: z.string(),
  key: z.string(),
  cert: z.string(),
});

/** Throws where one of them is no PEM; `undefined`: it is of another key or another name. */
export function certificateOf(key: string, cert: string, name: string): Certificate | undefined {
  const parsed = new X509Certificate(cert);
  if (!parsed.checkPrivateKey(createPrivateKey(key)) || parsed.checkHost(name) === undefined) return undefined;
  return { key, cert, from: parsed.validFromDate.getTime(), until: parsed.validToDate.getTime() };
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    await refuseReadableByOthers(path);
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function read(path: string, text: string, { name, directory }: Purpose): Certificate | undefined {
  try {
    const kept = form.parse(JSON.parse(text));
    const isOurs = kept.name === name && kept.directory === directory;
    return isOurs ? certificateOf(kept.key, kept.cert, name) : undefined;
  } catch (cause) {
    throw new Sentence(`${path} is damaged: delete it, and the server asks for another certificate.`, { cause });
  }
}

export class Kept {
  readonly #folder: string;
  readonly #purpose: Purpose;

  constructor(dataDir: string, purpose: Purpose) {
    this.#folder = join(dataDir, 'acme');
    this.#purpose = purpose;
  }

  get #certificatePath(): string {
    return join(this.#folder, 'certificate.json');
  }

  /** PEM; made where there is none. */
  async accountKey(): Promise<string> {
    const path = join(this.#folder, 'account.key');
    const known = await textAt(path);
    if (known === undefined) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      await makePrivateFolder(this.#folder);
      await createPrivateFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      return this.accountKey();
    }
    try {
      createPrivateKey(known);
    } catch (cause) {
      throw new Sentence(`${path} is damaged: delete it, and the server opens another account.`, { cause });
    }
    return known;
  }

  async certificate(): Promise<Certificate | undefined> {
    const text = await textAt(this.#certificatePath);
    return text === undefined ? undefined : read(this.#certificatePath, text, this.#purpose);
  }

  async keep({ key, cert }: Certificate): Promise<void> {
    await makePrivateFolder(this.#folder);
    await replacePrivateFile(this.#certificatePath, JSON.stringify({ version: 1, ...this.#purpose, key, cert }));
  }
}
