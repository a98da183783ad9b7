/**
 * CPU time of this process and of others, from /proc (Linux).
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

interface Stat {
  parent: number;
  /** Own, and of children that have ended. */
  seconds: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    return { parent: Number(fields[1]), seconds: ticks / ticksPerSecond };
  } catch (error) {
    // It has ended since the folder was listed.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
}

/** A process and all its descendants. */
function treeOf(pid: number): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/u.test(name) ? statOf(Number(name)) : null;
    if (stat !== null) stats.set(Number(name), stat);
  }
  const isIn = (each: number): boolean => {
    for (let at: number | undefined = each; at !== undefined && at > 1; at = stats.get(at)?.parent)
      if (at === pid) return true;
    return false;
  };
  return new Map([...stats].filter(([each]) => isIn(each)));
}

export function treePids(pid: number): number[] {
  return [...treeOf(pid).keys()];
}

/** Of a process and all its descendants. */
export function treeCpuSeconds(pid: number): number {
  return [...treeOf(pid).values()].reduce((sum, { seconds }) => sum + seconds, 0);
}
