/**
 * What leadership of a new institution does first. Each step is ticked by what there is; the list goes away when all is done.
 * @module
 */
import { Circle, CircleCheck } from 'lucide-react';
import { useOwnersTexts, useTexts } from '../../shell/i18n.ts';
import { firstSteps, type Owned } from '../../shell/slots.tsx';
import type { StepSlot } from '../../shell/feature.ts';
import { leads } from '../../shell/leads.ts';
import { useSnapshot, useStates } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './first-steps.module.css';

function Step({ step, isDone }: { step: Owned<StepSlot>; isDone: boolean }) {
  const t = useTexts('today');
  const ownT = useOwnersTexts(step.owner);
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <Row
      picture={<Icon className={isDone ? styles['done'] : styles['open']} aria-hidden />}
      title={ownT(step.label)}
      under={ownT(step.note)}
      isStrong={!isDone}
      {...(isDone ? { end: <Chip>{t('done')}</Chip> } : { to: step.path })}
    />
  );
}

export function FirstSteps() {
  const t = useTexts('today');
  const states = useStates();
  const snapshot = useSnapshot();
  const steps = firstSteps(snapshot).map((step) => ({ step, isDone: step.isDone(states, snapshot) }));
  if (!leads(snapshot) || steps.every(({ isDone }) => isDone)) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Section title={t('steps')}>
      <p className={styles['intro']}>
        {t('stepsDone', { done, total: steps.length })} {t('stepsIntro')}
      </p>
      <List label={t('steps')}>
        {steps.map(({ step, isDone }) => (
          <Step key={step.path} step={step} isDone={isDone} />
        ))}
      </List>
    </Section>
  );
}
