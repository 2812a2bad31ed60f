import type { KeyboardEvent } from 'react';
import { isMac } from '../actions/keys';

/** What a key press means to a grid. */
export type Step =
  | { type: 'move'; rows?: number; columns?: number; pages?: number; toRow?: 'first' | 'last'; toColumn?: 'first' | 'last'; extend: boolean }
  | { type: 'enter' | 'edit' | 'open' | 'toggle' | 'clear' | 'select-all' | 'menu' | 'copy' };

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The keys of the ARIA grid pattern, and those spreadsheets taught everyone. */
export function stepOf(event: Press): Step | null {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const extend = event.shiftKey;
  if (event.altKey) return event.key === 'ArrowDown' ? { type: 'menu' } : null;
  switch (event.key) {
    case 'ArrowDown':
      return mod ? { type: 'move', toRow: 'last', extend } : { type: 'move', rows: 1, extend };
    case 'ArrowUp':
      return mod ? { type: 'move', toRow: 'first', extend } : { type: 'move', rows: -1, extend };
    case 'ArrowRight':
      return mod ? { type: 'move', toColumn: 'last', extend: false } : { type: 'move', columns: 1, extend: false };
    case 'ArrowLeft':
      return mod ? { type: 'move', toColumn: 'first', extend: false } : { type: 'move', columns: -1, extend: false };
    case 'Home':
      return mod ? { type: 'move', toRow: 'first', toColumn: 'first', extend } : { type: 'move', toColumn: 'first', extend: false };
    case 'End':
      return mod ? { type: 'move', toRow: 'last', toColumn: 'last', extend } : { type: 'move', toColumn: 'last', extend: false };
    case 'PageDown':
      return { type: 'move', pages: 1, extend };
    case 'PageUp':
      return { type: 'move', pages: -1, extend };
    case 'Enter':
      return { type: mod ? 'open' : 'enter' };
    case 'F2':
      return { type: 'edit' };
    case 'F10':
      return extend ? { type: 'menu' } : null;
    case 'ContextMenu':
      return { type: 'menu' };
    case ' ':
      return { type: 'toggle' };
    case 'Escape':
      return { type: 'clear' };
    case 'a':
      return mod ? { type: 'select-all' } : null;
    case 'c':
      return mod ? { type: 'copy' } : null;
    default:
      return null;
  }
}
