/**
 * All features there are.
 * @module
 */
import type { Feature } from './feature.ts';

const found = import.meta.glob<Feature>('../features/*/feature.ts', { eager: true, import: 'feature' });

export const features: readonly Feature[] = Object.values(found);
