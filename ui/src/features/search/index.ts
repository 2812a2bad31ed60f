import { Search, TextSearch } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { PaletteOverlay } from './PaletteOverlay';
import { togglePalette } from './paletteState';

/** Finding anything: the palette over every screen, and the page with all hits. */
export const search: Feature = {
  name: 'search',
  routes: [{ path: '/search', load: () => import('./SearchScreen') }],
  actions: [
    { id: 'palette.open', label: 'action.palette', group: 'app', icon: Search, keys: ['mod+k'], run: togglePalette },
    { id: 'go.search', label: 'action.goSearch', group: 'go', icon: TextSearch, keys: ['g s'], run: () => goTo('/search') },
  ],
  overlays: [PaletteOverlay],
};
