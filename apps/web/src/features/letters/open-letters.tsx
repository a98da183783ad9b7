/**
 * Letters that nobody has used so far: whether each was handed over in person is said here, by whoever did it.
 * @module
 */
import type { OpenLetter } from '@obhut/domain/people.ts';
import { preparedLetters, wasHanded } from '@obhut/domain/prepared-letters.ts';
import { HandHelping } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { IconButton } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Face } from '../../ui/face.tsx';

function OpenRow({ letter, isHanded, onHanded }: { letter: OpenLetter; isHanded: boolean; onHanded: () => void }) {
  const t = useTexts('letters');
  const name = letter.name ?? t('nobody');
  return (
    <Row
      picture={<Face name={letter.name ?? ''} id={letter.mailbox} />}
      title={name}
      under={letter.note}
      end={
        isHanded ? (
          <Chip>{t('handed')}</Chip>
        ) : (
          <>
            <Chip tone="sun">{t('openNote')}</Chip>
            <IconButton icon={HandHelping} label={t('hand', { name })} onPress={onHanded} />
          </>
        )
      }
    />
  );
}

export function OpenLetters({ open }: { open: readonly OpenLetter[] }) {
  const t = useTexts('letters');
  const client = useClient();
  const states = useBySpace(preparedLetters);
  const { run, failure } = useCommand();
  const hand = (space: string) =>
    void run(() =>
      client.send({ space, type: 'letter/handed@1', body: { inPerson: true }, expiry: 0, notify: 'none' }),
    );
  return (
    <>
      <FailureNotice failure={failure} />
      <List label={t('open')}>
        {open.map((letter) => (
          <OpenRow
            key={letter.mailbox}
            letter={letter}
            isHanded={wasHanded(states, letter.mailbox)}
            onHanded={() => hand(letter.mailbox)}
          />
        ))}
      </List>
    </>
  );
}
