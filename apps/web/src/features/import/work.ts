/**
 * An import under way, in memory only: the file is in the worker, here is what somebody has decided so far. It outlives leaving the page
 * inside the app.
 * @module
 */
import type { Refused } from '@obhut/intake/file-kind.ts';
import { mostFileBytes } from '@obhut/intake/file-kind.ts';
import type { Choice } from '@obhut/intake/intake.ts';
import type { KeptMapping } from '@obhut/intake/mapping.ts';
import type { Overview } from '@obhut/intake/overview.ts';
import type { Plan } from '@obhut/intake/plan.ts';
import type { Circumstances, Draft } from '@obhut/intake/propose.ts';
import type { FromSession, ToSession } from '@obhut/intake/session.ts';
import { keepWork } from '../../shell/drafts.ts';
import { intakeWorkerUrl, trustedUrl } from '../../shell/trusted-types.ts';

export type Table = Extract<FromSession, { kind: 'table' }>;
export type Step = 'file' | 'columns' | 'lines' | 'questions' | 'summary' | 'done';

export interface WorkState {
  step: Step;
  fileName: string;
  /** Null: nothing is wrong. `unreadable`: the device did not give the file, or the worker broke. */
  refused: Refused | 'unreadable' | null;
  choice: Choice;
  table: Table | null;
  draft: Draft | null;
  overview: Overview | null;
  /** Lines done and lines there are, while it is at work. */
  progress: { done: number; total: number } | null;
  shown: number;
}

const firstShown = 25;

const nothing: WorkState = {
  step: 'file',
  fileName: '',
  refused: null,
  choice: {},
  table: null,
  draft: null,
  overview: null,
  progress: null,
  shown: firstShown,
};

export class ImportWork {
  private worker: Worker | null = null;
  private state = nothing;
  private underWay = 0;
  private circumstances: Circumstances | null = null;
  private kept: readonly KeptMapping[] = [];
  private planned: ((plan: Plan) => void) | null = null;
  private readonly listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): WorkState => this.state;

  private set(changes: Partial<WorkState>): void {
    this.state = { ...this.state, ...changes };
    for (const listener of this.listeners) listener();
  }

  /** Of the import under way. */
  get seed(): Uint8Array | null {
    return this.circumstances?.seed ?? null;
  }

  /** Ends what was under way. */
  end = (): void => {
    this.worker?.terminate();
    this.worker = null;
    this.underWay = 0;
    this.planned = null;
    this.circumstances = null;
    keepWork('import', null);
    this.state = nothing;
    this.set({});
  };

  /** `circumstances` hold for this whole import: its seed is what makes ids come out the same. */
  async open(file: File, circumstances: Circumstances, kept: readonly KeptMapping[]): Promise<void> {
    this.end();
    if (file.size > mostFileBytes) {
      this.set({ fileName: file.name, refused: 'too-large' });
      return;
    }
    keepWork('import', this.end);
    this.set({ fileName: file.name, progress: { done: 0, total: 0 } });
    this.circumstances = circumstances;
    this.kept = kept;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.start().postMessage({ kind: 'read', bytes, choice: {}, kept } satisfies ToSession, [bytes.buffer]);
    } catch (error) {
      // What the device says when a file was moved or may not be read.
      if (!(error instanceof DOMException)) throw error;
      this.set({ refused: 'unreadable', progress: null });
    }
  }

  private start(): Worker {
    const worker = new Worker(trustedUrl(intakeWorkerUrl), { type: 'module', name: 'obhut-intake' });
    worker.addEventListener('message', ({ data }: MessageEvent<FromSession>) => {
      if (worker === this.worker) this.hear(data);
    });
    worker.addEventListener('error', () => {
      if (worker === this.worker) this.set({ step: 'file', refused: 'unreadable', progress: null });
    });
    this.worker = worker;
    return worker;
  }

  private hear(message: FromSession): void {
    if (message.kind === 'refused') {
      keepWork('import', null);
      this.set({ refused: message.why, progress: null, table: null, step: 'file' });
    } else if (message.kind === 'table') {
      const draft = { mapping: message.mapping, edits: new Map(), skipped: new Set<number>(), answers: new Map() };
      this.set({ table: message, draft, overview: null, progress: null, step: 'columns', refused: null });
    } else if (message.kind === 'progress') this.set({ progress: message });
    else if (message.kind === 'plan') this.planned?.(message.plan);
    else {
      this.underWay--;
      this.set({ overview: message.overview, ...(this.underWay === 0 ? { progress: null } : {}) });
    }
  }

  private ask(message: ToSession): void {
    this.worker?.postMessage(message);
  }

  choose(choice: Choice): void {
    this.set({ choice, progress: { done: 0, total: 0 } });
    this.ask({ kind: 'choose', choice, kept: this.kept });
  }

  /** Everything is proposed anew. */
  change(changes: Partial<Draft>): void {
    if (this.state.draft === null) return;
    this.set({ draft: { ...this.state.draft, ...changes } });
    this.propose();
  }

  private propose(): void {
    const { draft, shown, table } = this.state;
    if (draft === null || this.circumstances === null) return;
    this.underWay++;
    this.set({ progress: { done: 0, total: table?.lines ?? 0 } });
    this.ask({ kind: 'propose', draft, circumstances: this.circumstances, shown });
  }

  showMore(): void {
    this.set({ shown: this.state.shown + 4 * firstShown });
    this.propose();
  }

  go(step: Step): void {
    this.set({ step });
    if (step !== 'columns' && this.state.overview === null) this.propose();
  }

  plan(): Promise<Plan> {
    return new Promise((resolve) => {
      this.planned = resolve;
      this.ask({ kind: 'plan' });
    });
  }
}
