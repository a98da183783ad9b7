/**
 * A connection whose every byte is ours: it can stop reading, say nothing, or say it as slowly as it likes.
 * @module
 */
import { connect, type Socket } from 'node:net';

export class Line {
  readonly socket: Socket;
  answer = '';
  isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1').on('data', (text: string) => (this.answer += text));
    socket.on('close', () => (this.isClosed = true));
    // That it was ended is what is asked for.
    socket.on('error', () => (this.isClosed = true));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.off('error', reject);
        resolve(new Line(socket));
      });
      socket.once('error', reject);
    });
  }

  /** So many, a few at a time. */
  static async openAll(port: number, count: number): Promise<Line[]> {
    const lines: Line[] = [];
    while (lines.length < count) {
      const some = Math.min(100, count - lines.length);
      lines.push(...(await Promise.all(Array.from({ length: some }, () => Line.open(port)))));
    }
    return lines;
  }

  say(text: string | Uint8Array): void {
    if (!this.isClosed) this.socket.write(text);
  }

  /** One more of the bytes each time that it is called. */
  trickle(bytes: string): () => void {
    let at = 0;
    return () => {
      if (at < bytes.length) this.say(bytes.charAt(at++));
    };
  }

  close(): void {
    this.socket.destroy();
  }
}

/** Resolves when it holds, or when the time is over: whether it does. */
export async function eventually(holds: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return true;
}
