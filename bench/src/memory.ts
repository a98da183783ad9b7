/**
 * Memory of processes, from /proc (Linux).
 * @module
 */
import { readFileSync } from 'node:fs';

function kilobytes(file: string, field: string): number {
  const value = new RegExp(String.raw`^${field}:\s+(\d+) kB$`, 'mu').exec(readFileSync(file, 'utf8'))?.[1];
  if (value === undefined) throw new Error(`no ${field} in ${file}`);
  return Number(value);
}

/** What a process holds in memory, in bytes. */
export function residentBytes(pid: number): number {
  return kilobytes(`/proc/${pid}/status`, 'VmRSS') * 1024;
}

/** What several processes hold together, in bytes: what they share is counted once. */
export function bytesTogether(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + kilobytes(`/proc/${pid}/smaps_rollup`, 'Pss') * 1024, 0);
}
