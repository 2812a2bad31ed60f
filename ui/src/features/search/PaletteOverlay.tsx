import { Suspense, lazy } from 'react';
import { setPalette, usePalette } from './paletteState';

const Palette = lazy(() => import('./Palette'));

/** The palette, loaded when it is first called for. */
export function PaletteOverlay() {
  const open = usePalette();
  return <Suspense>{open && <Palette onClose={() => setPalette(false)} />}</Suspense>;
}
