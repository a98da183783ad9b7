/**
 * Prints obhut.json, for what is new in fixed.ts; an output that was there before and would change means that old data no longer opens.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import { cryptoReady } from '../src/sodium.ts';
import { outputs, sealedThings } from './fixed.ts';

await cryptoReady();
const sealed: Record<string, string> = {};
for (const [name, thing] of Object.entries(sealedThings())) sealed[name] = toHex(thing.seal() ?? new Uint8Array(0));
process.stdout.write(`${JSON.stringify({ outputs: await outputs(), sealed }, null, 2)}\n`);
