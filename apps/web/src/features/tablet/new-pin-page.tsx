/**
 * Setting one's PIN on this tablet: one's own signed-in device says who one is, then one chooses the digits.
 * @module
 */
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { ShownCode } from '../../shell/shown-code.tsx';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Keypad } from './keypad.tsx';
import { isPoor, pinLength } from './poor-pin.ts';

/** Twice, so that nobody locks themselves out by a slip. */
function ChooseForm() {
  const t = useTexts('tablet');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [first, setFirst] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const mistakeIn = (digits: string): string | null => {
    if (digits.length < pinLength.least) return t('pinShort', { least: pinLength.least });
    if (isPoor(digits)) return t('pinPoor');
    return first !== null && first !== digits ? t('pinOther') : null;
  };
  const submit = async () => {
    const found = mistakeIn(pin);
    setMistake(found);
    if (found !== null || first === null) {
      setFirst(found === null ? pin : null);
      setPin('');
      return;
    }
    await run(() => client.setPin(pin));
  };
  return (
    <Card>
      <FormBody label={t('newPin')} onSubmit={() => void submit()}>
        <Keypad
          label={first === null ? t('pinNew') : t('pinAgain')}
          hint={t('pinHint', { least: pinLength.least })}
          error={mistake}
          value={pin}
          onChange={(next) => {
            setPin(next);
            setMistake(null);
          }}
        />
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" icon={KeyRound} isBusy={isRunning}>
          {first === null ? t('next') : t('keep')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function NewPinPage() {
  const t = useTexts('tablet');
  const client = useClient();
  const [isHanded, setHanded] = useState(false);
  const texts = {
    loading: t('loading'),
    steps: [t('set1'), t('set2'), t('set3')],
    qr: t('setQr'),
    digits: t('setDigits'),
    newCode: t('newCode'),
  };
  return (
    <Page
      title={t('newPin')}
      under={isHanded ? t('chooseIntro') : t('setIntro')}
      back={{ to: '/', label: t('others') }}
      isNarrow
    >
      {isHanded ? (
        <ChooseForm />
      ) : (
        <ShownCode
          texts={texts}
          path="/pin-einrichten"
          apply={() => client.showTabletCode('tablet-pin')}
          awaitIn={() => client.awaitTabletCode()}
          onIn={() => setHanded(true)}
        />
      )}
      <Hint>{t('pinPromise')}</Hint>
    </Page>
  );
}
