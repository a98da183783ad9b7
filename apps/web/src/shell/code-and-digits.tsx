/**
 * The signed-in side of two devices that meet: the other one's code, then the twelve digits that it shows.
 * @module
 */
import { isForNow } from '@obhut/sync/failure.ts';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { FormBody } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FailureNotice } from './failure.tsx';
import { forgetFragment, useFragment } from './fragment.ts';
import { useCommand } from './use-command.ts';
import { usePolling } from './use-polling.ts';

export interface MeetingTexts {
  code: string;
  codeHint: string;
  missing: string;
  next: string;
  waiting: string;
  digits: string;
  digitsHint: string;
  admit: string;
}

interface CodeAndDigitsProps {
  texts: MeetingTexts;
  answer: (code: string) => Promise<void>;
  isReady: () => Promise<boolean>;
  admit: (digits: string) => Promise<void>;
  onDone: () => void;
}

function CodeForm({
  texts,
  answer,
  onAnswered,
}: Pick<CodeAndDigitsProps, 'texts' | 'answer'> & { onAnswered: () => void }) {
  const fragment = useFragment();
  const { run, isRunning, failure } = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const code = typed ?? fragment;
  const submit = async () => {
    setMistake(code.trim() === '' ? texts.missing : null);
    if (code.trim() === '') return;
    const { isDone } = await run(() => answer(code));
    if (!isDone) return;
    forgetFragment();
    onAnswered();
  };
  return (
    <FormBody label={texts.admit} onSubmit={() => void submit()}>
      <Field
        label={texts.code}
        hint={texts.codeHint}
        value={code}
        onChange={setTyped}
        error={mistake}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={40}
        isCode
        isRequired
      />
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {texts.next}
      </Button>
    </FormBody>
  );
}

function Waiting({ texts, isReady, onReady }: Pick<CodeAndDigitsProps, 'texts' | 'isReady'> & { onReady: () => void }) {
  const failure = usePolling(true, async () => {
    const isThere = await isReady();
    if (isThere) onReady();
    return isThere;
  });
  return (
    <>
      <FailureNotice failure={failure} />
      {(failure === null || isForNow(failure)) && <Skeleton label={texts.waiting} rows={1} />}
    </>
  );
}

function DigitsForm({ texts, admit, onDone }: Pick<CodeAndDigitsProps, 'texts' | 'admit' | 'onDone'>) {
  const { run, isRunning, failure } = useCommand();
  const [digits, setDigits] = useState('');
  const submit = async () => {
    const { isDone } = await run(() => admit(digits));
    if (isDone) onDone();
  };
  return (
    <FormBody label={texts.admit} onSubmit={() => void submit()}>
      <Field
        label={texts.digits}
        hint={texts.digitsHint}
        value={digits}
        onChange={setDigits}
        autoComplete="off"
        maxLength={20}
        isCode
        isRequired
      />
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {texts.admit}
      </Button>
    </FormBody>
  );
}

export function CodeAndDigits({ texts, answer, isReady, admit, onDone }: CodeAndDigitsProps) {
  const [step, setStep] = useState<'code' | 'waiting' | 'digits'>('code');
  return (
    <Card>
      {step === 'code' && <CodeForm texts={texts} answer={answer} onAnswered={() => setStep('waiting')} />}
      {step === 'waiting' && <Waiting texts={texts} isReady={isReady} onReady={() => setStep('digits')} />}
      {step === 'digits' && <DigitsForm texts={texts} admit={admit} onDone={onDone} />}
    </Card>
  );
}
