/**
 * The other institutions, each with what waits there; a touch brings one to the front.
 * @module
 */
import { Building2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { BadgesOfEach, type CountIn } from '../../shell/badges-of-each.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './institutions.module.css';

function Rows({ others }: { others: readonly CountIn[] }) {
  const t = useTexts('institutions');
  const client = useClient();
  const [, go] = useLocation();
  const { run, isRunning, failure } = useCommand();

  const open = async (id: string) => {
    const { isDone } = await run(() => client.bringForward(id));
    if (isDone) go('/');
  };

  return (
    <Section title={t('tile')}>
      <List label={t('tile')}>
        {others.map(({ of: { id, name }, counted }) => (
          <Row
            key={id}
            picture={<Building2 className={styles['icon']} aria-hidden />}
            title={name ?? t('unnamed')}
            under={counted?.label ?? t('nothing')}
            isStrong={counted !== null}
            end={
              <Button
                isBusy={isRunning}
                label={t('openLabel', { name: name ?? t('unnamed') })}
                onPress={() => void open(id)}
              >
                {t('open')}
              </Button>
            }
          />
        ))}
      </List>
      <FailureNotice failure={failure} />
    </Section>
  );
}

export function Others() {
  const { id } = useInstitution();
  return (
    <BadgesOfEach
      render={(all) => {
        const others = all.filter(({ of }) => of.id !== id);
        return others.length > 0 && <Rows others={others} />;
      }}
    />
  );
}
