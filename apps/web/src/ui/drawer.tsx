/**
 * Something short to be done without leaving the page: from the bottom of a phone, in the middle where there is room.
 * @module
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';
import { Modal } from './modal.tsx';

interface DrawerProps {
  title: string;
  isOpen: boolean;
  /** What the cross is called. */
  close: string;
  onClose: () => void;
  children: ReactNode;
}

export function Drawer({ title, isOpen, close, onClose, children }: DrawerProps) {
  return (
    <Modal isOpen={isOpen} isDismissable onClose={onClose}>
      <Dialog className={styles['dialog'] ?? ''}>
        <div className={styles['head']}>
          <Heading slot="title" className={styles['title'] ?? ''}>
            {title}
          </Heading>
          <IconButton icon={X} label={close} onPress={onClose} />
        </div>
        {children}
      </Dialog>
    </Modal>
  );
}
