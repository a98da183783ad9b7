/**
 * How the built-in database runs. What was acknowledged is on the disk, and nothing that anyone sent is written to a log.
 * @module
 */
/** Part of the socket's name; nothing listens on it. */
export const port = 5432;

const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  huge_pages: 'off',
  jit: 'off',
  io_method: 'sync',
  max_logical_replication_workers: '0',
  wal_level: 'minimal',
  max_wal_senders: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_statement: 'none',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

export function postgresArguments(databaseDir: string, socketDir: string): string[] {
  const all = { ...settings, unix_socket_directories: socketDir };
  return ['-D', databaseDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Only whoever passes the socket's folder (0700) gets as far as this `trust`; nothing listens on the network. */
export function initdbArguments(databaseDir: string): string[] {
  const form = '-U postgres -E UTF8 --data-checksums --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8';
  const access = '--auth-local=trust --auth-host=reject --no-instructions';
  return ['-D', databaseDir, ...`${form} ${access}`.split(' ')];
}
