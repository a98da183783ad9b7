/**
 * The letter's code: eight characters after scanning, or all 34.
 * @module
 */
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { forgetFragment, useFragment } from '../../shell/fragment.ts';
import { useTexts } from '../../shell/i18n.ts';
import { InstallFirst } from '../../shell/install-hint.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const codeLength = 8;
const typedLength = 34;

function charactersOf(typed: string): string {
  return typed.replaceAll(/[\s\-–—]/gu, '');
}

export function OpenForm() {
  const t = useTexts('claim');
  const client = useClient();
  const fragment = useFragment();
  const { run, isRunning, failure } = useCommand();
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const isScanned = fragment !== '';

  const submit = async () => {
    const characters = charactersOf(text);
    const isComplete = characters.length === (isScanned ? codeLength : typedLength);
    setMistake(isComplete ? null : isScanned ? t('codeShort') : t('typedShort', { count: characters.length }));
    if (!isComplete) return;
    const letter = isScanned ? { fragment, code: characters } : { typed: characters };
    const { isDone } = await run(() => client.openLetter(letter));
    if (isDone) forgetFragment();
  };

  return (
    <Page title={t('openTitle')} under={isScanned ? t('openIntro') : t('openIntroTyped')} isNarrow>
      <LanguageSwitch />
      <InstallFirst />
      <Card>
        <FormBody label={t('openTitle')} onSubmit={() => void submit()}>
          <Field
            label={isScanned ? t('code') : t('typed')}
            hint={isScanned ? t('codeHint') : t('typedHint')}
            value={text}
            onChange={setText}
            error={mistake}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={60}
            isCode
            isRequired
          />
          <FailureNotice failure={failure} />
          {isRunning && <Skeleton label={t('opening')} rows={1} />}
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {t('open')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
