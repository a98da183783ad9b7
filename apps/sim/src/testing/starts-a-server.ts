/**
 * A tool that starts a server on a data folder and a port, says so, and goes on until it is ended.
 * @module
 */
import { ServerProcess } from '../server-process.ts';

const [dataDir = '', port = ''] = process.argv.slice(2);
const server = new ServerProcess(dataDir, Number(port));
server.logLevel = 'trace';
await server.start();
process.stdout.write(`server ${server.pid}, database ${server.databasePids().at(-1)}\n`);
