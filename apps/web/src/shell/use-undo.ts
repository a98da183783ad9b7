/**
 * Says what was done, with the way back. By then the screen where it was done is gone: what goes wrong on the way back is said in the same place,
 * and can be tried again.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';
import { toast } from '../ui/toast.tsx';
import { useFailureText } from './failure.tsx';

/** `back`: what takes it back. */
export function useUndo(): (text: string, back: () => Promise<unknown>) => void {
  const failureText = useFailureText();
  const offer = (text: string, back: () => Promise<unknown>): void => {
    const tried = async () => {
      try {
        await back();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        offer(failureText(error.failure), back);
      }
    };
    toast(text, () => void tried());
  };
  return offer;
}
