/**
 * Attaching files to what one writes: chosen, dropped or pasted; each is cleaned at once, and says so or what is wrong with it.
 * @module
 */
import { FileText, Paperclip, X } from 'lucide-react';
import { useEffect, useId, useRef, type Ref } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useFocusOnward } from '../../ui/focus-onward.ts';
import { Mistake } from '../../ui/notice.tsx';
import { sizeText } from '../../ui/sizes.ts';
import { useFailureText } from '../failure.tsx';
import { useTexts } from '../i18n.ts';
import type { Attached, Attaching } from './attached.ts';
import styles from './files.module.css';
import { useObjectUrl } from './object-url.ts';

const accepted = ['application/pdf', 'image/*'];

/** Pasted anywhere on the page: into a text there would go nothing but text. */
function usePaste(add: Attaching['add']): void {
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    document.addEventListener('paste', pasted);
    return () => document.removeEventListener('paste', pasted);
  }, [add]);
}

interface ItemProps {
  file: Attached;
  attaching: Attaching;
  onRemove: () => void;
}

function Item({ file, attaching, onRemove }: ItemProps) {
  const t = useTexts('shell');
  const failureText = useFailureText();
  const { taken, failure, name, key } = file;
  const thumbnail = useObjectUrl(taken?.thumbnail ?? null);
  const under = taken === null ? t('fileCleaning') : t('fileClean', { size: sizeText(taken.size) });
  return (
    <li className={styles['item']}>
      <div className={styles['row']}>
        {thumbnail === null ? (
          <FileText className={styles['icon']} aria-hidden />
        ) : (
          <img className={styles['small']} src={thumbnail} alt="" />
        )}
        <span className={styles['grow']}>
          <span className={styles['name']}>{name}</span>
          {failure === null && <span className={styles['quiet']}>{under}</span>}
        </span>
        <IconButton icon={X} label={t('fileRemove', { name })} onPress={onRemove} />
      </div>
      {failure !== null && <Mistake>{failureText(failure)}</Mistake>}
      {taken?.thumbnail != null && (
        <Field
          label={t('fileAlt', { name })}
          hint={t('fileAltHint')}
          value={file.alt}
          onChange={(alt) => attaching.describe(key, alt)}
          maxLength={300}
        />
      )}
    </li>
  );
}

/** `onEmpty`: the last one was removed, and the focus is to go to what adds another. */
export function AttachedFiles({ attaching, onEmpty }: { attaching: Attaching; onEmpty: () => void }) {
  const t = useTexts('shell');
  const { list, taken } = useFocusOnward(onEmpty);
  const remove = (at: number, key: string) => {
    taken(at);
    attaching.remove(key);
  };
  if (attaching.files.length === 0) return null;
  return (
    <ul ref={list} className={styles['items']} aria-label={t('fileAttached')}>
      {attaching.files.map((file, at) => (
        <Item key={file.key} file={file} attaching={attaching} onRemove={() => remove(at, file.key)} />
      ))}
    </ul>
  );
}

/** Where there is room for no more: one button; what is pasted is taken as well. */
export function AttachButton({ attaching: { add }, ref }: { attaching: Attaching; ref: Ref<HTMLButtonElement> }) {
  const t = useTexts('shell');
  usePaste(add);
  return (
    <FileTrigger acceptedFileTypes={accepted} allowsMultiple onSelect={(chosen) => add([...(chosen ?? [])])}>
      <IconButton icon={Paperclip} label={t('fileAttach')} ref={ref} />
    </FileTrigger>
  );
}

export function Attach({ attaching }: { attaching: Attaching }) {
  const t = useTexts('shell');
  const { add } = attaching;
  const label = useId();
  const button = useRef<HTMLButtonElement>(null);
  usePaste(add);
  const drop = async (items: readonly { kind: string; getFile?: () => Promise<File> }[]) => {
    const dropped = await Promise.all(items.map(async (item) => item.getFile?.()));
    add(dropped.filter((file) => file !== undefined));
  };
  return (
    <DropZone
      className={styles['zone'] ?? ''}
      aria-labelledby={label}
      onDrop={({ items }) => void drop(items.flatMap((item) => (item.kind === 'file' ? [item] : [])))}
    >
      <Text slot="label" id={label} className={styles['zoneLabel'] ?? ''}>
        {t('fileAttachHint')}
      </Text>
      <AttachedFiles attaching={attaching} onEmpty={() => button.current?.focus()} />
      <FileTrigger acceptedFileTypes={accepted} allowsMultiple onSelect={(chosen) => add([...(chosen ?? [])])}>
        <Button icon={Paperclip} ref={button}>
          {t('fileAttach')}
        </Button>
      </FileTrigger>
    </DropZone>
  );
}
