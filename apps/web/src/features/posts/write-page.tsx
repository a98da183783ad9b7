/**
 * Writing a post: to whom, what. It goes out with the next network.
 * @module
 */
import { staffOf } from '@obhut/domain/kernel/membership.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft } from '../../shell/drafts.ts';
import { Attach } from '../../shell/files/attach.tsx';
import { useAttached, type Attached } from '../../shell/files/attached.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useEveryone, useYearGroups } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf, type Option } from '../../ui/choice.tsx';
import { dayText } from '../../ui/dates.ts';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Mistake } from '../../ui/notice.tsx';
import { most } from './limits.ts';
import { Recipients } from './recipients.tsx';
import styles from './posts.module.css';

function useAudiences(): readonly Option[] {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const staff = staffOf(spaces);
  const note = (id: string) => {
    const space = spaces.find((one) => one.id === id);
    const guardians = space?.personas.filter((persona) => !staff.has(persona)) ?? [];
    return t('audienceNote', { people: guardians.length, letters: space?.invites.length ?? 0 });
  };
  const named = useYearGroups();
  const everyone = useEveryone(t('all')).map(({ id, label }) => ({ value: id, label, note: note(id) }));
  const ofGroups = named.map(({ id, name, label, colour, sign }) => ({
    value: id,
    label,
    note: note(id),
    picture: <Sign sign={sign} colour={colour} name={name} />,
  }));
  return [...everyone, ...ofGroups];
}

interface Mistakes {
  audience?: string;
  title?: string;
  text?: string;
  files?: string;
}

/** With files it is another kind of event than without. */
function draftOf(body: { title: string; text: string }, files: readonly Attached[]) {
  if (files.length === 0) return { type: 'post/published@1', body };
  const alts = files.map(({ alt }) => tidyLine(alt));
  const ids = files.flatMap(({ taken }) => (taken === null ? [] : [taken.id]));
  return { type: 'post/published@2', body: { ...body, alts }, files: ids };
}

export default function WritePage() {
  const t = useTexts('posts');
  const client = useClient();
  const [, navigate] = useLocation();
  const { today } = useSnapshot();
  const { run, isRunning, failure } = useCommand();
  const audiences = useAudiences();
  const [audience, setAudience] = useDraft('post audience');
  const [title, setTitle] = useDraft('post title');
  const [text, setText] = useDraft('post text');
  const attaching = useAttached('post');
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const expiry = expiryOf('post', today);

  const submit = async () => {
    const body = { title: tidyLine(title), text: tidyProse(text) };
    const found: Mistakes = {};
    if (!audiences.some(({ value }) => value === audience)) found.audience = t('audienceMissing');
    if (body.title === '') found.title = t('missing');
    if (body.title.length > most.title) found.title = t('tooLong', { most: most.title, count: body.title.length });
    if (body.text === '') found.text = t('missing');
    if (body.text.length > most.text) found.text = t('tooLong', { most: most.text, count: body.text.length });
    if (attaching.files.some(({ failure: refused }) => refused !== null)) found.files = t('filesRefused');
    else if (attaching.files.some(({ taken }) => taken === null)) found.files = t('filesComing');
    setMistakes(found);
    if (Object.keys(found).length > 0) return;
    const outcome = await run(() =>
      client.send({ space: audience, ...draftOf(body, attaching.files), expiry, notify: 'normal' }),
    );
    if (!outcome.isDone) return;
    for (const forget of [setAudience, setTitle, setText]) forget('');
    attaching.clear();
    navigate(`/nachrichten/${outcome.value}`, { replace: true });
  };

  return (
    <Page title={t('write')} back={{ to: '/nachrichten', label: t('back') }}>
      <Card>
        <FormBody label={t('write')} onSubmit={() => void submit()}>
          <OneOf
            label={t('audience')}
            value={audience === '' ? null : audience}
            onChange={setAudience}
            options={audiences}
            error={mistakes.audience ?? null}
          />
          {audiences.some(({ value }) => value === audience) && <Recipients space={audience} />}
          <Field label={t('postTitle')} value={title} onChange={setTitle} error={mistakes.title ?? null} isRequired />
          <Field
            label={t('postText')}
            hint={t('postTextHint')}
            value={text}
            onChange={setText}
            error={mistakes.text ?? null}
            lines="many"
            isRequired
          />
          <Attach attaching={attaching} />
          {mistakes.files !== undefined && <Mistake>{mistakes.files}</Mistake>}
          <p className={styles['quiet']}>
            {t('keptUntil', { date: dayText(expiry) })} {t('draftHint')}
          </p>
          <FailureNotice failure={failure} />
          <Button kind="primary" type="submit" icon={Send} isBusy={isRunning}>
            {t('publish')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
