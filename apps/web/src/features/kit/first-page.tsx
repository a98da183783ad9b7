/**
 * The Tresorblatt after founding: shown until somebody says that it is on paper.
 * @module
 */
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot, type KitForm } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { FormChoice } from './form-choice.tsx';
import { KitSheets } from './kit-sheet.tsx';

export default function FirstKitPage() {
  const t = useTexts('kit');
  const client = useClient();
  const [, navigate] = useLocation();
  const { kit } = useSnapshot();
  const [isKept, setKept] = useState(false);
  const { run, isRunning, failure } = useCommand();
  const isThree = kit?.length === 3;
  const form = isThree ? 'three' : 'one';
  const choose = async (next: KitForm) => {
    setKept(false);
    await run(() => client.chooseKitForm(next));
  };
  const confirm = async () => {
    const { isDone } = await run(() => client.kitKept());
    if (isDone) navigate('/', { replace: true });
  };
  return (
    <Page title={t('firstTitle')} under={isThree ? t('firstIntroThree') : t('firstIntro')}>
      <Card>
        <FormChoice form={form} onChange={(next) => void choose(next)} />
      </Card>
      {isThree && <Hint>{t('firstDestroy')}</Hint>}
      {kit !== null && <KitSheets sheets={kit} />}
      <YesNo label={isThree ? t('firstConfirmThree') : t('firstConfirm')} isSelected={isKept} onChange={setKept} />
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('print')}
        </Button>
        <Button kind="primary" isDisabled={!isKept} isBusy={isRunning} onPress={() => void confirm()}>
          {t('next')}
        </Button>
      </ButtonRow>
    </Page>
  );
}
