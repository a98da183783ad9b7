/**
 * What the server says of itself to whoever measures it.
 * @module
 */
import type { ServerProcess } from '../server-process.ts';

/** A metric without labels. */
export async function measured(server: ServerProcess, name: string): Promise<number> {
  const address = /^Metrics: (\S+)$/mu.exec(server.output)?.[1];
  if (address === undefined) throw new Error('nobody measures');
  const text = await (await fetch(address)).text();
  const value = new RegExp(String.raw`^${name} (\S+)$`, 'mu').exec(text)?.[1];
  if (value === undefined) throw new Error(`${name} is not measured`);
  return Number(value);
}
