/**
 * Correcting a post of one's own: other words in its place, for everyone who got it, marked as such. Its files stay.
 * @module
 */
import { postAt } from '@obhut/domain/post-copies.ts';
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { Redirect, useLocation, useRoute } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { most } from './limits.ts';
import { useReach } from './use-may-write.ts';
import { usePosts, type ShownPost } from './use-posts.ts';

function Form({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const client = useClient();
  const [, navigate] = useLocation();
  const reach = useReach();
  const { run, isRunning, failure } = useCommand();
  const [title, setTitle] = useState(post.title);
  const [text, setText] = useState(post.text);
  const [isJudged, setJudged] = useState(false);
  const body = { post: post.id, title: tidyLine(title), text: tidyProse(text) };
  const mistakeIn = (value: string, longest: number) => {
    if (value === '') return t('missing');
    return value.length > longest ? t('tooLong', { most: longest, count: value.length }) : null;
  };
  const mistakes = [mistakeIn(body.title, most.title), mistakeIn(body.text, most.text)];
  const submit = async () => {
    setJudged(true);
    if (mistakes.some((mistake) => mistake !== null)) return;
    const { isDone } = await run(() =>
      client.sendToEach(reach(post), { type: 'post/corrected@1', body, expiry: post.expiry, notify: 'normal' }),
    );
    if (isDone) navigate(`/nachrichten/${post.address}`, { replace: true });
  };
  const [titleMistake, textMistake] = isJudged ? mistakes : [];
  return (
    <Page title={t('correctTitle')} back={{ to: `/nachrichten/${post.address}`, label: post.title }} isNarrow>
      <Card>
        <FormBody label={t('correctTitle')} onSubmit={() => void submit()}>
          <p>{t('correctText')}</p>
          <Field label={t('postTitle')} value={title} onChange={setTitle} error={titleMistake ?? null} isRequired />
          <Field
            label={t('postText')}
            value={text}
            onChange={setText}
            error={textMistake ?? null}
            lines="many"
            isRequired
          />
          <FailureNotice failure={failure} />
          <Button kind="primary" type="submit" icon={Check} isBusy={isRunning}>
            {t('correctYes')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}

export default function CorrectPage() {
  const [, parameters] = useRoute('/nachrichten/:id/korrigieren');
  const { me } = useInstitution();
  const reach = useReach();
  const post = postAt(usePosts(), parameters?.id ?? '');
  const isMine = post !== null && post.author === me && reach(post).length > 0;
  if (!isMine || post.isWaiting) return <Redirect to="/nachrichten" />;
  return <Form key={post.address} post={post} />;
}
