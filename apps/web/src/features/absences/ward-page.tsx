/**
 * What was reported of one ward, for staff: to correct, to withdraw, to record for a guardian who phoned.
 * @module
 */
import { isToCome, type Absence } from '@obhut/domain/absences.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import styles from './absences.module.css';
import { AbsenceForm } from './form.tsx';
import { useWardsOfDay } from './use-absences.ts';
import { reasonIcons, reasonTones, useSentence } from './words.ts';

function Reported({ absence, onChange }: { absence: Absence; onChange: () => void }) {
  const t = useTexts('absences');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const sentence = useSentence();
  const said = sentence(absence);
  return (
    <li className={styles['reported']}>
      <Chip tone={reasonTones[absence.reason]} icon={reasonIcons[absence.reason]}>
        {said}
      </Chip>
      <span className={styles['quiet']}>
        {absence.isWaiting ? t('sending') : t('saidBy', { name: names.get(absence.author)?.name ?? t('nobody') })}
      </span>
      <Button kind="quiet" onPress={onChange} label={t('changeThis', { said })}>
        {t('change')}
      </Button>
    </li>
  );
}

export default function WardAbsencesPage() {
  const t = useTexts('absences');
  const { ward: id = '' } = useParams();
  const [, navigate] = useLocation();
  const today = useDateToday();
  const of = useWardsOfDay().find(({ ward }) => ward.id === id);
  const [changing, setChanging] = useState<Absence | null>(null);
  const back = { to: '/', label: t('back') };
  if (of === undefined) {
    return (
      <Page title={t('recordFor')} back={back}>
        <Empty icon={UserX}>{t('gone')}</Empty>
      </Page>
    );
  }
  const name = of.ward.fields.name || t('nobody');
  const toCome = of.absences.filter((absence) => isToCome(absence, today));
  const close = () => setChanging(null);
  return (
    <Page title={name} back={back} isNarrow {...(of.group === undefined ? {} : { under: of.group.name })}>
      {toCome.length > 0 && (
        <Section title={t('reported')}>
          <Card>
            <ul className={styles['list']} aria-label={t('reported')}>
              {toCome.map((absence) => (
                <Reported key={absence.id} absence={absence} onChange={() => setChanging(absence)} />
              ))}
            </ul>
          </Card>
        </Section>
      )}
      <Section title={t('recordFor')}>
        <Card>
          <AbsenceForm of={of} before={null} reason="ill" onDone={() => navigate('/')} />
        </Card>
      </Section>
      <Drawer title={t('form', { name })} close={t('close')} isOpen={changing !== null} onClose={close}>
        {changing !== null && <AbsenceForm of={of} before={changing} reason={changing.reason} onDone={close} />}
      </Drawer>
    </Page>
  );
}
