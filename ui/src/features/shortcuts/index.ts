import { Keyboard } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { openSheet } from './sheetState';
import { ShortcutSheet } from './ShortcutSheet';

/** The sheet of all shortcuts, read from the action registry. */
export const shortcuts: Feature = {
  name: 'shortcuts',
  actions: [{ id: 'app.shortcuts', label: 'action.shortcuts', group: 'app', icon: Keyboard, keys: ['?'], run: openSheet }],
  overlays: [ShortcutSheet],
};
