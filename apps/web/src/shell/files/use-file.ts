/**
 * A file of an event, opened: from this device or from the server.
 * @module
 */
import { ClientError, type Failure } from '@obhut/sync/failure.ts';
import { useEffect, useState } from 'react';
import { useClient } from '../use-client.ts';

interface Opened {
  blob: Blob | null;
  failure: Failure | null;
}

const nothing: Opened = { blob: null, failure: null };

/** `index` null: nothing is asked for. */
export function useFile(space: string, event: string, index: number | null): Opened {
  const client = useClient();
  const key = `${space} ${event} ${index}`;
  const [opened, setOpened] = useState<Opened & { key: string }>({ ...nothing, key });
  useEffect(() => {
    let isWanted = true;
    const open = async (of: number) => {
      try {
        const blob = await client.openFile(space, event, of);
        if (isWanted) setOpened({ key, blob, failure: null });
      } catch (error) {
        if (!(error instanceof ClientError)) reportError(error);
        if (isWanted) setOpened({ key, blob: null, failure: error instanceof ClientError ? error.failure : 'server' });
      }
    };
    if (index !== null) void open(index);
    return () => {
      isWanted = false;
    };
  }, [client, space, event, index, key]);
  return opened.key === key ? opened : nothing;
}
