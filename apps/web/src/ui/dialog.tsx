/**
 * A question that has to be answered before going on.
 * @module
 */
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Button, ButtonRow } from './button.tsx';
import styles from './dialog.module.css';
import { Modal } from './modal.tsx';

interface ConfirmProps {
  isOpen: boolean;
  title: string;
  /** What will happen, named. */
  children: ReactNode;
  yes: string;
  no: string;
  isBusy?: boolean;
  /** Where it takes nothing away from anybody: `primary`. */
  kind?: 'danger' | 'primary';
  onYes: () => void;
  onNo: () => void;
}

export function Confirm({
  isOpen,
  title,
  children,
  yes,
  no,
  isBusy = false,
  kind = 'danger',
  onYes,
  onNo,
}: ConfirmProps) {
  return (
    <Modal isOpen={isOpen} onClose={onNo}>
      <Dialog role="alertdialog" className={styles['dialog'] ?? ''}>
        <Heading slot="title" className={styles['title'] ?? ''}>
          {title}
        </Heading>
        {children}
        <ButtonRow>
          <Button onPress={onNo}>{no}</Button>
          <Button kind={kind} isBusy={isBusy} onPress={onYes}>
            {yes}
          </Button>
        </ButtonRow>
      </Dialog>
    </Modal>
  );
}
