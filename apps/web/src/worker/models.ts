/**
 * The models of all features, which the engine is given and never names.
 * @module
 */
import type { Model } from '@obhut/domain/kernel/model.ts';

type AnyModel = Model<unknown>;

const found = import.meta.glob<readonly AnyModel[]>('../features/*/models.ts', { eager: true, import: 'models' });

export const models: readonly AnyModel[] = Object.values(found).flat();
