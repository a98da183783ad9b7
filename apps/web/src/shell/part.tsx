/**
 * A part of the app that is fetched when it is shown, or ahead of that. React's own `lazy` cannot be asked for what it stands for, and shows that it
 * waits even where it has come already.
 * @module
 */
import { lazy, useState, type ComponentType, type ReactNode } from 'react';

export interface Part<Props extends object = object> {
  (props: Props): ReactNode;
  /** Asks for it now. Does not fail: where it is shown it is asked for once more, and there it is said what is wrong. */
  fetch: () => void;
}

export function part<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>): Part<Props> {
  let here: ComponentType<Props> | null = null;
  const take = async () => {
    const loaded = await load();
    here = loaded.default;
    return loaded;
  };
  const Later = lazy(take);
  function Part(props: Props) {
    // The same one as long as it is shown: another would begin anew.
    const [Shown] = useState<ComponentType<Props>>(() => here ?? Later);
    return <Shown {...props} />;
  }
  Part.fetch = () => void take().catch(() => undefined);
  return Part;
}
