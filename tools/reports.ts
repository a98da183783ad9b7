/**
 * What the runners' JSON reports are made of.
 * @module
 */
import { record } from './repo.ts';

/** Records, or none where there is no list. */
export function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}
