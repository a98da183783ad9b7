/**
 * Saves what shows why a space has stopped, as a file for whoever shall look at it.
 * @module
 */
import type { KeptEvidence } from '@obhut/sync/client.ts';
import { Download } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from './failure.tsx';
import { useTexts } from './i18n.ts';
import { useClient } from './use-client.ts';
import { useCommand } from './use-command.ts';

function saveFile(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'application/cbor' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function SaveEvidence({ evidence }: { evidence: readonly KeptEvidence[] }) {
  const t = useTexts('shell');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  if (evidence.length === 0) return null;
  const save = () =>
    run(async () => {
      for (const { id, why, space } of evidence)
        saveFile(`obhut-belege-${why}-${space.slice(0, 8)}.cbor`, await client.evidenceFile(id));
    });
  return (
    <>
      <Button icon={Download} isBusy={isRunning} onPress={() => void save()}>
        {t('evidenceSave')}
      </Button>
      <FailureNotice failure={failure} />
    </>
  );
}
