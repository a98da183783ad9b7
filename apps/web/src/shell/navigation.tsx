/**
 * The way around: a bar at the bottom of a phone, at the side where there is room.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { Leaf } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { Face } from '../ui/face.tsx';
import { Boundary } from './boundary.tsx';
import type { Reader, TabSlot } from './feature.ts';
import { useOwnersTexts, useTexts } from './i18n.ts';
import { isStillReading } from './is-still-reading.ts';
import styles from './navigation.module.css';
import { earlyPaths, isOnPhone, sectionsFor, tabsFor, type Owned } from './slots.tsx';
import { useBySpace, useInstitution, useModel, useSnapshot } from './use-client.ts';

const TabBadge = lazy(() => import('./tab-badge.tsx'));

function isAt(path: string, at: string): boolean {
  return at === path || (path !== '/' && at.startsWith(`${path}/`));
}

type TabProps = Owned<TabSlot> & { isOnPhone: boolean; reader: Reader };

function Tab({ owner, path, label, icon: Icon, isOnPhone, reader }: TabProps) {
  const t = useOwnersTexts(owner);
  const [at] = useLocation();
  const sections = sectionsFor(reader, useSnapshot(), path);
  const isHere = [{ path }, ...sections].some((one) => isAt(one.path, at));
  return (
    <li className={isOnPhone ? '' : styles['rest']}>
      <Link
        className={`${styles['tab']} ${isHere ? styles['here'] : ''}`}
        href={path}
        aria-current={isHere ? 'page' : undefined}
      >
        <span className={styles['picture']}>
          <Icon className={styles['icon']} aria-hidden />
          <span className={styles['badge']}>
            {/* The tab leads there without its number too. */}
            <Boundary instead="nothing">
              <Suspense>{sections.length > 0 && <TabBadge sections={sections} />}</Suspense>
            </Boundary>
          </span>
        </span>
        <span className={styles['label']}>{t(label)}</span>
      </Link>
    </li>
  );
}

/** Who is using this device, where there is room for it. */
function Person() {
  const t = useTexts('shell');
  const { me, spaces } = useInstitution();
  const name = directory(useBySpace(people), spaces).get(me)?.name ?? '';
  if (name === '') return null;
  return (
    <Link className={styles['person']} href="/mehr">
      <Face name={name} id={me} />
      <span className={styles['short']} aria-hidden>
        {name.split(' ')[0]}
      </span>
      <span className={styles['full']} aria-hidden>
        {name}
      </span>
      <span className={styles['said']}>{t('person', { name })}</span>
    </Link>
  );
}

export function Navigation({ reader }: { reader: Reader }) {
  const t = useTexts('shell');
  const snapshot = useSnapshot();
  const early = isStillReading(snapshot) ? earlyPaths(reader) : null;
  // As whom somebody is here is not known before everything was read either.
  const tabs = tabsFor(reader).filter(({ path }) => early === null || early.has(path));
  const name = useModel(institution, nameAndKind)?.name;
  return (
    <nav className={styles['navigation']} aria-label={t('navigation')}>
      <p className={styles['brand']}>
        <Leaf className={styles['leaf']} aria-hidden />
        <span className={styles['name']}>{name}</span>
      </p>
      <ul className={styles['tabs']}>
        {tabs.map((tab) => (
          <Tab key={tab.path} {...tab} isOnPhone={isOnPhone(tabs, tab)} reader={reader} />
        ))}
      </ul>
      <Person />
    </nav>
  );
}
