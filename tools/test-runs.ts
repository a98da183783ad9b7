/**
 * Vitest kept alive over one folder, so that the same tests can be run many times while its files change.
 * @module
 */
import path from 'node:path';
import { inspect } from 'node:util';
import { createVitest, type TestRunResult, type TestSpecification, type Vitest } from 'vitest/node';

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);

/** A test that waits for a busy machine has not failed. */
const testTimeout = 300_000;

interface ToldModule {
  state(): string;
  errors(): readonly { message: string }[];
  readonly children: { allTests(): Iterable<{ fullName: string; result(): { state: string } }> };
}

function failuresOf(module: ToldModule): string[] {
  const tests = [...module.children.allTests()];
  // A file that does not load has no tests at all: that is a failure too, and not one of a test's.
  if (tests.length === 0)
    return [
      `a file did not load: ${module
        .errors()
        .map(({ message }) => message)
        .join('; ')}`,
    ];
  return tests.filter((test) => test.result().state === 'failed').map(({ fullName }) => fullName);
}

/**
 * Names of the tests that failed, and of the files that did not even load. A run that is to end with its first failure can be over before that
 * failure was told: then what is left are files that have begun and not ended.
 */
export function failuresIn({
  testModules,
  unhandledErrors,
}: {
  readonly testModules: readonly ToldModule[];
  readonly unhandledErrors: readonly unknown[];
}): string[] {
  const unhandled = unhandledErrors.map((error) => `outside of any test: ${inspect(error)}`);
  const failures = [...testModules.flatMap(failuresOf), ...unhandled];
  const isBrokenOff = testModules.some((module) => ['queued', 'pending'].includes(module.state()));
  return failures.length === 0 && isBrokenOff ? ['a test whose failure broke off the run'] : failures;
}

/** `bail`: how many failures are enough; `provide`: what tests are given. */
type Settings = Parameters<typeof createVitest>[1];

export class TestRuns {
  readonly root: string;
  readonly #vitest: Vitest;
  readonly #all: readonly TestSpecification[];
  /** Where a test stands, known after the first run of all. */
  readonly #places = new Map<string, TestSpecification>();

  private constructor(root: string, vitest: Vitest, all: readonly TestSpecification[]) {
    this.root = root;
    this.#vitest = vitest;
    this.#all = all;
  }

  /** `filters`: parts of the paths of the test files. */
  static async in(root: string, filters: readonly string[], settings: Settings = {}): Promise<TestRuns> {
    const vitest = await createVitest('test', {
      root,
      watch: false,
      isolate: false,
      testTimeout,
      hookTimeout: testTimeout,
      reporters: [{}],
      ...settings,
    });
    await vitest.standalone();
    return new TestRuns(root, vitest, await vitest.globTestSpecifications([...filters]));
  }

  /** A file under `root` is no longer what it was at the last run. */
  changed(file: string): void {
    this.#vitest.invalidateFile(file);
    // Those that import it too: Vite would take over what it knows of them, and trips over itself where two ask at once.
    for (const project of this.#vitest.projects) {
      for (const { moduleGraph } of Object.values(project.vite.environments)) moduleGraph.invalidateAll();
    }
  }

  /** Failures of the named tests, or of all (null). The first run must be one of all. */
  async failures(names: readonly string[] | null): Promise<string[]> {
    if (names === null) this.#vitest.resetGlobalTestNamePattern();
    else this.#vitest.setGlobalTestNamePattern(new RegExp(`^(${names.map(escaped).join('|')})$`, 'u'));
    const specifications = names === null ? this.#all : this.#filesOf(names);
    const result = await this.#vitest.runTestSpecifications([...specifications]);
    if (names === null) this.#remember(result);
    return this.#told(result, specifications);
  }

  /** Failures of the tests in these files, paths from the root. */
  async failuresIn(files: readonly string[]): Promise<string[]> {
    const ids = new Set(files.map((file) => path.join(this.root, file)));
    const specifications = this.#all.filter(({ moduleId }) => ids.has(moduleId));
    return this.#told(await this.#vitest.runTestSpecifications([...specifications]), specifications);
  }

  #told(result: TestRunResult, specifications: Iterable<TestSpecification>): string[] {
    // What is told are the results so far, of files of earlier runs too.
    const run = new Set([...specifications].map(({ moduleId }) => moduleId));
    const testModules = result.testModules.filter(({ moduleId }) => run.has(moduleId));
    return failuresIn({ testModules, unhandledErrors: result.unhandledErrors });
  }

  async close(): Promise<void> {
    await this.#vitest.close();
  }

  #filesOf(names: readonly string[]): Set<TestSpecification> {
    return new Set(
      names.map((name) => {
        const place = this.#places.get(name);
        if (place === undefined) throw new Error(`no test is called "${name}"`);
        return place;
      }),
    );
  }

  #remember({ testModules }: TestRunResult): void {
    for (const module of testModules) {
      const place = this.#all.find(({ moduleId }) => moduleId === module.moduleId);
      if (place === undefined) continue;
      for (const { fullName } of module.children.allTests()) this.#places.set(fullName, place);
    }
  }
}
