/**
 * An installation on an empty folder, with a temporary folder of its own, whose server writes down as much as it can; and its backups.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { PushService } from '../push-service.ts';
import { ServerProcess } from '../server-process.ts';

/** As root the database runs as another user, who has to pass. */
const passable = 0o711;
const everybodys = 0o1777;

const serverFolder = path.resolve(import.meta.dirname, '../../../server/src');

/** A socket cannot be copied. */
function isFile(file: string): boolean {
  return !path.basename(file).startsWith('.s.PGSQL');
}

export class Installation {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'obhut-drill-'));
  readonly temporary = path.join(this.#folder, 'temporary');
  /** Where the operator's backups are: sealed; and opened with the operator's key, since of a sealed one nobody would find anything. */
  readonly backups = path.join(this.#folder, 'backups');
  readonly opened = path.join(this.#folder, 'opened');
  readonly server: ServerProcess;
  /** The only one that the server speaks to of itself. */
  readonly push: PushService;
  /** Of the data folder, the newest last. */
  readonly copies: string[] = [];

  private constructor(port: number, push: PushService) {
    this.push = push;
    chmodSync(this.#folder, passable);
    mkdirSync(this.temporary);
    chmodSync(this.temporary, everybodys);
    this.server = new ServerProcess(path.join(this.#folder, 'data'), port);
    this.server.logLevel = 'trace';
    this.server.settings = { TMPDIR: this.temporary, PUSH_TO_LOOPBACK: 'yes', ...this.#encrypt(port) };
  }

  /** With a certificate that nobody knows, and which this program trusts from now on. */
  #encrypt(port: number): Record<string, string> {
    const folder = path.join(this.#folder, 'tls');
    mkdirSync(folder);
    this.#command('testing/make-certificate.ts', [folder], {});
    const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
    setDefaultCACertificates([...getCACertificates(), readFileSync(cert, 'utf8')]);
    return { TLS_CERT: cert, TLS_KEY: key, ORIGIN: `https://localhost:${port}` };
  }

  static async make(port: number): Promise<Installation> {
    return new Installation(port, await PushService.start());
  }

  /** Server and database are killed with -9, and what lies there then is kept. Then they start again. */
  async failPower(): Promise<void> {
    this.server.killDatabase();
    await this.server.killServer();
    const copy = path.join(this.#folder, `copy-${this.copies.length + 1}`);
    cpSync(this.server.dataDir, copy, { recursive: true, filter: isFile });
    this.copies.push(copy);
    await this.server.start();
  }

  #command(script: string, args: readonly string[], settings: Readonly<Record<string, string>>, input = ''): string {
    const env = { ...process.env, ...settings };
    return execFileSync(process.execPath, [path.join(serverFolder, script), ...args], { env, input, encoding: 'utf8' });
  }

  /** By the operator's command, while the server runs. */
  backUp(): void {
    const lines = this.#command('backup.ts', ['--new-key'], {}).split('\n');
    const lineOf = (start: string): string => lines.find((line) => line.startsWith(start)) ?? '';
    const [secret, recipient] = [lineOf('AGE-SECRET-KEY-'), lineOf('BACKUP_RECIPIENT=').split('=')[1] ?? ''];
    const { dataDir } = this.server;
    const before = new Set(this.#archives());
    this.#command('backup.ts', [], { DATA_DIR: dataDir, BACKUP_DIR: this.backups, BACKUP_RECIPIENT: recipient });
    const made = this.#archives().filter((name) => !before.has(name));
    const archives = made.map((name) => path.join(this.backups, name));
    this.#command('testing/open-backup.ts', [this.opened, ...archives], {}, secret);
  }

  #archives(): string[] {
    mkdirSync(this.backups, { recursive: true });
    return readdirSync(this.backups);
  }

  /** What the database's superuser does. */
  doSql(statements: string): void {
    this.#command('testing/run-sql.ts', [this.server.dataDir], {}, statements);
  }

  async remove(): Promise<void> {
    await this.server.stop();
    await this.push.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
