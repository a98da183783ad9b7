/**
 * Why and until when. Nothing has to be chosen to say "ill, today"; there is no free text.
 * @module
 */
import { absenceExpiry, type Absence, type AbsenceReason, type AbsenceSaid } from '@obhut/domain/absences.ts';
import { addDays } from '@obhut/domain/kernel/local-time.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useUndo } from '../../shell/use-undo.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { FormBody } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { Details } from './details.tsx';
import { endOf, spanOf, startOf, type Typed } from './typed.ts';
import type { WardOfDay } from './use-absences.ts';
import { reasonIcons, useReasons, useSentence } from './words.ts';
import styles from './absences.module.css';

interface FormProps {
  of: WardOfDay;
  /** What is corrected; null: it is reported anew. */
  before: Absence | null;
  /** Chosen at first where it is reported anew. */
  reason: AbsenceReason;
  onDone: () => void;
}

function useSay({ of: { space }, before, onDone }: FormProps) {
  const client = useClient();
  const { today } = useSnapshot();
  const command = useCommand();
  const send = (type: string, body: AbsenceSaid) =>
    client.send({ space, type, body, expiry: absenceExpiry(body, today, before), notify: 'normal' });
  /** Whether it is said. */
  const say = async (type: string, body: AbsenceSaid): Promise<boolean> => {
    const { isDone } = await command.run(() => send(type, body));
    if (isDone) onDone();
    return isDone;
  };
  return { send, say, ...command };
}

type Saying = ReturnType<typeof useSay>;

/** What was said before is taken back; where part of it has passed, that stays true. */
function Undo({ before, today, send, say }: { before: Absence; today: string } & Pick<Saying, 'send' | 'say'>) {
  const t = useTexts('absences');
  const sentence = useSentence();
  const { id: absence, reason, from, until, at, collector } = before;
  const body = { absence, reason, from, until, at, collector };
  const offerUndo = useUndo();
  // Once withdrawn it stays so: what is said again is another.
  const again = () => send('absence/reported@1', { ...body, absence: newId() });
  const withdraw = async () => {
    if (await say('absence/withdrawn@1', body)) offerUndo(sentence({ ...before, isWithdrawn: true }), again);
  };
  return from < today ? (
    <Button icon={Undo2} onPress={() => void say('absence/reported@1', { ...body, until: addDays(today, -1) })}>
      {t('isBack')}
    </Button>
  ) : (
    <Button icon={Undo2} onPress={() => void withdraw()}>
      {t('withdraw')}
    </Button>
  );
}

export function AbsenceForm(props: FormProps) {
  const t = useTexts('absences');
  const { of, before } = props;
  const today = useDateToday();
  const reasons = useReasons();
  const { send, say, isRunning, failure } = useSay(props);
  const [typed, setTyped] = useState<Typed>(() => startOf(before, props.reason, today));
  const [isMistaken, setMistaken] = useState(false);
  const set = (changed: Partial<Typed>) => setTyped((all) => ({ ...all, ...changed }));
  const submit = async () => {
    const span = spanOf(typed, today);
    setMistaken(span === null);
    if (span === null) return;
    const { reason } = typed;
    const hasTime = reason === 'late' || reason === 'collected';
    await say('absence/reported@1', {
      absence: before?.id ?? newId(),
      reason,
      ...span,
      at: hasTime && typed.at !== '' ? typed.at : null,
      collector: reason === 'collected' ? tidyLine(typed.collector) : '',
    });
  };
  return (
    <FormBody label={t('form', { name: of.ward.fields.name })} onSubmit={() => void submit()}>
      <div className={styles['reasons']}>
        <OneOf
          label={t('reason')}
          isGrid
          value={typed.reason}
          onChange={(reason) => set({ reason })}
          options={reasons.map(({ value, label }) => {
            const Icon = reasonIcons[value];
            return { value, label, picture: <Icon className={styles['icon']} aria-hidden /> };
          })}
        />
      </div>
      <Select
        label={t('until')}
        value={typed.end}
        onChange={(chosen) => set({ end: chosen })}
        options={[
          { value: 'today', label: t('untilToday') },
          { value: 'tomorrow', label: t('untilTomorrow') },
          { value: 'date', label: t('untilDate') },
          { value: 'open', label: t('untilOpen') },
        ]}
      />
      <Details
        typed={typed}
        set={set}
        collectors={of.ward.fields.collectors}
        mistake={isMistaken ? t('wrongDates', { last: endOf(today) }) : null}
      />
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button kind="primary" type="submit" icon={Send} isBusy={isRunning}>
          {t('send')}
        </Button>
        {before !== null && <Undo before={before} today={today} send={send} say={say} />}
      </ButtonRow>
    </FormBody>
  );
}
