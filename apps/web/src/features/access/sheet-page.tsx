/**
 * A new recovery sheet: offered after founding and claiming, and whenever somebody wants another. It is shown once, and holds when its last
 * group has been typed from the paper.
 * @module
 */
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { PasswordField } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot, type Sheet } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';

function AskPassword({ onDrawn, onLater }: { onDrawn: (sheet: Sheet) => void; onLater: (() => void) | null }) {
  const t = useTexts('access');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [password, setPassword] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const draw = async () => {
    setMistake(password === '' ? t('missing') : null);
    if (password === '') return;
    const outcome = await run(() => client.drawSheet(password));
    if (outcome.isDone) onDrawn(outcome.value);
  };
  return (
    <Card>
      <FormBody label={t('sheetTitle')} onSubmit={() => void draw()}>
        <PasswordField
          label={t('yourPassword')}
          value={password}
          onChange={setPassword}
          mistake={mistake}
          isNew={false}
        />
        <FailureNotice failure={failure} />
        <ButtonRow>
          {onLater !== null && <Button onPress={onLater}>{t('later')}</Button>}
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {t('draw')}
          </Button>
        </ButtonRow>
      </FormBody>
    </Card>
  );
}

function ConfirmPaper({ onKept }: { onKept: () => void }) {
  const t = useTexts('access');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [group, setGroup] = useState('');
  const keep = async () => {
    const { isDone } = await run(() => client.keepSheet(group));
    if (isDone) onKept();
  };
  return (
    <FormBody label={t('confirm')} onSubmit={() => void keep()}>
      <Field
        label={t('lastGroup')}
        hint={t('lastGroupHint')}
        value={group}
        onChange={setGroup}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={12}
        isCode
        isRequired
      />
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('print')}
        </Button>
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('kept')}
        </Button>
      </ButtonRow>
    </FormBody>
  );
}

export default function SheetPage() {
  const t = useTexts('access');
  const client = useClient();
  const [, navigate] = useLocation();
  const { isSheetDue, institution } = useSnapshot();
  const [wasDue] = useState(isSheetDue);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { run, failure } = useCommand();
  const leave = () => navigate(wasDue ? '/' : '/anmeldung', { replace: true });
  const later = async () => {
    const { isDone } = await run(() => client.sheetLater());
    if (isDone) leave();
  };
  const isStaff = institution !== null && institution.standing !== 'guardian';
  return (
    <Page
      title={t('sheetTitle')}
      under={sheet === null ? t('sheetIntro') : t('sheetShown')}
      {...(wasDue ? {} : { back: { to: '/anmeldung', label: t('back') } })}
      isNarrow={sheet === null}
    >
      {sheet === null ? (
        <>
          {isStaff && <Hint>{t('sheetStaff')}</Hint>}
          <AskPassword onDrawn={setSheet} onLater={wasDue ? () => void later() : null} />
        </>
      ) : (
        <>
          <RecoverySheet sheet={sheet} />
          <ConfirmPaper onKept={leave} />
        </>
      )}
      <FailureNotice failure={failure} />
    </Page>
  );
}
