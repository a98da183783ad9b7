/**
 * On Heute, for whoever is in for the carrier: what they see, what they do not, and what they are there for.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './team.module.css';
import { useWriters } from './use-writers.ts';

export default function CarrierTile() {
  const t = useTexts('team');
  const { me, spaces } = useInstitution();
  const writes = useWriters().all.has(me);
  const readsAlong = spaces.some(({ kind, readers }) => kind === 'leadership' && readers.includes(me));
  const points = readsAlong
    ? [t('carrierSees'), writes ? t('carrierBothMay') : t('carrierNot'), t('carrierKit')]
    : [t('writerMay'), t('writerSees'), t('writerNot')];
  return (
    <Section title={readsAlong ? t('carrierTitle') : t('writerTitle')}>
      <Card>
        <ul className={styles['points']}>
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
