/**
 * A tool that is stopped in the middle leaves nothing behind: neither by a signal, nor when npm is ended, which passes none on.
 * @module
 */
const lookMs = 1000;

/** `clear` is done once; then the tool ends with 1. */
export function whenStopped(clear: () => Promise<void>): void {
  let isStopping = false;
  const stop = (why: string): void => {
    if (isStopping) return;
    isStopping = true;
    process.stderr.write(`stopped: ${why}\n`);
    void clear().finally(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop('npm is gone');
  }, lookMs).unref();
}
