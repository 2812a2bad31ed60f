import { type RefObject, useEffect, useRef } from 'react';

/** Puts the keyboard into the first control of what has just appeared. */
export function useFocusFirst<E extends HTMLElement>(): RefObject<E | null> {
  const box = useRef<E>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, [role="combobox"], [role="checkbox"]')?.focus();
  }, []);
  return box;
}
