import { Suspense, useState, type ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { part, type Part } from './part.tsx';

/** Counts how often it was pressed, so that one that begins anew is seen. */
function Counter({ name }: { name: string }) {
  const [times, setTimes] = useState(0);
  return <button type="button" onClick={() => setTimes(times + 1)}>{`${name} ${times}`}</button>;
}

/** Whether it was seen to wait. */
function watched(): { Waits: () => ReactNode; hasWaited: ReturnType<typeof vi.fn<() => void>> } {
  const hasWaited = vi.fn<() => void>();
  const Waits = () => {
    hasWaited();
    return <p>Wartet</p>;
  };
  return { Waits, hasWaited };
}

function shown(Shown: Part<{ name: string }>, name: string, Waits: () => ReactNode) {
  return (
    <Suspense fallback={<Waits />}>
      <Shown name={name} />
    </Suspense>
  );
}

test('a part is fetched when it is shown, and goes on when it is asked for ahead later', async () => {
  const load = vi.fn<() => Promise<{ default: typeof Counter }>>(() => Promise.resolve({ default: Counter }));
  const Counting = part(load);
  expect(load).not.toHaveBeenCalled();
  const { Waits, hasWaited } = watched();
  const screen = await render(shown(Counting, 'Lina', Waits));
  await screen.getByRole('button', { name: 'Lina 0' }).click();
  expect(hasWaited).toHaveBeenCalled();
  Counting.fetch();
  await screen.rerender(shown(Counting, 'Lina', Waits));
  await expect.element(screen.getByRole('button', { name: 'Lina 1' })).toBeVisible();
});

test('a part that was fetched ahead is there at once', async () => {
  const Counting = part(() => Promise.resolve({ default: Counter }));
  Counting.fetch();
  await Promise.resolve();
  await Promise.resolve();
  const { Waits, hasWaited } = watched();
  const screen = await render(shown(Counting, 'Ben', Waits));
  await expect.element(screen.getByRole('button', { name: 'Ben 0' })).toBeVisible();
  expect(hasWaited).not.toHaveBeenCalled();
});

test('a part that could not be fetched ahead is asked for once more where it is shown', async () => {
  const load = vi
    .fn<() => Promise<{ default: typeof Counter }>>()
    .mockRejectedValueOnce(new TypeError('no network'))
    .mockResolvedValue({ default: Counter });
  const Counting = part(load);
  Counting.fetch();
  await vi.waitFor(() => expect(load).toHaveBeenCalledOnce());
  const screen = await render(shown(Counting, 'Mia', watched().Waits));
  await expect.element(screen.getByRole('button', { name: 'Mia 0' })).toBeVisible();
  expect(load).toHaveBeenCalledTimes(2);
});
