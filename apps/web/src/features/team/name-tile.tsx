/**
 * Whoever has joined the staff, or writes for the carrier, says under which name the families see them.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useYears } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Section } from '../../ui/page.tsx';

export default function NameTile() {
  const t = useTexts('team');
  const client = useClient();
  const { caughtUp, outbox } = useSnapshot();
  const { me, spaces, standing } = useInstitution();
  const states = useBySpace(people);
  const { run, isRunning, failure } = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const now = useYears().find(({ when }) => when === 'now')?.everyone;
  const everyone = spaces.find(({ id }) => id === now);
  const isSaid = everyone !== undefined && states.get(everyone.id)?.profiles.has(me) === true;
  const isOnItsWay = outbox.some(({ space, type }) => space === everyone?.id && type === 'profile/named@1');
  const isCarriers = standing === 'carrier';
  const mayNot = isCarriers && everyone?.role !== 'writer';
  if (everyone === undefined || mayNot || isSaid || isOnItsWay || !caughtUp) return null;
  const name = typed ?? directory(states, spaces).get(me)?.name ?? '';
  const title = isCarriers ? t('nameWriterTitle') : t('nameTitle');
  const say = () => {
    setMistake(tidyLine(name) === '' ? t('missing') : null);
    if (tidyLine(name) === '') return;
    const body = { name: tidyLine(name) };
    void run(() => client.send({ space: everyone.id, type: 'profile/named@1', body, expiry: 0, notify: 'none' }));
  };
  return (
    <Section title={title}>
      <Card>
        <FormBody label={title} onSubmit={say}>
          <Field
            label={t('name')}
            hint={isCarriers ? t('nameWriterHint') : t('nameHint')}
            value={name}
            onChange={setTyped}
            error={mistake}
            autoComplete="name"
            maxLength={200}
            isRequired
          />
          <FailureNotice failure={failure} />
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {t('nameSay')}
          </Button>
        </FormBody>
      </Card>
    </Section>
  );
}
