/**
 * One's own ward today: two taps say that it is ill.
 * @module
 */
import { holdsOn, isToCome, type Absence, type AbsenceReason } from '@obhut/domain/absences.ts';
import { HandHelping, Thermometer } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { WardFace } from '../../ui/ward-face.tsx';
import { WhoseChip } from '../../ui/whose.tsx';
import styles from './absences.module.css';
import { AbsenceForm } from './form.tsx';
import type { WardOfDay } from './use-absences.ts';
import { reasonIcons, reasonTones, useSentence } from './words.ts';

function Reported({ absence, onChange }: { absence: Absence; onChange: () => void }) {
  const t = useTexts('absences');
  const sentence = useSentence();
  const today = useDateToday();
  const said = sentence(absence);
  return (
    <li className={styles['reported']}>
      <Chip tone={holdsOn(absence, today) ? reasonTones[absence.reason] : 'plain'} icon={reasonIcons[absence.reason]}>
        {said}
      </Chip>
      <Button kind="quiet" onPress={onChange} label={t('changeThis', { said })}>
        {t('change')}
      </Button>
    </li>
  );
}

/** Whether what was said has reached the server; read out when it changes. */
function Arrival({ absences, toCome }: Record<'absences' | 'toCome', readonly Absence[]>) {
  const t = useTexts('absences');
  const isWaiting = absences.some((absence) => absence.isWaiting);
  return (
    <output className={styles['quiet']}>
      {isWaiting && t('sending')}
      {!isWaiting && toCome.length > 0 && t('arrived')}
    </output>
  );
}

type Open = { before: Absence | null; reason: AbsenceReason } | null;

export function WardCard({ of }: { of: WardOfDay }) {
  const t = useTexts('absences');
  const today = useDateToday();
  const [open, setOpen] = useState<Open>(null);
  const { ward, group, absences } = of;
  const name = ward.fields.name || t('nobody');
  const close = () => setOpen(null);
  const toCome = absences.filter((absence) => isToCome(absence, today));
  return (
    <section aria-label={name}>
      <Card>
        <div className={styles['who']}>
          <WardFace id={ward.id} name={name} sign={ward.fields.sign} />
          <div className={styles['named']}>
            <h2 className={styles['name']}>
              <bdi>{name}</bdi>
            </h2>
            {group !== undefined && (
              <p className={styles['quiet']}>
                <bdi>{group.name}</bdi>
              </p>
            )}
            <WhoseChip />
          </div>
        </div>
        {toCome.length > 0 && (
          <ul className={styles['list']} aria-label={t('reported')}>
            {toCome.map((absence) => (
              <Reported
                key={absence.id}
                absence={absence}
                onChange={() => setOpen({ before: absence, reason: absence.reason })}
              />
            ))}
          </ul>
        )}
        <Arrival absences={absences} toCome={toCome} />
        <div className={styles['actions']}>
          <Button icon={Thermometer} onPress={() => setOpen({ before: null, reason: 'ill' })}>
            {t('reportIll')}
          </Button>
          <Button icon={HandHelping} onPress={() => setOpen({ before: null, reason: 'collected' })}>
            {t('reportCollected')}
          </Button>
        </div>
      </Card>
      <Drawer title={t('form', { name })} close={t('close')} isOpen={open !== null} onClose={close}>
        {open !== null && <AbsenceForm of={of} {...open} onDone={close} />}
      </Drawer>
    </section>
  );
}
