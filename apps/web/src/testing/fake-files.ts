/**
 * Files of a fake client: as they are, neither cleaned nor sealed.
 * @module
 */
import type { TakenFile } from '@obhut/sync/client/file-commands.ts';
import type { FilePart } from '@obhut/domain/kernel/model.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { FakeWorld } from './fake-world.ts';

export class FakeFiles {
  readonly #world: FakeWorld;
  readonly #taken = new Map<string, { file: Blob; taken: TakenFile }>();
  /** Events whose files this device has. */
  readonly #here = new Set<string>();

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  take(file: Blob, name: string): TakenFile {
    const isPicture = file.type.startsWith('image/');
    const { type: mediaType, size } = file;
    const taken = { id: this.#world.newId(), name, mediaType, size, thumbnail: isPicture ? file : null };
    this.#taken.set(taken.id, { file, taken });
    return taken;
  }

  drop(id: string): void {
    this.#taken.delete(id);
  }

  #all(ids: readonly string[]) {
    return ids.map((id) => {
      const found = this.#taken.get(id);
      if (found === undefined) throw new ClientError('file-gone');
      return found;
    });
  }

  #parts(ids: readonly string[]): FilePart[] {
    return this.#all(ids).map(({ taken: { name, mediaType, size, thumbnail } }, index) => ({
      index,
      name,
      mediaType,
      size,
      thumbnail: thumbnail === null ? null : index,
    }));
  }

  waiting(ids: readonly string[]): { files: FilePart[]; upload: { sent: number; of: number } | null } {
    const files = this.#parts(ids);
    const of = files.reduce((sum, { size }) => sum + size, 0);
    return { files, upload: files.length === 0 ? null : { sent: Math.floor(of / 2), of } };
  }

  send(ids: readonly string[], event: string): FilePart[] {
    for (const [index, { file }] of this.#all(ids).entries()) this.#world.files.set(`${event} ${index}`, file);
    if (ids.length > 0) this.#here.add(event);
    return this.#parts(ids);
  }

  open(event: string, index: number, isOnline: boolean): Blob {
    if (!isOnline && !this.#here.has(event)) throw new ClientError('file-not-here');
    const file = this.#world.files.get(`${event} ${index}`);
    if (file === undefined) throw new ClientError('file-gone');
    this.#here.add(event);
    return file;
  }
}
