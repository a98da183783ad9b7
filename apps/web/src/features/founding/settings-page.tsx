/**
 * What was said of the institution when it was founded, to be looked at by staff and corrected by leadership.
 * @module
 */
import { competentAuthority } from '@obhut/breach/authority.ts';
import {
  descriptionOf,
  institution,
  nameAndKind,
  type InstitutionDescribed,
  type InstitutionNamed,
} from '@obhut/domain/institution.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { leads } from '../../shell/leads.ts';
import { useClient, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { described, nothingSaid, type Description, type Missing } from './description.ts';
import { DescriptionFields } from './description-fields.tsx';

/** Null: somebody has to decide, or a part is missing. All Protestant churches have one authority: which of them makes no difference. */
function authorityOf({ state, body, diocese }: InstitutionDescribed): string | null {
  const competence = competentAuthority({ country: 'DE', state, body, diocese, landeskirche: 'Bayern' });
  return competence.result === 'found' ? competence.authority.name : null;
}

function Authority({ draft, kind }: { draft: Description; kind: InstitutionNamed['kind'] }) {
  const t = useTexts('founding');
  const checked = described(draft, kind);
  const name = 'said' in checked ? authorityOf(checked.said) : null;
  return name === null ? null : (
    <Hint>
      {t('authority')} <span lang="de">{name}</span>
    </Hint>
  );
}

function Form({ named, before }: { named: InstitutionNamed; before: InstitutionDescribed | null }) {
  const t = useTexts('founding');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const { today } = useSnapshot();
  const { spaces } = useInstitution();
  const [typedName, setName] = useState(named.name);
  const [draft, setDraft] = useState<Description>(before ?? nothingSaid);
  const [mistake, setMistake] = useState<string | null>(null);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const name = tidyLine(typedName);

  const save = async () => {
    const checked = described(draft, named.kind);
    setMistake(name === '' ? t('missing') : null);
    setMissing('missing' in checked ? checked.missing : []);
    if (name === '' || 'missing' in checked) return;
    const forever = { expiry: 0, notify: 'none' } as const;
    const { isDone } = await run(async () => {
      // Of several years each says it, or an older one would go on saying something else.
      for (const { id: space } of spaces.filter(
        ({ kind, endsOn }) => kind === 'everyone' && (endsOn ?? today) >= today,
      )) {
        if (name !== named.name)
          await client.send({ space, type: 'institution/named@1', body: { ...named, name }, ...forever });
        await client.send({ space, type: 'institution/described@1', body: checked.said, ...forever });
      }
    });
    if (isDone) navigate('/mehr', { replace: true });
  };

  return (
    <Card>
      <FormBody label={t('settings')} onSubmit={() => void save()}>
        <Field
          label={t('name')}
          value={typedName}
          onChange={setName}
          error={mistake}
          autoComplete="organization"
          maxLength={200}
          isRequired
        />
        <DescriptionFields kind={named.kind} draft={draft} onChange={setDraft} missing={missing} />
        <Authority draft={draft} kind={named.kind} />
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('save')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function SettingsPage() {
  const t = useTexts('founding');
  const named = useModel(institution, nameAndKind);
  const before = useModel(institution, descriptionOf);
  const mayCorrect = leads(useSnapshot());
  return (
    <Page title={t('settings')} under={t('settingsIntro')} back={{ to: '/mehr', label: t('back') }} isNarrow>
      {named === null || !mayCorrect ? <Hint>{t('leadershipCorrects')}</Hint> : <Form named={named} before={before} />}
    </Page>
  );
}
