/**
 * Run before a server: its clock goes by what the file `FAULTS_CLOCK` says, in milliseconds ahead, as of the last SIGUSR2. What lasts
 * (timers) is not moved, as it is not where a machine's clock is set.
 * @module
 */
import { readFileSync } from 'node:fs';

const file = process.env['FAULTS_CLOCK'] ?? '';
const now = Date.now;
let ahead = 0;

Date.now = () => now() + ahead;
process.on('SIGUSR2', () => {
  ahead = Number(readFileSync(file, 'utf8'));
  process.stdout.write(`clock: ${ahead}\n`);
});
