/**
 * The models of all features, which the engine is given and never names.
 * @module
 */
import type { Model } from '@obhut/domain/kernel/model.ts';

type AnyModel = Model<unknown>;

const found = import.meta.glob<readonly AnyModel[]>('../features/*/models.ts', { eager: true, import: 'models' });

export const models: readonly AnyModel[] = Object.values(found).flat();

const first = import.meta.glob<readonly AnyModel[]>('../features/*/first-looks.ts', {
  eager: true,
  import: 'firstLooks',
});

/** Those of them of which a new device shows the newest before it has read everything. */
export const firstLooks: readonly AnyModel[] = Object.values(first).flat();
