/**
 * Where one writes. What is begun stays until it is sent; at a keyboard Enter sends, on a phone it begins a new line.
 * @module
 */
import { tidyLine, tidyProse } from '@obhut/domain/kernel/text.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { Send } from 'lucide-react';
import { useRef, useState } from 'react';
import { useDraft } from '../../shell/drafts.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { AttachButton, AttachedFiles } from '../../shell/files/attach.tsx';
import { useAttached } from '../../shell/files/attached.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';
import styles from './conversations.module.css';
import { useOwnName } from './use-own-name.ts';
import type { Talk } from './use-talks.ts';

const most = 20_000;

function hasKeyboard(): boolean {
  return window.matchMedia('(hover: hover) and (pointer: fine)').matches;
}

export function Composer({ talk }: { talk: Talk }) {
  const t = useTexts('conversations');
  const client = useClient();
  const { today } = useSnapshot();
  const { run, isRunning, failure } = useCommand();
  const sayName = useOwnName(talk);
  const [text, setText] = useDraft(`message ${talk.id}`);
  const attaching = useAttached(`message ${talk.id}`);
  const attach = useRef<HTMLButtonElement>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const { files } = attaching;

  const mistakeIn = (tidy: string): string | null => {
    if (tidy === '' && files.length === 0) return t('missing');
    if (tidy.length > most) return t('tooLong', { most, count: tidy.length });
    if (files.some((file) => file.failure !== null)) return t('filesRefused');
    return files.some(({ taken }) => taken === null) ? t('filesComing') : null;
  };

  const submit = async () => {
    const tidy = tidyProse(text);
    const found = mistakeIn(tidy);
    setMistake(found);
    if (found !== null) return;
    const body = { text: tidy, alts: files.map(({ alt }) => tidyLine(alt)) };
    const ids = files.flatMap(({ taken }) => (taken === null ? [] : [taken.id]));
    const { isDone } = await run(async () => {
      await sayName();
      const draft = { space: talk.id, type: 'message/sent@1', body, expiry: expiryOf('message', today) };
      return client.send({ ...draft, notify: 'normal', ...(ids.length === 0 ? {} : { files: ids }) });
    });
    if (!isDone) return;
    setText('');
    attaching.clear();
  };

  return (
    <div className={styles['composer']}>
      <FormBody label={t('write')} onSubmit={() => void submit()}>
        <AttachedFiles attaching={attaching} onEmpty={() => attach.current?.focus()} />
        <FailureNotice failure={failure} />
        <div className={styles['writing']}>
          <Field
            label={t('write')}
            value={text}
            onChange={setText}
            error={mistake}
            lines="one"
            onPasted={tidyProse}
            {...(hasKeyboard() ? { onEnter: () => void submit() } : {})}
          />
          <AttachButton attaching={attaching} ref={attach} />
          <IconButton kind="primary" type="submit" icon={Send} label={t('send')} isBusy={isRunning} />
        </div>
      </FormBody>
    </div>
  );
}
