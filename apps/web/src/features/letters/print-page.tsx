/**
 * Letters that were made together: a page each in one print. Their keys lie on this device alone, until somebody says that all are on paper.
 * @module
 */
import { people } from '@obhut/domain/people.ts';
import { latest } from '@obhut/domain/kernel/register.ts';
import { Printer, PrinterCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LetterSheet } from './letter-sheet.tsx';
import { MakingProgress } from './making-progress.tsx';
import { LanguagePicker } from './language-picker.tsx';
import type { LetterLanguage, PrintedLetter } from './ready-letter.ts';
import { usePrepared } from './use-prepared.ts';

type Made = Readonly<Record<string, PrintedLetter & { mailbox: string }>>;

function Sheets({ id }: { id: string }) {
  const t = useTexts('letters');
  const client = useClient();
  const [, navigate] = useLocation();
  const { spaces } = useInstitution();
  const named = useBySpace(people);
  const prepared = usePrepared();
  const [made, setMade] = useState<Made | null>(null);
  const [language, setLanguage] = useState<LetterLanguage>('de');
  const { run, isRunning, failure } = useCommand();
  useEffect(() => {
    void run(async () => setMade((await client.planResult(id)).letters));
  }, [client, id, run]);
  if (made === null)
    return failure === null ? <Skeleton label={t('creating')} rows={3} /> : <FailureNotice failure={failure} />;
  // Whoever is in needs no paper any more.
  const isOpen = ({ mailbox }: { mailbox: string }) =>
    spaces.some((space) => space.id === mailbox && space.invites.length > 0);
  const open = Object.entries(made).filter(([, letter]) => isOpen(letter));
  const forget = async () => {
    const { isDone } = await run(() => client.forgetPlan(id));
    if (isDone) navigate('/briefe', { replace: true });
  };
  return (
    <>
      <ButtonRow>
        <Button kind="primary" icon={Printer} onPress={() => window.print()}>
          {t('printAll', { count: open.length })}
        </Button>
        <Button icon={PrinterCheck} isBusy={isRunning} onPress={() => void forget()}>
          {t('printed')}
        </Button>
      </ButtonRow>
      <Hint>{t('printHint')}</Hint>
      <LanguagePicker value={language} onChange={setLanguage} />
      <FailureNotice failure={failure} />
      {open.map(([key, letter]) => {
        const { name = '', note = '' } = latest(named.get(letter.mailbox)?.addressed) ?? {};
        const groups = prepared.find((one) => one.letter.id === key)?.groups ?? [];
        return <LetterSheet key={key} letter={letter} name={name} note={note} groups={groups} language={language} />;
      })}
    </>
  );
}

export default function PrintPage() {
  const t = useTexts('letters');
  const { id = '' } = useParams();
  const plan = useSnapshot().plans.find((one) => one.id === id);
  const back = { to: '/briefe', label: t('back') };
  if (plan === undefined || plan.failure !== null) {
    return (
      <Page title={t('printTitle')} back={back}>
        <Empty icon={PrinterCheck}>{t('printGone')}</Empty>
      </Page>
    );
  }
  return (
    <Page title={t('printTitle')} back={back}>
      {plan.done < plan.total ? <MakingProgress /> : <Sheets id={id} />}
    </Page>
  );
}
