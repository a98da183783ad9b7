/**
 * What was said, oldest first, day by day; of a long conversation a part.
 * @module
 */
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Button } from '../../ui/button.tsx';
import { dayText, listText, localDay } from '../../ui/dates.ts';
import styles from './conversations.module.css';
import { MessageItem } from './message.tsx';
import { useReadBy } from './use-read-by.ts';
import type { ShownMessage, Talk } from './use-talks.ts';
import { earlier, later, windowAround } from './window.ts';

/** Nearer to the end than this one follows what comes, in px. */
const near = 160;

function scrollToEnd(): void {
  window.scrollTo(0, document.documentElement.scrollHeight);
}

/** At the end when one comes in, and as long as one is there; always behind a word of one's own. */
function useFollowing(last: ShownMessage | undefined, isMine: boolean, isOff: boolean): void {
  const isNear = useRef(true);
  const lastId = last?.id;
  const reached = useRef<string | undefined>(undefined);
  useEffect(() => {
    const scrolled = () => {
      isNear.current = document.documentElement.scrollHeight - window.scrollY - window.innerHeight < near;
    };
    window.addEventListener('scroll', scrolled, { passive: true });
    return () => window.removeEventListener('scroll', scrolled);
  }, []);
  useEffect(() => {
    if (reached.current === lastId) return;
    reached.current = lastId;
    // After the page itself has gone to its top.
    if (!isOff && (isNear.current || isMine)) requestAnimationFrame(scrollToEnd);
  }, [lastId, isMine, isOff]);
}

/** A message that was asked for, or that was the first before earlier ones came. */
function show(list: HTMLElement | null, id: string, block: ScrollLogicalPosition): void {
  list?.querySelector(`[data-message="${CSS.escape(id)}"]`)?.scrollIntoView({ block });
}

function Day({ message, before }: { message: ShownMessage; before: ShownMessage | undefined }) {
  const t = useTexts('conversations');
  const { today } = useSnapshot();
  const dayOf = ({ time, isWaiting }: ShownMessage) => (isWaiting ? today : localDay(time));
  const day = dayOf(message);
  if (before !== undefined && dayOf(before) === day) return null;
  return (
    <li className={styles['day']}>
      <span>{day === today ? t('today') : dayText(day)}</span>
    </li>
  );
}

export function Messages({ talk, asked }: { talk: Talk; asked: string | null }) {
  const t = useTexts('conversations');
  const { me } = useInstitution();
  const { messages } = talk;
  const list = useRef<HTMLOListElement>(null);
  const readBy = useReadBy(talk);
  const [part, setPart] = useState(() => ({
    ...windowAround(
      messages.length,
      messages.findIndex(({ id }) => id === asked),
    ),
    /** The first that was shown before: it stays where it is. */
    anchor: asked,
  }));
  const shown = messages.slice(part.from, part.to ?? messages.length);
  const last = messages.at(-1);
  useFollowing(last, last?.author === me, part.to !== null || asked !== null);
  useEffect(() => {
    if (asked === null) return;
    const next = requestAnimationFrame(() => show(list.current, asked, 'center'));
    return () => cancelAnimationFrame(next);
  }, [asked]);
  useLayoutEffect(() => {
    if (part.anchor !== null) show(list.current, part.anchor, 'start');
  }, [part]);

  return (
    <>
      {part.from > 0 && (
        <Button onPress={() => setPart({ ...earlier(part), anchor: shown[0]?.id ?? null })}>{t('earlier')}</Button>
      )}
      <ol ref={list} className={styles['messages']} aria-label={t('messages')}>
        {shown.map((message, at) => (
          <Fragment key={message.id}>
            <Day message={message} before={shown[at - 1]} />
            <MessageItem message={message} isAsked={message.id === asked} />
            {readBy.has(message.id) && (
              <li className={styles['read']}>
                {t('readBy', {
                  names: listText(readBy.get(message.id) ?? []),
                })}
              </li>
            )}
          </Fragment>
        ))}
      </ol>
      {part.to !== null && (
        <Button onPress={() => setPart({ ...later(part, messages.length), anchor: null })}>{t('later')}</Button>
      )}
    </>
  );
}
