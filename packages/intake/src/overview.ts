/**
 * What a screen shows of proposals: small however long the list is, since it goes from the worker to the page after every change.
 * @module
 */
import type { Plan, Step } from './plan.ts';
import { isBlocking, type Answers, type GroupProposal, type Known, type Problem, type Proposals } from './proposals.ts';
import { questionViews, type QuestionView } from './question-view.ts';
import type { OpenOrder } from './read-rows.ts';
import type { Row } from './table.ts';

export interface LineView extends Row {
  problems: readonly Problem[];
  /** `out`: until it is mended. */
  state: 'in' | 'out' | 'skipped';
}

export interface Counts {
  in: number;
  out: number;
  blank: number;
  skipped: number;
  hints: number;
  isNew: number;
  changed: number;
  unchanged: number;
  missing: number;
}

/** How many steps of each kind the plan has, and what is not in it. */
export interface Summary {
  steps: Readonly<Record<Step['kind'], number>>;
  open: number;
  waiting: number;
  flagged: number;
  lettersOpen: number;
  lettersBanned: number;
}

export interface Overview {
  counts: Counts;
  groups: readonly GroupProposal[];
  orders: readonly OpenOrder[];
  /** Those that stay out first, then those with hints, then the others; each in their order. */
  lines: readonly LineView[];
  /** How many more there are. */
  more: number;
  questions: readonly QuestionView[];
  summary: Summary;
}

function linesOf(rows: readonly Row[], proposals: Proposals): LineView[] {
  const byLine = Map.groupBy(proposals.problems, ({ line }) => line);
  const skipped = new Set(proposals.lines.skipped);
  const views = rows.map((row): LineView => {
    const problems = byLine.get(row.line) ?? [];
    const state = skipped.has(row.line) ? 'skipped' : problems.some(isBlocking) ? 'out' : 'in';
    return { ...row, problems, state };
  });
  const above: LineView[] = proposals.problems
    .filter(({ code }) => code === 'above')
    .map((problem) => ({ line: problem.line, cells: [], problems: [problem], state: 'out' }));
  const rank = ({ state, problems }: LineView) => (state === 'out' ? 0 : problems.length > 0 ? 1 : 2);
  return [...above, ...views].toSorted((one, other) => rank(one) - rank(other));
}

function countsOf(proposals: Proposals): Counts {
  const states = [...proposals.compared.values()].map(({ state }) => state);
  const count = (state: string) => states.filter((each) => each === state).length;
  const { lines, missing, problems } = proposals;
  return {
    in: lines.in.length,
    out: lines.problem.length,
    blank: lines.blank.length,
    skipped: lines.skipped.length,
    hints: new Set(problems.filter((problem) => !isBlocking(problem)).map(({ line }) => line)).size,
    isNew: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    missing: missing.length,
  };
}

function summaryOf(plan: Plan): Summary {
  const steps = { group: 0, ward: 0, flag: 0, guardianship: 0, letter: 0 };
  for (const { kind } of plan.steps) steps[kind]++;
  const lettersOpen = plan.withoutLetter.filter(({ why }) => why === 'open-question').length;
  return {
    steps,
    open: plan.open.length,
    waiting: plan.waiting.length,
    flagged: plan.flagged.length,
    lettersOpen,
    lettersBanned: plan.withoutLetter.length - lettersOpen,
  };
}

/** `rows` as they are after mending; `shown`: at most so many lines. */
export function overviewOf(
  rows: readonly Row[],
  proposals: Proposals,
  plan: Plan,
  answers: Answers,
  known: Known,
  orders: readonly OpenOrder[],
  shown: number,
): Overview {
  const lines = linesOf(rows, proposals);
  return {
    counts: countsOf(proposals),
    groups: proposals.groups,
    orders,
    lines: lines.slice(0, shown),
    more: Math.max(0, lines.length - shown),
    questions: questionViews(proposals, answers, known),
    summary: summaryOf(plan),
  };
}
