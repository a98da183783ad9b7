/**
 * What one guardian is to one ward, and what they may. Whoever may see is let in after somebody has met them.
 * @module
 */
import { guardianRights, guardianshipsOf, rightBlocked, type GuardianRight } from '@obhut/domain/guardianships.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf, SomeOf } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint, Mistake } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Met, useMet } from './met.tsx';
import { relating } from './plans.ts';
import { useRightNames } from './relations.tsx';
import { useAudience } from './use-audience.ts';
import { usePreparation } from './use-preparation.ts';
import { useGuardians, useRelations, useWard } from './use-wards.ts';

const usual: readonly GuardianRight[] = ['custody', 'maySee', 'mayDecide', 'mayCollect', 'inEmergency'];

function Form({ ward, person }: { ward: Ward; person: string | null }) {
  const t = useTexts('wards');
  const names = useRightNames();
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const guardians = useGuardians();
  const { stated, protection } = useRelations(ward);
  const known = guardianshipsOf(stated).find(({ guardian }) => guardian === person);
  const [guardian, setGuardian] = useState(person);
  const prepared = usePreparation(person);
  const [relation, setRelation] = useState(known?.relation ?? prepared?.relation ?? '');
  const [rights, setRights] = useState<readonly GuardianRight[]>(
    known?.rights ?? (prepared?.mayCollect === false ? usual.filter((right) => right !== 'mayCollect') : usual),
  );
  const [mistake, setMistake] = useState<string | null>(null);
  const [id, setId] = useState(newId);
  const met = useMet(prepared?.wasHanded === true ? 'letter' : null);
  const audience = useAudience(ward, guardian);
  const name = guardian === null ? null : (guardians.get(guardian)?.name ?? null);
  const seesAfter = rights.includes('maySee');
  const blocked = guardian === null ? null : rightBlocked(protection, guardian, name, rights);
  const isBlocked = blocked !== null;
  const isNew = seesAfter && guardian !== null && !audience.sees;

  const submit = async () => {
    setMistake(guardian === null ? t('choose') : null);
    if (guardian === null || isBlocked || (isNew && !met.check())) return;
    const digits = isNew ? met.digits : null;
    const { isIn, joins, leaves } = audience;
    const plan = relating(id, {
      ward,
      guardian,
      relation: tidyLine(relation),
      rights: [...rights],
      isIn,
      audiences: seesAfter ? joins : leaves,
      digits,
    });
    const { isDone } = await run(() => client.perform(plan));
    // What was refused is asked for anew, with other digits perhaps.
    if (isDone) navigate(`/kinder/${ward.id}`, { replace: true });
    else setId(newId());
  };

  return (
    <Card>
      <FormBody label={t('relate')} onSubmit={() => void submit()}>
        {person === null && (
          <OneOf
            label={t('who')}
            hint={t('whoHint')}
            value={guardian}
            onChange={setGuardian}
            error={mistake}
            options={[...guardians].map(([value, one]) => ({
              value,
              label: one.name ?? t('nobody'),
              note: one.note,
              picture: <Face name={one.name ?? ''} id={value} />,
            }))}
          />
        )}
        <Field
          label={t('relation')}
          hint={t('relationHint')}
          value={relation}
          onChange={setRelation}
          autoComplete="off"
          maxLength={100}
        />
        <SomeOf
          label={t('rights')}
          hint={t('rightsHint')}
          values={rights}
          onChange={setRights}
          options={guardianRights.map((value) => ({ value, label: names[value] }))}
        />
        {isBlocked && (
          <Mistake>
            {blocked === 'maySee'
              ? t('blocked', { name: name ?? t('nobody') })
              : t('blockedCollect', { name: name ?? t('nobody') })}
          </Mistake>
        )}
        {isNew && !isBlocked && <Met met={met} name={name ?? t('nobody')} />}
        {!seesAfter && audience.sees && <Hint>{t('losesSight', { name: name ?? t('nobody') })}</Hint>}
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning} isDisabled={isBlocked}>
          {isRunning ? t('saving') : t('save')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function RelationPage() {
  const t = useTexts('wards');
  const { id = '', person } = useParams();
  const ward = useWard(id);
  const guardians = useGuardians();
  const mayRelate = useLeads();
  const back = { to: `/kinder/${id}`, label: ward?.fields.name || t('title') };
  if (ward === undefined || guardians.size === 0) {
    return (
      <Page title={t('relate')} back={back}>
        <Empty icon={UserX}>{ward === undefined ? t('gone') : t('nobodyIn')}</Empty>
      </Page>
    );
  }
  const title = person === undefined ? t('relate') : (guardians.get(person)?.name ?? t('nobody'));
  return (
    <Page title={title} under={ward.fields.name} back={back} isNarrow>
      {mayRelate && ward.spaces['ward/protection'] !== undefined ? (
        <Form ward={ward} person={person ?? null} />
      ) : (
        <Hint>{t('leadershipRelates')}</Hint>
      )}
    </Page>
  );
}
