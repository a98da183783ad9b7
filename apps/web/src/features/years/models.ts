/** @module Which spaces belong to which year. */
import { years } from '@obhut/domain/years.ts';

export const models = [years];
