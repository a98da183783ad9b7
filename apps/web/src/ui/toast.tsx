/**
 * What was just done, for a few seconds, with the way back.
 * @module
 */
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components/Toast';
import { Button, IconButton } from './button.tsx';
import styles from './toast.module.css';

interface Said {
  text: string;
  onUndo: (() => void) | null;
}

/** Long enough to read and to reach; it waits while one points at it or has the focus in it. */
const visibleFor = 8000;
const queue = new ToastQueue<Said>({ maxVisibleToasts: 1 });

/** `onUndo`: what takes it back. */
export function toast(text: string, onUndo: (() => void) | null = null): void {
  queue.add({ text, onUndo }, { timeout: visibleFor });
}

export function Toasts({ undo, dismiss }: { undo: string; dismiss: string }) {
  // Whoever comes to the screen next is told nothing of it, and takes nothing back.
  useEffect(() => () => queue.clear(), []);
  return (
    <ToastRegion queue={queue} className={styles['region'] ?? ''}>
      {({ toast: shown }) => (
        <Toast toast={shown} className={styles['toast'] ?? ''}>
          <ToastContent className={styles['text'] ?? ''}>
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.onUndo !== null && (
            <Button
              kind="quiet"
              onPress={() => {
                shown.content.onUndo?.();
                queue.close(shown.key);
              }}
            >
              {undo}
            </Button>
          )}
          <IconButton icon={X} label={dismiss} onPress={() => queue.close(shown.key)} />
        </Toast>
      )}
    </ToastRegion>
  );
}
