/**
 * The other institutions, each with what waits there; a touch brings one to the front.
 * @module
 */
import { Building2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import type { BesideCount } from '../../shell/beside.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import styles from './institutions.module.css';

export function Others({ label, others }: { label: string; others: readonly BesideCount[] }) {
  const t = useTexts('institutions');
  const client = useClient();
  const [, go] = useLocation();
  const { run, isRunning, failure } = useCommand();

  const open = async (id: string) => {
    const { isDone } = await run(() => client.bringForward(id));
    // A page of the one before would show nothing of this one.
    if (isDone) go('/');
  };

  return (
    <>
      <List label={label}>
        {others.map(({ id, name, counted }) => (
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
    </>
  );
}
