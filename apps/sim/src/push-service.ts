/**
 * A push service on this machine that hears who is woken. It trusts whoever asks: that the server shows who it is, the server's own tests see.
 * @module
 */
import { createServer, type Server } from 'node:http';

const patienceMs = 30_000;

export class PushService {
  readonly #server: Server;
  /** What it was told, head and body, request by request. */
  readonly heard: Buffer[] = [];
  /** The last parts of the addresses, in order, and how urgent it was (RFC 8030, section 5.3). */
  readonly #woken: { name: string; urgency: string }[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      const { method, url = '', rawHeaders, headers } = request;
      const told: Buffer[] = [Buffer.from([method, url, ...rawHeaders].join('\n'))];
      request.on('data', (part: Buffer) => told.push(part));
      request.on('end', () => {
        this.heard.push(Buffer.concat(told));
        this.#woken.push({ name: url.split('/').at(-1) ?? '', urgency: String(headers['urgency']) });
        response.writeHead(201).end();
      });
    });
  }

  static async start(): Promise<PushService> {
    const service = new PushService();
    await new Promise<void>((resolve) => {
      service.#server.listen(0, '127.0.0.1', resolve);
    });
    return service;
  }

  endpoint(name: string): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}/push/${name}`;
  }

  /** Resolves when it has been, with all names so far. */
  async wokenUntil(name: string): Promise<string[]> {
    const deadline = Date.now() + patienceMs;
    while (this.urgenciesOf(name).length === 0) {
      if (Date.now() > deadline) throw new Error(`never woken: ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return [...new Set(this.#woken.map((one) => one.name))];
  }

  /** Resolves when it has been told something that is not among the first `count`. */
  async heardAfter(count: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (this.heard.length <= count) {
      if (Date.now() > deadline) throw new Error('nobody was woken any more');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Of each of its wake-ups, in order. */
  urgenciesOf(name: string): string[] {
    return this.#woken.filter((one) => one.name === name).map(({ urgency }) => urgency);
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
