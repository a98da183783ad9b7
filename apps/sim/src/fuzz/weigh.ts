/**
 * Run before a server: whoever connects to the socket in its folder is told how much it holds when all garbage is gone.
 * @module
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createContext, Script } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = new Script('gc()');
const inside = createContext();
/** What the first collection lets go of is collected by the next. */
const collections = 4;

async function held(): Promise<number> {
  for (let done = 0; done < collections; done++) {
    collect.runInContext(inside);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const place = path.join(process.env['DATA_DIR'] ?? '', 'weigh.sock');
rmSync(place, { force: true });
createServer((socket) => {
  socket.on('error', () => socket.destroy());
  void held().then((bytes) => socket.end(String(bytes)));
})
  .listen(place)
  .unref();
