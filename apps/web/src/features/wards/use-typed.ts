/**
 * What is typed into the fields of a form.
 * @module
 */
import { useState } from 'react';

interface Typing<Fields> {
  typed: Fields;
  /** For the field itself: what stands in it, and what becomes of a change. */
  field: (name: keyof Fields) => { value: string; onChange: (text: string) => void };
}

export function useTyped<Fields extends Readonly<Record<keyof Fields, string>>>(start: Fields): Typing<Fields> {
  const [typed, setTyped] = useState(start);
  const field = (name: keyof Fields) => ({
    value: typed[name],
    onChange: (text: string) => setTyped((before) => ({ ...before, [name]: text })),
  });
  return { typed, field };
}
