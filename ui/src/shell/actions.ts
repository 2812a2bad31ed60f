import { Moon, Redo2, Sun, Undo2 } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { preferences, setPreferences } from '@/shared/preferences';
import { redo, undo } from '@/shared/records/steps';

/** What can be done anywhere. */
export const appActions: Feature = {
  name: 'shell',
  actions: [
    { id: 'edit.undo', label: 'action.undo', group: 'edit', icon: Undo2, keys: ['mod+z'], run: () => void undo() },
    { id: 'edit.redo', label: 'action.redo', group: 'edit', icon: Redo2, keys: ['mod+shift+z', 'mod+y'], run: () => void redo() },
    {
      id: 'view.theme',
      label: 'action.theme',
      group: 'view',
      icon: document.documentElement.dataset['theme'] === 'dark' ? Sun : Moon,
      run: () => void setPreferences({ theme: document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark' }),
    },
    {
      id: 'view.density',
      label: 'action.density',
      group: 'view',
      run: () => void setPreferences({ density: preferences().density === 'dense' ? 'roomy' : 'dense' }),
    },
    {
      id: 'view.language',
      label: 'action.language',
      group: 'view',
      run: () => void setPreferences({ language: preferences().language === 'de' ? 'en' : 'de' }),
    },
    {
      id: 'app.singleKeys',
      label: 'action.singleKeys',
      group: 'app',
      run: () => void setPreferences({ singleKeys: !preferences().singleKeys }),
    },
  ],
};
