/**
 * The first screen of a group's tablet: what the day needs, and the faces of those who have a PIN here.
 * @module
 */
import { KeyRound, RotateCcw } from 'lucide-react';
import { Suspense } from 'react';
import { Link } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { tilesFor } from '../../shell/slots.tsx';
import { useClient, useSnapshot, type TabletPerson } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { byName, dayText } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './tablet.module.css';
import { useTablet } from './use-tablet.ts';

function Removed() {
  const t = useTexts('tablet');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  return (
    <Card>
      <div className={styles['stack']}>
        <p>{t('outText')}</p>
        <FailureNotice failure={failure} />
        <Button icon={RotateCcw} isBusy={isRunning} onPress={() => void run(() => client.leaveTablet())}>
          {t('outForget')}
        </Button>
      </div>
    </Card>
  );
}

function Person({ person: { id, label, isOver } }: { person: TabletPerson }) {
  const t = useTexts('tablet');
  return (
    <li>
      <Link className={styles['person']} href={isOver ? '/pin/neu' : `/pin/${id}`}>
        <span className={styles['face']}>
          <Face name={label} id={id} />
        </span>
        <span className={styles['name']}>{label}</span>
        {isOver && <span className={styles['over']}>{t('over')}</span>}
      </Link>
    </li>
  );
}

function Persons({ persons }: { persons: readonly TabletPerson[] }) {
  const t = useTexts('tablet');
  const set = (
    <ButtonLink to="/pin/neu" icon={KeyRound}>
      {t('newPin')}
    </ButtonLink>
  );
  if (persons.length === 0) {
    return (
      <Empty icon={KeyRound} action={set}>
        {t('nobody')}
      </Empty>
    );
  }
  return (
    <Section title={t('who')}>
      <ul className={styles['persons']} aria-label={t('who')}>
        {persons.toSorted(byName(({ label }) => label)).map((person) => (
          <Person key={person.id} person={person} />
        ))}
      </ul>
      <div>{set}</div>
    </Section>
  );
}

export default function LockedPage() {
  const t = useTexts('tablet');
  const { today } = useSnapshot();
  const { team, persons, isOut } = useTablet();
  if (isOut) {
    return (
      <Page title={t('out')} isNarrow>
        <Removed />
      </Page>
    );
  }
  return (
    <Page
      title={team?.name ?? t('tablet')}
      over={dayText(today)}
      actions={team !== null && <Sign sign={team.sign} colour={team.colour} name={team.name} />}
    >
      <Suspense fallback={<Skeleton label={t('loading')} />}>
        {tilesFor(['tablet']).map(({ order, Tile }) => (
          <Tile key={order} />
        ))}
      </Suspense>
      <Persons persons={persons} />
    </Page>
  );
}
