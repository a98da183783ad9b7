/**
 * Several views of one thing, one at a time.
 * @module
 */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import styles from './tabs.module.css';

export interface TabView {
  id: string;
  label: string;
  content: ReactNode;
}

export function Tabs({ label, views }: { label: string; views: readonly TabView[] }) {
  return (
    <AriaTabs className={styles['tabs'] ?? ''}>
      <TabList className={styles['list'] ?? ''} aria-label={label}>
        {views.map((view) => (
          <Tab key={view.id} id={view.id} className={styles['tab'] ?? ''}>
            {view.label}
          </Tab>
        ))}
      </TabList>
      {views.map((view) => (
        <TabPanel key={view.id} id={view.id} className={styles['panel'] ?? ''}>
          {view.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
