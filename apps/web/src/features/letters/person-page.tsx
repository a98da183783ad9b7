/**
 * One person who is in: a new letter when they cannot get in any more, the word that it was they who came, and the end of their access.
 * @module
 */
import { Mail, UserCheck, UserPlus, UserX } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Mending } from '../../shell/mending.tsx';
import { personPartsFor } from '../../shell/slots.tsx';
import { readerOf, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { EndAccess } from './end-access.tsx';
import { usePerson, type KnownPerson } from './use-person.ts';

/** Whoever came by the new letter is who they say: said by somebody who has met them. */
function Back({ person, next, name }: { person: string; next: string; name: string }) {
  const t = useTexts('letters');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  return (
    <>
      <p>{t('backText', { name })}</p>
      <Mending />
      <FailureNotice failure={failure} />
      <Button
        kind="primary"
        icon={UserCheck}
        isBusy={isRunning}
        onPress={() => void run(() => client.replacePerson(person, next))}
      >
        {t('backYes')}
      </Button>
    </>
  );
}

function Again({ person, name }: { person: KnownPerson; name: string }) {
  const t = useTexts('letters');
  const { persona } = person.person;
  if (person.next !== null) return <Back person={persona} next={person.next} name={name} />;
  return (
    <>
      <p>{person.hasLetter ? t('againOpen') : t('againText')}</p>
      <ButtonLink to={`/briefe/neu?wieder=${persona}`} icon={Mail}>
        {t('again')}
      </ButtonLink>
    </>
  );
}

export default function PersonPage() {
  const t = useTexts('letters');
  const { id = '' } = useParams();
  const person = usePerson(id);
  const reader = readerOf(useSnapshot());
  const [isEnding, setEnding] = useState(false);
  const leadership = useInstitution().spaces.find(({ kind }) => kind === 'leadership');
  const mayAdmit = (leadership?.role === 'owner' || leadership?.role === 'admin') && !leadership.owners.includes(id);
  const back = { to: '/briefe', label: t('back') };
  if (person === null) {
    return (
      <Page title={t('title')} back={back}>
        <Empty icon={UserX}>{t('gone')}</Empty>
      </Page>
    );
  }
  const name = person.person.name ?? t('nobody');
  const under = [person.person.note, ...person.groups.map((group) => group.name)].filter((text) => text !== '');
  return (
    <Page title={name} under={under.join(' · ')} back={back} isNarrow>
      <Section title={t('againTitle')}>
        <Card>
          <Again person={person} name={name} />
        </Card>
      </Section>
      {mayAdmit && (
        <Section title={t('admitTitle')}>
          <Card>
            <p>{t('admitText')}</p>
            <ButtonLink to={`/team/aufnehmen/${id}`} icon={UserPlus}>
              {t('admit')}
            </ButtonLink>
          </Card>
        </Section>
      )}
      <Suspense fallback={<Skeleton label={t('loading')} />}>
        {personPartsFor(reader).map(({ order, Part }) => (
          <Part key={order} person={id} />
        ))}
      </Suspense>
      <Section title={t('end')}>
        <Card>
          <p>{t('endHint')}</p>
          <Button kind="danger" icon={UserX} onPress={() => setEnding(true)}>
            {t('end')}
          </Button>
        </Card>
      </Section>
      <EndAccess person={id} name={name} isOpen={isEnding} onClose={() => setEnding(false)} />
    </Page>
  );
}
