/**
 * Notices on this device: on or off, what stands in the way, when, and how much they say.
 * @module
 */
import { Bell, BellOff } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Mistake } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Discreet } from './discreet.tsx';
import { Hours } from './hours.tsx';
import styles from './notices.module.css';
import { Obstacle } from './obstacle.tsx';
import { useNotices, type Notices } from './use-notices.ts';

function Switch({ notices, isOn }: { notices: Notices; isOn: boolean }) {
  const t = useTexts('notices');
  const Icon = isOn ? Bell : BellOff;
  return (
    <Card>
      <div className={styles['state']}>
        <Icon className={isOn ? styles['on'] : styles['off']} aria-hidden />
        <div>
          <p className={styles['strong']}>{isOn ? t('on') : t('off')}</p>
          <p>{isOn ? t('onText') : t('offText')}</p>
        </div>
      </div>
      <ButtonRow>
        {isOn ? (
          <Button isBusy={notices.isRunning} onPress={() => void notices.turnOff()}>
            {t('turnOff')}
          </Button>
        ) : (
          <Button kind="primary" icon={Bell} isBusy={notices.isRunning} onPress={() => void notices.turnOn()}>
            {t('turnOn')}
          </Button>
        )}
      </ButtonRow>
      {!isOn && <p className={styles['quiet']}>{t('turnOnHint')}</p>}
    </Card>
  );
}

export default function NoticesPage() {
  const t = useTexts('notices');
  const notices = useNotices();
  const { known, failure } = notices;
  return (
    <Page title={t('title')} under={t('intro')} back={{ to: '/mehr', label: t('back') }} isNarrow>
      <FailureNotice failure={failure} />
      {known === null && failure === null && <Skeleton label={t('loading')} />}
      {known !== null && (
        <Section title={t('here')}>
          {known.ability === 'possible' ? (
            <Switch notices={notices} isOn={known.isOn} />
          ) : (
            <Card>
              <Obstacle ability={known.ability} />
            </Card>
          )}
          {known.isUnreached && <Mistake>{t('unreached')}</Mistake>}
        </Section>
      )}
      {known?.isOn === true && (
        <>
          <Hours current={known.hours} notices={notices} />
          <Discreet />
        </>
      )}
    </Page>
  );
}
