/**
 * Under which name the states of a first look stand among the others: nobody comes upon them who does not ask for them (docs/decisions/0058).
 * @module
 */

export function firstLookName(model: string): string {
  return `first-look/${model}`;
}
