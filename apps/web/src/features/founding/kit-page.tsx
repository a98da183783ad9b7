/**
 * The Tresorblatt: shown once after founding, until somebody says that it is on paper.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { dayText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './kit-page.module.css';

function KitSheet({ kit }: { kit: string }) {
  const t = useTexts('founding');
  const name = useModel(institution, nameAndKind)?.name ?? '';
  const { today } = useSnapshot();
  return (
    <Sheet label={t('sheetLabel')}>
      <p className={styles['name']}>{name}</p>
      <p className={styles['quiet']}>{t('sheetFounded', { date: dayText(today) })}</p>
      <h2 className={styles['title']}>{t('sheetTitle')}</h2>
      <p>{t('sheetWhat', { name })}</p>
      <h3 className={styles['subtitle']}>{t('sheetKey')}</h3>
      <p className={styles['key']} data-testid="kit">
        {kit}
      </p>
      <p>{t('sheetSafe')}</p>
      <p className={styles['danger']}>{t('sheetDanger')}</p>
      <dl className={styles['lines']}>
        <dt>{t('sheetPlace')}</dt>
        <dd />
        <dt>{t('sheetBy')}</dt>
        <dd />
      </dl>
    </Sheet>
  );
}

export default function KitPage() {
  const t = useTexts('founding');
  const client = useClient();
  const [, navigate] = useLocation();
  const { kit } = useSnapshot();
  const [isKept, setKept] = useState(false);
  const { run, isRunning, failure } = useCommand();
  const confirm = async () => {
    const { isDone } = await run(() => client.kitKept());
    if (isDone) navigate('/', { replace: true });
  };
  return (
    <Page title={t('kitTitle')} under={t('kitIntro')}>
      {kit !== null && <KitSheet kit={kit} />}
      <YesNo label={t('kitConfirm')} isSelected={isKept} onChange={setKept} />
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('kitPrint')}
        </Button>
        <Button kind="primary" isDisabled={!isKept} isBusy={isRunning} onPress={() => void confirm()}>
          {t('kitDone')}
        </Button>
      </ButtonRow>
    </Page>
  );
}
