/**
 * `vi.waitFor` gives up after a second, which a busy machine may need for what works; Vitest has no setting for it. What hangs ends here too, later.
 * @module
 */
import { vi } from 'vitest';

const patienceMs = 60_000;

const { waitFor } = vi;
vi.waitFor = (check, options) => waitFor(check, options ?? { timeout: patienceMs });
