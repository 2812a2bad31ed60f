import { Upload } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { FileDrops } from './FileDrops';
import { pickFile } from './open';

/** Bringing in what lies in files of other products. */
export const imports: Feature = {
  name: 'imports',
  routes: [
    { path: '/imports', load: () => import('./ImportsScreen') },
    { path: '/imports/$id', load: () => import('./ImportScreen') },
  ],
  nav: [{ path: '/imports', label: 'nav.imports', icon: Upload, section: 'more', order: 10 }],
  actions: [
    { id: 'go.imports', label: 'action.goImports', group: 'go', icon: Upload, keys: ['g i'], run: () => goTo('/imports') },
    { id: 'import.open', label: 'action.importFile', group: 'create', icon: Upload, keys: ['mod+o'], run: () => void pickFile() },
  ],
  overlays: [FileDrops],
};
