/**
 * The limit of a fan-out: whatever comes is written to every other socket in a bare loop. No frames, no order, no rights, no durability.
 * @module
 */
import { createServer, type Socket } from 'node:net';

const port = Number(process.argv[2]);
const sockets = new Set<Socket>();
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    for (const other of sockets) if (other !== socket) other.write(data);
  });
});
server.listen(port, '127.0.0.1', () => process.stdout.write('{}\n'));
process.once('SIGTERM', () => process.exit(0));
