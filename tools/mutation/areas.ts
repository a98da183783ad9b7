/**
 * What must not be changed without a test that says so, and the tests that should.
 * @module
 */
export interface Area {
  /** Paths from the root: of files, or of folders (with `/` at the end) whose every source counts. */
  readonly sources: readonly string[];
  /** Parts of the paths of test files. */
  readonly tests: readonly string[];
}

const protocol = (names: readonly string[]): string[] => names.map((name) => `packages/protocol/src/${name}.ts`);
const server = (names: readonly string[]): string[] => names.map((name) => `apps/server/src/${name}`);

/** Policies, and the functions that the database answers with who may; not what deletes what is over. */
const migrations = ['0003-access', '0004-keys', '0005-accounts', '0009-locate', '0010-expel', '0012-blob-uploads']
  .concat([
    '0015-pins',
    '0020-asks',
    '0021-deletions',
    '0021-locate-kit',
    '0032-devices',
    '0033-snapshots',
    '0046-append-at-once',
  ])
  .map((name) => `db/migrations/${name}.sql`);

export const areas: Readonly<Record<string, Area>> = {
  crypto: { sources: ['packages/crypto/src/'], tests: ['packages/crypto/src/'] },
  control: {
    sources: [
      ...protocol(['control', 'control-epochs', 'control-genesis', 'control-members', 'control-recovery']),
      ...protocol(['control-replace', 'rights', 'state', 'line', 'stale', 'expulsion', 'event-admission', 'heads']),
      ...protocol(['records', 'chain', 'deletion']),
      'packages/sync/src/space/',
    ],
    tests: [
      'packages/protocol/src/',
      'packages/sync/src/checks/',
      'packages/sync/src/space/',
      'packages/sync/src/standing',
      'packages/sync/src/deletion',
      'packages/sync/src/attacks/',
      'packages/sync/src/client/carrier',
      ...server(['log/admission', 'log/event-refusal']),
    ],
  },
  access: {
    sources: [
      ...server(['sessions/', 'routes/call.ts', 'routes/session.ts', 'routes/blob.ts', 'routes/live.ts', 'rates.ts']),
      ...server(['log/append.ts', 'log/readers.ts', 'log/founding.ts', 'log/deleting.ts', 'log/ground.ts']),
      ...server(['db/sessions.ts', 'db/query.ts', 'db/members.ts', ...migrations]),
      ...protocol(['admission', 'event-refusal']),
    ],
    tests: [
      ...server([
        'sessions/',
        'routes/blob',
        'routes/call',
        'routes/limits',
        'routes/live',
        'routes/range',
        'log/',
        'db/access',
        'db/beyond',
        'db/pool',
      ]),
      ...server(['rates', 'blobs/folder', 'blobs/sweep', 'expiry/snapshots']),
      'packages/protocol/src/',
      // The server in memory admits and refuses by the same code.
      'packages/sync/src/checks/',
      'packages/sync/src/transport/memory',
    ],
  },
};
