/**
 * Run before a server that a tool starts: it stops in order when the tool is gone, however that ended. The tool alone holds the other end of its
 * standard input; nobody ever writes into it.
 * @module
 */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume().unref();
}
