/**
 * The baseline of the fan-out: whatever comes is sent to every other connection in a bare loop. No order, no rights, no durability.
 * @module
 */
import { WebSocketServer, type WebSocket } from 'ws';

const port = Number(process.argv[2]);
const sockets = new Set<WebSocket>();
const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false });
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('message', (data) => {
    for (const other of sockets) if (other !== socket) other.send(data, { binary: true });
  });
});
server.on('listening', () => process.stdout.write('{}\n'));
process.once('SIGTERM', () => process.exit(0));
