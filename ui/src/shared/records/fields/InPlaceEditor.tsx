import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import type { Field, Refs } from '@/api';
import { FieldEditor, INVALID } from './FieldEditor';

/** How an editor was left: where the keyboard goes next. */
export type Leave = 'stay' | 'next' | 'previous' | 'blur';

interface InPlaceEditorProps {
  field: Field;
  value: unknown;
  refs: Refs;
  onCommit: (value: unknown, leave: Leave) => void;
  onCancel: () => void;
  className?: string | undefined;
}

/** Edits a value where it stands. Enter and Tab keep what was typed, Esc does not, leaving keeps it. */
export function InPlaceEditor({ field, value, refs, onCommit, onCancel, className }: InPlaceEditorProps) {
  const typed = useRef(value);
  const finished = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  const commit = (leave: Leave) => {
    if (finished.current) return;
    if (typed.current === INVALID) {
      // What cannot be understood is not thrown away: stay, unless the user leaves.
      if (leave !== 'blur') return;
      finished.current = true;
      onCancel();
      return;
    }
    finished.current = true;
    onCommit(typed.current, leave);
  };

  useEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    input?.focus();
    if (input && input.type !== 'date' && input.type !== 'datetime-local') input.select();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    // The keys of what surrounds it mean something else while a value is edited.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      finished.current = true;
      onCancel();
    } else if (event.key === 'Enter' && !event.defaultPrevented && !(event.shiftKey && field.type === 'long_text')) {
      event.preventDefault();
      commit('stay');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      commit(event.shiftKey ? 'previous' : 'next');
    }
  };

  const onBlur = (event: FocusEvent) => {
    // A list of choices is drawn elsewhere in the page but belongs to this editor.
    const to = event.relatedTarget as Element | null;
    if (to && (box.current?.contains(to) || to.closest('[role="listbox"]'))) return;
    commit('blur');
  };

  return (
    <div ref={box} className={className} role="presentation" onKeyDown={onKeyDown} onBlur={onBlur}>
      <FieldEditor
        inPlace
        field={field}
        value={value}
        refs={refs}
        onChange={(next) => {
          typed.current = next;
        }}
        onChosen={(next) => {
          typed.current = next;
          commit('stay');
        }}
      />
    </div>
  );
}
