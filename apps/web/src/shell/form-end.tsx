/**
 * The end of a form: what went wrong, and the button that sends it.
 * @module
 */
import type { LucideIcon } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from './failure.tsx';
import type { Command } from './use-command.ts';

interface FormEndProps extends Pick<Command, 'isRunning' | 'failure'> {
  label: string;
  /** While it runs. */
  running?: string;
  icon?: LucideIcon;
  isDisabled?: boolean;
}

export function FormEnd({ label, running = label, isRunning, failure, ...button }: FormEndProps) {
  return (
    <>
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning} {...button}>
        {isRunning ? running : label}
      </Button>
    </>
  );
}
