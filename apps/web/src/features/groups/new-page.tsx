/**
 * A new group: name, year, colour, sign.
 * @module
 */
import { groupColours } from '@obhut/domain/groups.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useSignNames } from '../../shell/sign-names.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useYearName, useYears } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Sign, signs } from '../../ui/sign.tsx';

function useColourNames(): readonly string[] {
  const t = useTexts('groups');
  return [
    t('colour1'),
    t('colour2'),
    t('colour3'),
    t('colour4'),
    t('colour5'),
    t('colour6'),
    t('colour7'),
    t('colour8'),
  ];
}

export default function NewGroupPage() {
  const t = useTexts('groups');
  const colours = useColourNames();
  const pictures = useSignNames();
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [typedName, setName] = useState('');
  const [colour, setColour] = useState('1');
  const [sign, setSign] = useState(signs[0] ?? '');
  const [mistake, setMistake] = useState<string | null>(null);
  const years = useYears().filter(({ when }) => when !== 'over');
  const nameOf = useYearName();
  const [chosen, setYear] = useState<string | null>(new URLSearchParams(useSearch()).get('jahr'));
  const year = years.find(({ everyone }) => everyone === chosen) ?? years[0];
  const name = tidyLine(typedName);

  const submit = async () => {
    setMistake(name === '' ? t('missing') : null);
    if (name === '' || year === undefined) return;
    const forever = { expiry: 0, notify: 'none' } as const;
    const facts = [
      { type: 'group/named@1', body: { name, colour: Number(colour), sign }, ...forever },
      { type: 'year/joined@1', body: { everyone: year.everyone, continues: null }, ...forever },
    ];
    const { isDone } = await run(() => client.createSpace('group', facts));
    if (isDone) navigate('/gruppen', { replace: true });
  };

  return (
    <Page title={t('new')} back={{ to: '/gruppen', label: t('back') }} isNarrow>
      <Card>
        <FormBody label={t('new')} onSubmit={() => void submit()}>
          <Field
            label={t('name')}
            hint={t('nameHint')}
            value={typedName}
            onChange={setName}
            error={mistake}
            autoComplete="off"
            maxLength={100}
            isRequired
          />
          {years.length > 1 && (
            <OneOf
              label={t('year')}
              value={year?.everyone ?? null}
              onChange={setYear}
              options={years.map(({ everyone, from, when }) => ({
                value: everyone,
                label: from === '' ? t('yearNow') : nameOf(from),
                note: when === 'next' ? t('yearNextNote') : t('yearNow'),
              }))}
            />
          )}
          <OneOf
            label={t('sign')}
            hint={t('signHint')}
            value={sign}
            onChange={setSign}
            options={signs.map((value) => ({
              value,
              label: pictures.get(value) ?? value,
              picture: <Sign sign={value} colour={Number(colour)} name="" />,
            }))}
            isGrid
          />
          <OneOf
            label={t('colour')}
            value={colour}
            onChange={setColour}
            options={groupColours.map((number, index) => ({
              value: String(number),
              label: colours[index] ?? '',
              picture: <Sign sign={sign} colour={number} name="" />,
            }))}
            isGrid
          />
          <FailureNotice failure={failure} />
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {isRunning ? t('saving') : t('save')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
