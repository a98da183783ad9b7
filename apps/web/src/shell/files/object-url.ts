/**
 * An address for bytes in memory, for as long as something shows them.
 * @module
 */
import { useEffect, useState } from 'react';

export function useObjectUrl(blob: Blob | null): string | null {
  const [shown, setShown] = useState<{ blob: Blob; url: string } | null>(null);
  useEffect(() => {
    if (blob === null) return;
    const url = URL.createObjectURL(blob);
    const next = requestAnimationFrame(() => setShown({ blob, url }));
    return () => {
      cancelAnimationFrame(next);
      URL.revokeObjectURL(url);
    };
  }, [blob]);
  return shown !== null && shown.blob === blob ? shown.url : null;
}
