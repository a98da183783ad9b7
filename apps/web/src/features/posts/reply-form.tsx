/**
 * One line or ten back, to one person or to the team; never to all.
 * @module
 */
import { tidyProse } from '@obhut/domain/kernel/text.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useDraft } from '../../shell/drafts.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';

const most = 20_000;

interface ReplyFormProps {
  mailbox: string;
  post: string;
  label: string;
  hint: string;
}

export function ReplyForm({ mailbox, post, label, hint }: ReplyFormProps) {
  const t = useTexts('posts');
  const client = useClient();
  const { today } = useSnapshot();
  const { run, isRunning, failure } = useCommand();
  const [text, setText] = useDraft(`reply ${mailbox} ${post}`);
  const [mistake, setMistake] = useState<string | null>(null);

  const submit = async () => {
    const body = { post, text: tidyProse(text) };
    const isLong = body.text.length > most;
    setMistake(body.text === '' ? t('missing') : isLong ? t('tooLong', { most, count: body.text.length }) : null);
    if (body.text === '' || isLong) return;
    const { isDone } = await run(() =>
      client.send({ space: mailbox, type: 'reply/sent@1', body, expiry: expiryOf('reply', today), notify: 'normal' }),
    );
    if (isDone) setText('');
  };

  return (
    <FormBody label={label} onSubmit={() => void submit()}>
      <Field label={label} hint={hint} value={text} onChange={setText} error={mistake} lines="few" />
      <FailureNotice failure={failure} />
      <div>
        <Button kind="primary" type="submit" icon={Send} isBusy={isRunning}>
          {t('reply')}
        </Button>
      </div>
    </FormBody>
  );
}
