/**
 * For whom a letter is, and what it lets them read.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useLetterAudiences, useYearGroups } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { LanguagePicker } from './language-picker.tsx';
import type { LetterLanguage, ReadyLetter } from './ready-letter.ts';
import type { KnownPerson } from './use-person.ts';

interface LetterFormProps {
  /** Who cannot get in any more: the letter is for them. */
  again: KnownPerson | null;
  /** The letter is for one of this ward's guardians. */
  ward: Ward | null;
  onReady: (ready: ReadyLetter) => void;
}

function fact(type: string, body: unknown) {
  return { type, body, expiry: 0, notify: 'none' as const };
}

export function LetterForm({ again, ward, onReady }: LetterFormProps) {
  const t = useTexts('letters');
  const client = useClient();
  const all = useYearGroups();
  const audiencesOf = useLetterAudiences();
  const { run, isRunning, failure } = useCommand();
  const [typedName, setName] = useState(again?.person.name ?? '');
  const [typedNote, setNote] = useState(
    again?.person.note ?? (ward === null ? '' : t('noteOf', { name: ward.fields.name })),
  );
  const [chosen, setChosen] = useState<readonly string[]>(
    again?.groups.map(({ id }) => id) ?? (ward === null ? [] : [ward.fields.group, ward.fields.nextGroup]),
  );
  const [language, setLanguage] = useState<LetterLanguage>('de');
  const [mistake, setMistake] = useState<string | null>(null);

  const submit = async () => {
    const [name, note] = [tidyLine(typedName), tidyLine(typedNote)];
    setMistake(name === '' ? t('missing') : null);
    if (name === '') return;
    const into = all.filter(({ id }) => chosen.includes(id));
    const audiences = audiencesOf(into.map(({ id }) => id));
    const facts = [fact('letter/addressed@1', { name, note })];
    if (again !== null) facts.push(fact('letter/replaces@1', { person: again.person.persona }));
    const outcome = await run(() => client.invite(audiences, facts));
    const groups = into.map(({ label, ...group }) => ({ ...group, name: label }));
    if (outcome.isDone) onReady({ letter: outcome.value, name, note, groups, language });
  };

  return (
    <Card>
      <FormBody label={t('new')} onSubmit={() => void submit()}>
        <Field
          label={t('name')}
          hint={t('nameHint')}
          value={typedName}
          onChange={setName}
          error={mistake}
          autoComplete="off"
          maxLength={200}
          isRequired
        />
        <Field
          label={t('note')}
          hint={t('noteHint')}
          value={typedNote}
          onChange={setNote}
          autoComplete="off"
          maxLength={200}
        />
        {all.length === 0 ? (
          <Hint>{t('noGroups')}</Hint>
        ) : (
          <SomeOf
            label={t('groups')}
            hint={t('groupsHint')}
            values={chosen}
            onChange={setChosen}
            options={all.map(({ id, name, label, colour, sign }) => ({
              value: id,
              label,
              picture: <Sign sign={sign} colour={colour} name={name} />,
            }))}
          />
        )}
        <LanguagePicker value={language} onChange={setLanguage} />
        <FailureNotice failure={failure} />
        {isRunning && <Skeleton label={t('creating')} rows={1} />}
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('create')}
        </Button>
      </FormBody>
    </Card>
  );
}
