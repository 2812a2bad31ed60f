import { useEffect, useRef, useSyncExternalStore } from 'react';
import { preferences } from '../preferences';
import { KeySequence, isSingleKey, isTyping, pressed } from './keys';
import { type Action, type Choice, availableActions, enterContext, isAvailable, offer, registryVersion, runAction, subscribe, allActions } from './registry';

/** Offers to do an action for as long as the calling component is shown and `enabled`. */
export function useActionHandler(id: string, handler: () => void, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => (enabled ? offer(id, () => latest.current()) : undefined), [id, enabled]);
}

/** As `useActionHandler`, for an action that can be done in several ways. */
export function useActionChoices(id: string, choices: () => readonly Choice[], enabled = true): void {
  const latest = useRef(choices);
  useEffect(() => {
    latest.current = choices;
  });
  useEffect(() => (enabled ? offer(id, { choices: () => latest.current() }) : undefined), [id, enabled]);
}

/** Names what the actions of the calling component are for, for as long as it is shown; and the record, where it is one. */
export function useActionContext(name: string | null, kind?: string, id?: string): void {
  useEffect(() => (name === null ? undefined : enterContext(name, kind !== undefined && id !== undefined ? { kind, id } : undefined)), [name, kind, id]);
}

/** The actions that would do something now; redraws when that changes. */
export function useAvailableActions(): readonly Action[] {
  useSyncExternalStore(subscribe, registryVersion);
  return availableActions();
}

/** Listens for the shortcuts of every action. Used once, by the shell. */
export function useShortcuts(): void {
  useEffect(() => {
    const sequence = new KeySequence();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
      const step = pressed(event);
      const typing = isTyping(event.target);
      // In a text field Ctrl+Z and the like are the field's own; only what no field knows gets through.
      if (typing && (!step.startsWith('mod+') || TEXT_KEYS.has(step))) return;
      const candidates = sequence.push(step, event.timeStamp);
      const action = match(candidates);
      if (action && runAction(action.id)) {
        event.preventDefault();
        sequence.reset();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

const TEXT_KEYS = new Set(['mod+z', 'mod+shift+z', 'mod+y', 'mod+a', 'mod+c', 'mod+x', 'mod+v', 'mod+b', 'mod+i']);

function match(candidates: readonly string[]): Action | undefined {
  const modal = document.querySelector('[role="dialog"][data-open], [role="alertdialog"][data-open]') !== null;
  for (const keys of candidates) {
    if (isSingleKey(keys) && !preferences().singleKeys) continue;
    // Behind an open dialog nothing may happen that is not seen.
    if (modal && keys !== 'mod+k') continue;
    const found = allActions().find((action) => action.keys?.includes(keys) && isAvailable(action));
    if (found) return found;
  }
  return undefined;
}
