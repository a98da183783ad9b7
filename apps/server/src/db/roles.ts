/**
 * Three roles: a superuser that only makes the other two, an owner that runs migrations, and the one the application connects as,
 * which owns nothing and cannot pass row-level security.
 * @module
 */
import type { ClientBase } from 'pg';
import { Sentence } from '../sentence.ts';

/** Of the built-in database. */
export const superuser = 'postgres';
export const databaseName = 'obhut';
export const ownerRole = 'obhut_owner';
export const appRole = 'obhut_app';

const plain = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';

async function has(client: ClientBase, query: string, name: string): Promise<boolean> {
  return (await client.query(query, [name])).rowCount !== 0;
}

/** For a server of our own; on an outside one the operator makes the roles. May run any number of times. */
export async function bootstrap(client: ClientBase): Promise<void> {
  for (const role of [ownerRole, appRole]) {
    if (!(await has(client, 'SELECT 1 FROM pg_roles WHERE rolname = $1', role))) {
      await client.query(`CREATE ROLE ${role} ${plain}`);
    }
  }
  if (!(await has(client, 'SELECT 1 FROM pg_database WHERE datname = $1', databaseName))) {
    await client.query(`CREATE DATABASE ${databaseName} OWNER ${ownerRole}`);
  }
}

const rights = `SELECT rolsuper OR rolbypassrls AS passes,
  EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) OR EXISTS (SELECT FROM pg_proc WHERE proowner = r.oid) AS owns
  FROM pg_roles r WHERE rolname = current_user`;

/** Row-level security is the last wall between two institutions; a role that passes it makes it paint. */
export async function assertPlainRole(client: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ passes: boolean; owns: boolean }>(rights);
  const [role] = rows;
  if (role === undefined || role.passes) {
    throw new Sentence(
      `The role of DATABASE_URL passes row-level security: ALTER ROLE ${appRole} NOSUPERUSER NOBYPASSRLS, and connect as that role.`,
    );
  }
  if (role.owns) {
    throw new Sentence(`The role of DATABASE_URL owns tables or functions: connect as ${appRole}, which owns nothing.`);
  }
}
