/**
 * What is noted of a ward, as a list of terms.
 * @module
 */
import type { Ward } from '@obhut/domain/wards.ts';
import { TriangleAlert } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { dayText } from '../../ui/dates.ts';
import { dayOfKept } from './dates.ts';
import { moreFields, useMoreLabels } from './more-fields.ts';
import styles from './wards.module.css';

export function WardFacts({ ward }: { ward: Ward }) {
  const t = useTexts('wards');
  const { birthDate, allergies, emergency, collectors } = ward.fields;
  const labels = useMoreLabels();
  const born = dayOfKept(birthDate);
  const rows = [
    { label: t('emergency'), text: emergency },
    { label: t('collectors'), text: collectors },
    { label: t('birthDate'), text: born === null ? '' : dayText(born) },
    ...moreFields
      .map((field) => ({ label: labels[field], text: ward.fields[field] }))
      .filter(({ text }) => text !== ''),
  ];
  return (
    <Card>
      <dl className={styles['facts']}>
        <div>
          <dt>{t('allergies')}</dt>
          <dd className={styles['text']}>
            {allergies === '' ? (
              t('noneKnown')
            ) : (
              <>
                <Chip tone="sun" icon={TriangleAlert}>
                  {t('allergyMark')}
                </Chip>{' '}
                <span>{allergies}</span>
              </>
            )}
          </dd>
        </div>
        {rows.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={styles['text']}>{text === '' ? t('notNoted') : text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
