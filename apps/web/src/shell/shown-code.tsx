/**
 * The other side of two devices that meet: this one shows a code, as text and for a camera, then twelve digits, until it is in.
 * @module
 */
import { isForNow } from '@obhut/sync/failure.ts';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { QrCode } from '../ui/qr.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { FailureNotice } from './failure.tsx';
import styles from './shown-code.module.css';
import { useCommand } from './use-command.ts';
import { usePolling } from './use-polling.ts';

export interface ShownTexts {
  loading: string;
  /** What to do on the other device. */
  steps: readonly string[];
  qr: string;
  digits: string;
  newCode: string;
}

interface ShownCodeProps {
  texts: ShownTexts;
  /** Where the other device types the code. */
  path: string;
  apply: () => Promise<string>;
  awaitIn: () => Promise<{ digits: string | null; isIn: boolean }>;
  onIn: () => void;
}

function Code({ code, path, texts }: { code: string } & Pick<ShownCodeProps, 'path' | 'texts'>) {
  const address = `${window.location.origin}${path}#${code.replaceAll(' ', '')}`;
  return (
    <Card>
      <ol className={styles['steps']}>
        {texts.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <QrCode text={address} label={texts.qr} className={styles['qr']} />
      <p className={styles['digits']} data-testid="pairing-code">
        {code}
      </p>
    </Card>
  );
}

function Digits({ digits, texts }: { digits: string; texts: ShownTexts }) {
  return (
    <Card>
      <p>{texts.digits}</p>
      <output className={styles['digits']} data-testid="digits">
        {digits.replaceAll(/.{4}(?=.)/gu, '$& ')}
      </output>
    </Card>
  );
}

export function ShownCode({ texts, path, apply, awaitIn, onIn }: ShownCodeProps) {
  const { run, isRunning, failure } = useCommand();
  const [code, setCode] = useState<string | null>(null);
  const [digits, setDigits] = useState<string | null>(null);
  const latest = useRef(apply);
  useEffect(() => {
    void run(async () => setCode(await latest.current()));
  }, [run]);
  const begin = () => {
    setDigits(null);
    setCode(null);
    void run(async () => setCode(await apply()));
  };
  const lost = usePolling(code !== null, async () => {
    const applied = await awaitIn();
    setDigits(applied.digits);
    if (applied.isIn) onIn();
    return applied.isIn;
  });
  // Out of reach for a moment is no reason to begin anew.
  const isLost = (code === null && failure !== null) || (lost !== null && !isForNow(lost));
  return (
    <>
      {code === null && isRunning && <Skeleton label={texts.loading} rows={3} />}
      {code !== null &&
        !isLost &&
        (digits === null ? <Code code={code} path={path} texts={texts} /> : <Digits digits={digits} texts={texts} />)}
      <FailureNotice failure={failure ?? lost} />
      {isLost && (
        <Button kind="primary" onPress={begin}>
          {texts.newCode}
        </Button>
      )}
    </>
  );
}
