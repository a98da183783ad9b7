/**
 * Two people have prepared the same year: said to leadership, and put together by an owner.
 * @module
 */
import type { Year } from '@obhut/domain/years.ts';
import { Merge as MergeIcon } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { useMerging } from './use-twins.ts';

export function Merge({ year }: { year: Year }) {
  const t = useTexts('years');
  const client = useClient();
  const isOwner = useInstitution().spaces.some(({ kind, role }) => kind === 'leadership' && role === 'owner');
  const plan = useMerging(year);
  const { run, isRunning, failure } = useCommand();
  const [id, setId] = useState(newId);
  const merge = async () => {
    await run(() => client.perform(plan(id)));
    setId(newId());
  };
  return (
    <Section title={t('mergeTitle')}>
      <Card>
        <p>{t('mergeText')}</p>
        <FailureNotice failure={failure} />
        {isOwner ? (
          <ButtonRow>
            <Button kind="primary" icon={MergeIcon} isBusy={isRunning} onPress={() => void merge()}>
              {isRunning ? t('merging') : t('merge')}
            </Button>
          </ButtonRow>
        ) : (
          <p>{t('ownersMerge')}</p>
        )}
      </Card>
    </Section>
  );
}
