/**
 * One import from its bytes to its plan, as a conversation: what the page asks and what it is told. It runs in a worker; the file and
 * what was read of it stay there.
 * @module
 */
import type { Refused } from './file-kind.ts';
import { readTable, type Choice, type Intake } from './intake.ts';
import { mappingFor, type KeptMapping } from './mapping.ts';
import { overviewOf, type Overview } from './overview.ts';
import { plan, type Plan } from './plan.ts';
import { editedRows, propose, type Circumstances, type Draft } from './propose.ts';
import { dayOrdersOf, openOrders } from './read-rows.ts';

/** Structured-cloneable. `read` comes first; each later question is about the last file that was read. */
export type ToSession =
  | { kind: 'read'; bytes: Uint8Array; choice: Choice; kept: readonly KeptMapping[] }
  | { kind: 'choose'; choice: Choice; kept: readonly KeptMapping[] }
  | { kind: 'propose'; draft: Draft; circumstances: Circumstances; shown: number }
  | { kind: 'plan' };

export interface ColumnView {
  name: string;
  /** A few that differ. */
  examples: readonly string[];
}

export type FromSession =
  | { kind: 'refused'; why: Refused }
  | {
      kind: 'table';
      columns: readonly ColumnView[];
      lines: number;
      source: Intake['source'];
      hasHeader: boolean;
      mapping: KeptMapping;
    }
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'overview'; overview: Overview }
  | { kind: 'plan'; plan: Plan };

const mostExamples = 3;

function columnsOf({ header, rows }: Intake): ColumnView[] {
  return header.map((name, column) => {
    const examples = new Set<string>();
    for (const { cells } of rows) {
      const cell = cells[column] ?? '';
      if (cell !== '') examples.add(cell.slice(0, 60));
      if (examples.size === mostExamples) break;
    }
    return { name, examples: [...examples] };
  });
}

export class Session {
  readonly tell: (message: FromSession) => void;
  private bytes: Uint8Array = new Uint8Array();
  private table: Intake | null = null;
  private made: Plan | null = null;

  constructor(tell: (message: FromSession) => void) {
    this.tell = tell;
  }

  ask(message: ToSession): void {
    if (message.kind === 'read') this.bytes = message.bytes;
    if (message.kind === 'read' || message.kind === 'choose') this.read(message.choice, message.kept);
    if (message.kind === 'propose') this.propose(message.draft, message.circumstances, message.shown);
    if (message.kind === 'plan' && this.made !== null) this.tell({ kind: 'plan', plan: this.made });
  }

  private read(choice: Choice, kept: readonly KeptMapping[]): void {
    const read = readTable(this.bytes, choice);
    this.made = null;
    this.table = 'refused' in read ? null : read;
    if ('refused' in read) {
      this.tell({ kind: 'refused', why: read.refused });
      return;
    }
    const { source, headerLine, rows } = read;
    const mapping = mappingFor(read, kept);
    this.tell({
      kind: 'table',
      columns: columnsOf(read),
      lines: rows.length,
      source,
      hasHeader: headerLine !== null,
      mapping,
    });
  }

  private propose(draft: Draft, circumstances: Circumstances, shown: number): void {
    const { table } = this;
    if (table === null) return;
    const total = table.rows.length;
    const proposals = propose(table, draft, circumstances, (done) => this.tell({ kind: 'progress', done, total }));
    this.made = plan(proposals, draft.answers, circumstances.seed);
    const rows = editedRows(table, draft);
    const orders = openOrders(
      { ...table, rows },
      dayOrdersOf({ ...table, rows }, draft.mapping.fields, draft.mapping.dayOrders),
    );
    const { answers } = draft;
    const overview = overviewOf(rows, proposals, this.made, answers, circumstances.known, orders, shown);
    this.tell({ kind: 'overview', overview });
  }
}
