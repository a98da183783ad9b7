/**
 * Who I am here, and the way out.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { carriersOf } from '@obhut/domain/kernel/membership.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { KeyRound, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useOwnersTexts, useTexts } from '../../shell/i18n.ts';
import type { LinkSlot } from '../../shell/feature.ts';
import { InstallOffer } from '../../shell/install-hint.tsx';
import { linksFor, type Owned } from '../../shell/slots.tsx';
import { readerOf, useBySpace, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Departure } from './departure.tsx';
import { Display } from './display.tsx';
import { Rest } from './rest.tsx';
import styles from './more.module.css';

function FeatureLink({ link }: { link: Owned<LinkSlot> }) {
  const ownT = useOwnersTexts(link.owner);
  const Icon = link.icon;
  return (
    <Row
      picture={<Icon className={styles['icon']} aria-hidden />}
      title={ownT(link.label)}
      under={ownT(link.note)}
      to={link.path}
    />
  );
}

function useCarrierRole(): string {
  const t = useTexts('more');
  const { me, spaces } = useInstitution();
  const writes = carriersOf(spaces).has(me);
  const readsAlong = spaces.some(({ kind, readers }) => kind === 'leadership' && readers.includes(me));
  if (!writes) return t('carrier');
  return readsAlong ? t('carrierBoth') : t('carrierWrites');
}

export default function MorePage() {
  const t = useTexts('more');
  const snapshot = useSnapshot();
  const { login, evidence, tablet } = snapshot;
  const { me, standing, spaces } = useInstitution();
  const name = directory(useBySpace(people), spaces).get(me)?.name ?? t('nobody');
  const institutionName = useModel(institution, nameAndKind)?.name ?? '';
  const carrierRole = useCarrierRole();
  const role = standing === 'staff' ? t('staff') : standing === 'carrier' ? carrierRole : t('guardian');
  return (
    <Page title={t('title')}>
      <Section title={t('me')}>
        <List label={t('me')}>
          <Row
            picture={<Face name={name} id={me} />}
            title={name}
            under={[institutionName, role, ...(login === null ? [] : [t('loginAs', { login })])].map((line) => (
              <span key={line} className={styles['line']} dir="auto">
                {line}
              </span>
            ))}
          />
        </List>
      </Section>
      <Rest />
      <Section title={t('own')}>
        <List label={t('own')}>
          {tablet === null && (
            <Row
              picture={<KeyRound className={styles['icon']} aria-hidden />}
              title={t('access')}
              under={t('accessNote')}
              to="/anmeldung"
            />
          )}
          {linksFor(readerOf(snapshot), snapshot).map((link) => (
            <FeatureLink key={link.path} link={link} />
          ))}
        </List>
      </Section>
      <Display />
      <InstallOffer />
      <Section title={t('about')}>
        <List label={t('about')}>
          <Row picture={<ShieldCheck className={styles['icon']} aria-hidden />} title={t('protection')} to="/schutz" />
          {evidence.length > 0 && (
            <Row
              picture={<TriangleAlert className={styles['icon']} aria-hidden />}
              title={t('alarms')}
              under={t('alarmsNote')}
              to="/auffaelligkeiten"
            />
          )}
        </List>
      </Section>
      {tablet === null && <Departure />}
    </Page>
  );
}
