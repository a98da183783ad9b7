/**
 * On Heute, for a month: who became an owner by the sheet from the safe. Nobody comes in by it unseen.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { isOwner } from './is-owner.ts';
import styles from './kit.module.css';

const shownDays = 31;

export default function UsedTile() {
  const t = useTexts('kit');
  const snapshot = useSnapshot();
  const { me, spaces, recovered } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const recent = recovered.filter(({ person, day }) => person !== me && day + shownDays > snapshot.today);
  if (!isOwner(snapshot) || recent.length === 0) return null;
  return (
    <Section title={t('usedTitle')}>
      <List label={t('usedTitle')}>
        {recent.map(({ person, day }) => {
          const name = names.get(person)?.name ?? t('nobody');
          return (
            <Row
              key={person}
              to={`/briefe/person/${person}`}
              picture={<Face name={name} id={person} />}
              title={name}
              under={t('usedNote', { date: dayText(day) })}
            />
          );
        })}
      </List>
      <p className={styles['hint']}>{t('usedHint')}</p>
    </Section>
  );
}
