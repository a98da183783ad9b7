/**
 * Writing a post: to whom, what. It goes out with the next network.
 * @module
 */
import { recipientsOf } from '@obhut/domain/post-audience.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { Eye, Send } from 'lucide-react';
import { useState } from 'react';
import { Redirect, useLocation } from 'wouter';
import { useDraft } from '../../shell/drafts.ts';
import { Attach } from '../../shell/files/attach.tsx';
import { useAttached, type Attached } from '../../shell/files/attached.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { dayText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Mistake } from '../../ui/notice.tsx';
import { isAudience, isToWards, onlyAudience, spacesOf } from './audience.ts';
import { AudienceField } from './audience-field.tsx';
import { most } from './limits.ts';
import styles from './posts.module.css';
import { Preview } from './preview.tsx';
import { useAudiences } from './use-audiences.tsx';
import { useMayWrite } from './use-may-write.ts';

interface Mistakes {
  title?: string;
  text?: string;
  files?: string;
}

/** With files, and to wards, it is another kind of event than without. `post`: what all copies to wards have in common. */
function draftOf(post: string | null, body: { title: string; text: string }, files: readonly Attached[]) {
  const alts = files.map(({ alt }) => tidyLine(alt));
  const ids = files.flatMap(({ taken }) => (taken === null ? [] : [taken.id]));
  if (post !== null) return { type: 'post/published@3', body: { post, ...body, alts }, files: ids };
  if (files.length === 0) return { type: 'post/published@1', body };
  return { type: 'post/published@2', body: { ...body, alts }, files: ids };
}

/** What is wrong with the words and files, by where it is said. */
function useJudgement(): (body: { title: string; text: string }, files: readonly Attached[]) => Mistakes {
  const t = useTexts('posts');
  return (body, files) => {
    const found: Mistakes = {};
    for (const part of ['title', 'text'] as const) {
      const count = body[part].length;
      if (count === 0) found[part] = t('missing');
      if (count > most[part]) found[part] = t('tooLong', { most: most[part], count });
    }
    if (files.some(({ failure }) => failure !== null)) found.files = t('filesRefused');
    else if (files.some(({ taken }) => taken === null)) found.files = t('filesComing');
    return found;
  };
}

function Writing() {
  const t = useTexts('posts');
  const client = useClient();
  const [, navigate] = useLocation();
  const { today } = useSnapshot();
  const { me, spaces } = useInstitution();
  const { run, isRunning, failure } = useCommand();
  const audiences = useAudiences();
  const judge = useJudgement();
  const [chosen, setAudience] = useDraft('post audience');
  const audience = chosen === '' ? (onlyAudience(audiences) ?? '') : chosen;
  const chosenSpaces = spacesOf(audience);
  const [title, setTitle] = useDraft('post title');
  const [text, setText] = useDraft('post text');
  const attaching = useAttached('post');
  const [isUrgent, setUrgent] = useState(false);
  const [mistakes, setMistakes] = useState<Mistakes | null>(null);
  const [open, setOpen] = useState<'nobody' | 'preview' | null>(null);
  const expiry = expiryOf('post', today);
  const body = { title: tidyLine(title), text: tidyProse(text) };

  const send = async () => {
    setOpen(null);
    const post = isToWards(audiences, audience) ? newId() : null;
    const notify = isUrgent ? 'urgent' : 'normal';
    const draft = { ...draftOf(post, body, attaching.files), expiry, notify } as const;
    const outcome = await run(async () => {
      if (post === null) return await client.send({ space: audience, ...draft });
      await client.sendToEach(chosenSpaces, draft);
      return post;
    });
    if (!outcome.isDone) return;
    for (const forget of [setAudience, setTitle, setText]) forget('');
    attaching.clear();
    navigate(`/nachrichten/${outcome.value}`, { replace: true });
  };
  const isGood = () => {
    const found = judge(body, attaching.files);
    setMistakes(found);
    return Object.keys(found).length === 0 && isAudience(audiences, audience);
  };
  const submit = () => {
    if (!isGood()) return;
    const { people, openLetters } = recipientsOf(spaces, chosenSpaces, me);
    // All may have left while one was writing.
    if (people.length + openLetters === 0) setOpen('nobody');
    else void send();
  };

  return (
    <Page title={t('write')} back={{ to: '/nachrichten', label: t('back') }}>
      <Card>
        <FormBody label={t('write')} onSubmit={submit}>
          <AudienceField audiences={audiences} value={audience} onChange={setAudience} isJudged={mistakes !== null} />
          <Field label={t('postTitle')} value={title} onChange={setTitle} error={mistakes?.title ?? null} isRequired />
          <Field
            label={t('postText')}
            hint={t('postTextHint')}
            value={text}
            onChange={setText}
            error={mistakes?.text ?? null}
            lines="many"
            isRequired
          />
          <Attach attaching={attaching} />
          {mistakes?.files !== undefined && <Mistake>{mistakes.files}</Mistake>}
          <YesNo label={t('urgent')} isSelected={isUrgent} onChange={setUrgent} />
          <p className={styles['quiet']}>
            {t('keptUntil', { date: dayText(expiry) })} {t('draftHint')}
          </p>
          <FailureNotice failure={failure} />
          <ButtonRow>
            <Button kind="primary" type="submit" icon={Send} isBusy={isRunning}>
              {t('publish')}
            </Button>
            <Button icon={Eye} onPress={() => isGood() && setOpen('preview')}>
              {t('preview')}
            </Button>
          </ButtonRow>
        </FormBody>
      </Card>
      <Preview
        isOpen={open === 'preview'}
        onClose={() => setOpen(null)}
        spaces={chosenSpaces}
        {...body}
        files={attaching.files}
      />
      <Confirm
        isOpen={open === 'nobody'}
        title={t('nobodyTitle')}
        yes={t('nobodyYes')}
        no={t('nobodyNo')}
        kind="primary"
        onYes={() => void send()}
        onNo={() => setOpen(null)}
      >
        <p>{t('nobodyText')}</p>
      </Confirm>
    </Page>
  );
}

export default function WritePage() {
  return useMayWrite() ? <Writing /> : <Redirect to="/nachrichten" />;
}
