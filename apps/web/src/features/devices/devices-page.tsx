/**
 * The devices on which I am signed in.
 * @module
 */
import { useEffect, useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, type OwnDevice } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { List } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeviceRow, EndDevice, RenameDevice } from './device-row.tsx';

type Doing = { what: 'rename' | 'end'; device: OwnDevice } | null;

export default function DevicesPage() {
  const t = useTexts('devices');
  const client = useClient();
  const { run, failure } = useCommand();
  const [devices, setDevices] = useState<readonly OwnDevice[] | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const read = async () => setDevices(await client.devices());
  useEffect(() => {
    void run(async () => setDevices(await client.devices()));
  }, [client, run]);
  return (
    <Page title={t('title')} under={t('intro')} back={{ to: '/mehr', label: t('back') }}>
      {devices === null && failure === null && <Skeleton label={t('loading')} rows={2} />}
      <FailureNotice failure={failure} />
      {devices !== null && (
        <List label={t('title')}>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              onRename={() => setDoing({ what: 'rename', device })}
              onEnd={() => setDoing({ what: 'end', device })}
            />
          ))}
        </List>
      )}
      {doing?.what === 'rename' && (
        <RenameDevice key={doing.device.id} device={doing.device} onChanged={read} onDone={() => setDoing(null)} />
      )}
      {doing?.what === 'end' && <EndDevice device={doing.device} onChanged={read} onDone={() => setDoing(null)} />}
    </Page>
  );
}
