/**
 * Reading a list in, step by step. Nothing of the file leaves the device, and nothing of it is stored.
 * @module
 */
import type { KeptMapping } from '@obhut/intake/mapping.ts';
import type { Plan } from '@obhut/intake/plan.ts';
import type { Known } from '@obhut/intake/proposals.ts';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ChooseFile } from './choose-file.tsx';
import { Columns } from './columns.tsx';
import { Done } from './done.tsx';
import styles from './import.module.css';
import { Lines } from './lines.tsx';
import { Questions } from './questions.tsx';
import { SummaryStep } from './summary.tsx';
import { UnderWay, useUnderWay } from './under-way.tsx';
import { dayNow } from './use-known.ts';
import { ImportWork, type Step } from './work.ts';

export interface ImportProps {
  /** What there is already. */
  known: Known;
  /** Mappings that somebody has chosen before, and where a new one is kept. */
  kept: readonly KeptMapping[];
  onKeep: (mapping: KeptMapping) => void;
  /** Does each step of the plan once, and goes on after an interruption. The seed belongs to the plan's journal. */
  carryOut: (plan: Plan, seed: Uint8Array) => Promise<void>;
  /** 16 random bytes of the institution, kept where its leadership reads: the same list again gives the same ids. */
  seed: Uint8Array;
}

const order: readonly Step[] = ['file', 'columns', 'lines', 'questions', 'summary'];

/** One at a time; logging out ends it. */
const work = new ImportWork();

function useTitle(step: Step): string {
  const t = useTexts('import');
  const titles: Record<Step, () => string> = {
    file: () => t('title'),
    columns: () => t('titleColumns'),
    lines: () => t('titleLines'),
    questions: () => t('titleQuestions'),
    summary: () => t('titleSummary'),
    done: () => t('titleDone'),
  };
  return titles[step]();
}

/** Who goes on to the next step is at its top. */
function StepBody({ step, children }: { step: Step; children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    window.scrollTo(0, 0);
    body.current?.focus({ preventScroll: true });
  }, [step]);
  return (
    <div className={styles['step']} ref={body} tabIndex={-1}>
      {children}
    </div>
  );
}

export default function ImportPage({ known, kept, seed, onKeep, carryOut }: ImportProps) {
  const t = useTexts('import');
  const { today } = useSnapshot();
  const state = useSyncExternalStore(work.subscribe, work.snapshot);
  const { step, progress, fileName } = state;
  const title = useTitle(step);
  const underWay = useUnderWay();
  const at = order.indexOf(step);
  const under = at > 0 ? t('stepOf', { at: at + 1, all: order.length, file: fileName }) : t('intro');
  const open = (file: File) => void work.open(file, { today: dayNow(today), seed, known }, kept);
  return (
    <Page title={title} under={step === 'done' ? undefined : under}>
      <StepBody step={step}>
        {progress !== null && (
          <Progress
            label={t('reading')}
            text={progress.total === 0 ? t('reading') : t('progress', { done: progress.done, total: progress.total })}
            done={progress.done}
            total={progress.total}
          />
        )}
        {underWay !== null && <UnderWay />}
        {step === 'file' && underWay === null && <ChooseFile state={state} onFile={open} />}
        {step === 'columns' && <Columns work={work} state={state} onKeep={onKeep} />}
        {step === 'lines' && <Lines work={work} state={state} />}
        {step === 'questions' && <Questions work={work} state={state} />}
        {step === 'summary' && (
          <SummaryStep work={work} state={state} carryOut={(plan) => carryOut(plan, work.seed ?? seed)} />
        )}
        {step === 'done' && <Done work={work} state={state} />}
      </StepBody>
    </Page>
  );
}
