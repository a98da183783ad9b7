/**
 * What lies over the page, and how it gives the focus back.
 * @module
 */
import type { ReactNode } from 'react';
import { Modal as Frame, ModalOverlay } from 'react-aria-components/Modal';
import styles from './dialog.module.css';
import { useFocusRemains } from './focus-remains.ts';

interface ModalProps {
  isOpen: boolean;
  /** A touch beside it closes it. */
  isDismissable?: boolean;
  onClose: () => void;
  children: ReactNode;
}

function Opened({ children }: { children: ReactNode }) {
  useFocusRemains();
  return children;
}

export function Modal({ isOpen, isDismissable = false, onClose, children }: ModalProps) {
  return (
    <ModalOverlay
      className={styles['scrim'] ?? ''}
      isOpen={isOpen}
      isDismissable={isDismissable}
      onOpenChange={(open: boolean) => {
        if (!open) onClose();
      }}
    >
      <Frame className={styles['modal'] ?? ''}>
        <Opened>{children}</Opened>
      </Frame>
    </ModalOverlay>
  );
}
