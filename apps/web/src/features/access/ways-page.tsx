/**
 * Which ways into the account there are, since when, and what can be done about them.
 * @module
 */
import {
  FileKey,
  Fingerprint,
  KeyRound,
  MonitorSmartphone,
  RectangleEllipsis,
  ShieldAlert,
  UserX,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, type Way } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './access.module.css';

const icons: Record<Way['kind'], LucideIcon> = {
  password: RectangleEllipsis,
  passkey: Fingerprint,
  recovery: FileKey,
};

function useKindText(): (kind: Way['kind']) => string {
  const t = useTexts('access');
  const texts = {
    password: () => t('kindPassword'),
    passkey: () => t('kindPasskey'),
    recovery: () => t('kindRecovery'),
  };
  return (kind) => texts[kind]();
}

function WayRow({ way, onRemove }: { way: Way; onRemove: () => void }) {
  const t = useTexts('access');
  const kindText = useKindText();
  const Icon = icons[way.kind];
  return (
    <Row
      picture={<Icon className={styles['icon']} aria-hidden />}
      title={kindText(way.kind)}
      under={t('since', { date: dayText(way.since) })}
      end={
        way.kind === 'password' ? undefined : (
          <Button kind="quiet" onPress={onRemove}>
            {t('remove')}
          </Button>
        )
      }
    />
  );
}

function Ways({ ways, onChanged }: { ways: readonly Way[]; onChanged: () => Promise<void> }) {
  const t = useTexts('access');
  const kindText = useKindText();
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [removing, setRemoving] = useState<Way | null>(null);
  const remove = async () => {
    if (removing === null) return;
    const { isDone } = await run(async () => {
      await client.removeWay(removing.id);
      await onChanged();
    });
    if (isDone) setRemoving(null);
  };
  return (
    <>
      <List label={t('waysTitle')}>
        {ways.map((way) => (
          <WayRow key={way.id} way={way} onRemove={() => setRemoving(way)} />
        ))}
      </List>
      {!ways.some(({ kind }) => kind === 'recovery') && <Hint>{t('noRecovery')}</Hint>}
      <Confirm
        isOpen={removing !== null}
        title={t('removeTitle', { way: removing === null ? '' : kindText(removing.kind) })}
        yes={t('removeYes')}
        no={t('removeNo')}
        isBusy={isRunning}
        onYes={() => void remove()}
        onNo={() => setRemoving(null)}
      >
        <p>{t('removeText')}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}

export default function WaysPage() {
  const t = useTexts('access');
  const client = useClient();
  const { run, failure } = useCommand();
  const [ways, setWays] = useState<readonly Way[] | null>(null);
  useEffect(() => {
    void run(async () => setWays(await client.ways()));
  }, [client, run]);
  return (
    <Page title={t('title')} under={t('intro')} back={{ to: '/mehr', label: t('back') }}>
      <Section title={t('waysTitle')}>
        {ways === null && failure === null && <Skeleton label={t('loading')} rows={2} />}
        <FailureNotice failure={failure} />
        {ways !== null && <Ways ways={ways} onChanged={async () => setWays(await client.ways())} />}
      </Section>
      <Section title={t('change')}>
        <List label={t('change')}>
          <Row
            picture={<Fingerprint className={styles['icon']} aria-hidden />}
            title={t('newPasskey')}
            under={t('passkeyNote')}
            to="/passkey"
          />
          <Row
            picture={<MonitorSmartphone className={styles['icon']} aria-hidden />}
            title={t('admitTitle')}
            under={t('admitNote')}
            to="/geraet"
          />
          <Row
            picture={<FileKey className={styles['icon']} aria-hidden />}
            title={t('newSheet')}
            under={t('newSheetNote')}
            to="/wiederherstellungsblatt"
          />
          <Row picture={<KeyRound className={styles['icon']} aria-hidden />} title={t('newPassword')} to="/passwort" />
          <Row
            picture={<ShieldAlert className={styles['icon']} aria-hidden />}
            title={t('lost')}
            under={t('lostNote')}
            to="/geraet-verloren"
          />
          <Row
            picture={<UserX className={styles['icon']} aria-hidden />}
            title={t('deleteAccount')}
            to="/konto-loeschen"
          />
        </List>
      </Section>
    </Page>
  );
}
