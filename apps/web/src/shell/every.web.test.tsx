import { useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { twoHouses, names, schoolId } from '../testing/two-houses.ts';
import { mailboxOf } from '../testing/scenes.ts';
import { fakeToday } from '../testing/fake-world.ts';
import { Button } from '../ui/button.tsx';
import { Of, useEach } from './every.tsx';
import { ClientContext, useClient, useInstitution } from './use-client.ts';

/** What a careless feature would do: it writes as soon as it is seen, and when it is pressed, wherever that is. */
function Careless({ space }: { space: string }) {
  const client = useClient();
  const { id } = useInstitution();
  const [said, setSaid] = useState('nichts');
  const [presses, setPresses] = useState(0);
  useEffect(() => {
    const draft = { space, type: 'post/read@1', body: { post: 'a'.repeat(32) } };
    const rest = { expiry: fakeToday + 9, notify: 'none' as const };
    client.send({ ...draft, ...rest }).then(
      () => setSaid('gesagt'),
      (error: unknown) => setSaid(String(error)),
    );
  }, [client, space]);
  return (
    <p data-testid={id === schoolId ? 'school' : 'kita'}>
      {said}, {presses} mal{' '}
      <Button onPress={() => void client.sheetLater().then(() => setPresses(presses + 1))}>Später</Button>
    </p>
  );
}

function Both({ space }: { space: string }) {
  return useEach().map((one) => (
    <Of key={one.id} one={one}>
      <h2>{one.name}</h2>
      <Careless space={space} />
    </Of>
  ));
}

test('whatever acts by itself in another institution is refused, until that is in front', async () => {
  const { mother, there } = await twoHouses();
  // The mailbox has the same id in both: nothing but the refusal keeps it out.
  const space = mailboxOf(there);
  const facts = () => there.world.space(space).facts.filter(({ fact }) => fact.type === 'post/read@1').length;
  const screen = await render(
    <ClientContext value={mother}>
      <Both space={space} />
    </ClientContext>,
  );
  await expect.element(screen.getByRole('heading', { name: names.kita })).toBeVisible();
  await expect.element(screen.getByTestId('school')).toMatchTextContent(/not-allowed/u);
  expect(facts()).toBe(0);
  await mother.bringForward(schoolId);
  await expect.element(screen.getByTestId('school')).toMatchTextContent(/gesagt/u);
  expect(facts()).toBe(1);
});

test('a press is done once its institution is in front, and not where it could not come', async () => {
  const { mother } = await twoHouses();
  const space = mailboxOf(mother);
  const screen = await render(
    <ClientContext value={mother}>
      <Both space={space} />
    </ClientContext>,
  );
  const there = screen.getByTestId('school');
  mother.failNext('storage-full');
  await there.getByRole('button').click();
  await there.getByRole('button').click();
  await expect.element(there).toMatchTextContent(/1 mal/u);
  expect(mother.snapshot().institution?.id).toBe(schoolId);
});
