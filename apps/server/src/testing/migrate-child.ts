/**
 * A process that brings a schema up to date, to be killed: `node migrate-child.ts OWNER_URL`.
 * @module
 */
import { migrate } from '../db/migrate.ts';

await migrate(process.argv[2] ?? '');
