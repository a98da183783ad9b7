/**
 * The tabs that have no room at the bottom of a phone.
 * @module
 */
import { useOwnersTexts, useTexts } from '../../shell/i18n.ts';
import type { TabSlot } from '../../shell/feature.ts';
import { isOnPhone, tabsFor, type Owned } from '../../shell/slots.tsx';
import { readerOf, useSnapshot } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './more.module.css';

function TabRow({ tab }: { tab: Owned<TabSlot> }) {
  const ownT = useOwnersTexts(tab.owner);
  const Icon = tab.icon;
  return <Row picture={<Icon className={styles['icon']} aria-hidden />} title={ownT(tab.label)} to={tab.path} />;
}

export function Rest() {
  const t = useTexts('more');
  const tabs = tabsFor(readerOf(useSnapshot()));
  const rest = tabs.filter((tab) => !isOnPhone(tabs, tab));
  if (rest.length === 0) return null;
  return (
    <div className={styles['rest']}>
      <Section title={t('rest')}>
        <List label={t('rest')}>
          {rest.map((tab) => (
            <TabRow key={tab.path} tab={tab} />
          ))}
        </List>
      </Section>
    </div>
  );
}
