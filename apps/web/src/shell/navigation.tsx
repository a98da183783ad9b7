/**
 * The way around: a bar at the bottom of a phone, at the side where there is room.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Leaf } from 'lucide-react';
import { Suspense } from 'react';
import { Link, useRoute } from 'wouter';
import type { Reader, TabSlot } from './feature.ts';
import { useOwnersTexts, useTexts } from './i18n.ts';
import styles from './navigation.module.css';
import { tabsFor, type Owned } from './slots.tsx';
import { useModel } from './use-client.ts';

function Tab({ owner, path, label, icon: Icon, Badge }: Owned<TabSlot>) {
  const t = useOwnersTexts(owner);
  const [isExact] = useRoute(path);
  const [isBelow] = useRoute(`${path}/*?`);
  const isHere = path === '/' ? isExact : isBelow;
  return (
    <li>
      <Link
        className={`${styles['tab']} ${isHere ? styles['here'] : ''}`}
        href={path}
        aria-current={isHere ? 'page' : undefined}
      >
        <span className={styles['picture']}>
          <Icon className={styles['icon']} aria-hidden />
          {Badge !== undefined && (
            <span className={styles['badge']}>
              <Suspense>
                <Badge />
              </Suspense>
            </span>
          )}
        </span>
        <span className={styles['label']}>{t(label)}</span>
      </Link>
    </li>
  );
}

export function Navigation({ reader }: { reader: Reader }) {
  const t = useTexts('shell');
  const name = useModel(institution, nameAndKind)?.name;
  return (
    <nav className={styles['navigation']} aria-label={t('navigation')}>
      <p className={styles['brand']}>
        <Leaf className={styles['leaf']} aria-hidden />
        <span className={styles['name']}>{name}</span>
      </p>
      <ul className={styles['tabs']}>
        {tabsFor(reader).map((tab) => (
          <Tab key={tab.path} {...tab} />
        ))}
      </ul>
    </nav>
  );
}
