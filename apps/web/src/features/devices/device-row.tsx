/**
 * One of my devices: its name, which I may change, since when, and its end.
 * @module
 */
import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, type OwnDevice } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card, Row } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';
import styles from './devices.module.css';

interface DeviceProps {
  device: OwnDevice;
  /** To be called when the list is another. */
  onChanged: () => Promise<void>;
}

export function RenameDevice({ device, onChanged, onDone }: DeviceProps & { onDone: () => void }) {
  const t = useTexts('devices');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [name, setName] = useState(device.name);
  const [mistake, setMistake] = useState<string | null>(null);
  const submit = async () => {
    setMistake(name.trim() === '' ? t('missing') : null);
    if (name.trim() === '') return;
    const { isDone } = await run(async () => {
      await client.renameDevice(device.id, name);
      await onChanged();
    });
    if (isDone) onDone();
  };
  return (
    <Card>
      <FormBody label={t('renameTitle', { name: device.name })} onSubmit={() => void submit()}>
        <Field
          label={t('name')}
          value={name}
          onChange={setName}
          error={mistake}
          autoComplete="off"
          maxLength={60}
          isRequired
        />
        <FailureNotice failure={failure} />
        <ButtonRow>
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {t('save')}
          </Button>
          <Button onPress={onDone}>{t('cancel')}</Button>
        </ButtonRow>
      </FormBody>
    </Card>
  );
}

export function EndDevice({ device, onChanged, onDone }: DeviceProps & { onDone: () => void }) {
  const t = useTexts('devices');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const end = async () => {
    const { isDone } = await run(async () => {
      await client.endDevice(device.id);
      await onChanged();
    });
    if (isDone) onDone();
  };
  return (
    <Confirm
      isOpen
      title={t('endTitle', { name: device.name })}
      yes={t('endYes')}
      no={t('endNo')}
      isBusy={isRunning}
      onYes={() => void end()}
      onNo={onDone}
    >
      <p>{t('endText')}</p>
      <p>{t('endLost')}</p>
      <ButtonLink kind="quiet" to="/geraet-verloren">
        {t('endRenew')}
      </ButtonLink>
      <FailureNotice failure={failure} />
    </Confirm>
  );
}

interface RowProps {
  device: OwnDevice;
  onRename: () => void;
  onEnd: () => void;
}

export function DeviceRow({ device: { name, since, used, isThis }, onRename, onEnd }: RowProps) {
  const t = useTexts('devices');
  const began = t('since', { date: dayText(since) });
  return (
    <Row
      picture={<MonitorSmartphone className={styles['icon']} aria-hidden />}
      title={name}
      under={
        <>
          {isThis ? `${t('this')} · ${began}` : began}
          <br />
          {t('used', { date: dayText(used) })}
        </>
      }
      end={
        <ButtonRow>
          <Button kind="quiet" onPress={onRename}>
            {t('rename')}
          </Button>
          {!isThis && (
            <Button kind="quiet" onPress={onEnd}>
              {t('end')}
            </Button>
          )}
        </ButtonRow>
      }
    />
  );
}
