import { Suspense, lazy, useEffect } from 'react';
import { setChooser } from '@/shared/actions';
import { setPalette, usePalette } from './paletteState';

const Palette = lazy(() => import('./Palette'));

/** The palette, loaded when it is first called for. */
export function PaletteOverlay() {
  const opened = usePalette();
  useEffect(() => setChooser((action) => setPalette({ action })), []);
  return <Suspense>{opened && <Palette key={opened.action} start={opened.action} onClose={() => setPalette(null)} />}</Suspense>;
}
