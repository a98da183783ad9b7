/**
 * Protection flags of a ward, where one may read them.
 * @module
 */
import { flagsOf, type GuardianshipsState, type ProtectionFlag } from '@obhut/domain/guardianships.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { ShieldAlert } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Section } from '../../ui/page.tsx';
import { NamedReaders } from './named-readers.tsx';

function Flag({ flag, space }: { flag: ProtectionFlag; space: string }) {
  const t = useTexts('wards');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const names = { collect: t('banCollect'), contact: t('banContact'), disclosure: t('banDisclosure') };
  const until = flag.expiry === 0 ? t('flagOpen') : t('flagUntil', { date: dayText(flag.expiry) });
  const bans = t('flagBans', { bans: flag.bans.map((ban) => names[ban]).join(', ') });
  const under = [bans, until, flag.file === '' ? '' : t('flagFile', { file: flag.file })].filter((text) => text !== '');
  const lift = () =>
    client.send({ space, type: 'protection/lifted@1', body: { flag: flag.id }, expiry: flag.expiry, notify: 'none' });
  return (
    <Card>
      <h3>{flag.name}</h3>
      <p>{under.join(' · ')}</p>
      <FailureNotice failure={failure} />
      <Button isBusy={isRunning} onPress={() => void run(lift)}>
        {t('flagLift', { name: flag.name })}
      </Button>
    </Card>
  );
}

export function Flags({ ward, state }: { ward: Ward; state: GuardianshipsState }) {
  const t = useTexts('wards');
  const space = ward.spaces['ward/protection'];
  const all = flagsOf(state);
  if (space === undefined) return null;
  return (
    <Section title={t('flags')}>
      {all.length === 0 && <p>{t('noFlags')}</p>}
      {all.map((flag) => (
        <Flag key={flag.id} flag={flag} space={space} />
      ))}
      <NamedReaders ward={ward} tier="ward/protection" />
      <ButtonRow>
        <ButtonLink to={`/kinder/${ward.id}/sperre`} icon={ShieldAlert}>
          {t('flagNew')}
        </ButtonLink>
      </ButtonRow>
    </Section>
  );
}
