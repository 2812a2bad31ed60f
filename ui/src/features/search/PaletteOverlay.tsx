import { Suspense, lazy, useEffect } from 'react';
import { setChooser } from '@/shared/actions';
import { closePalette, leavePalette, openPalette, usePalette } from './paletteState';

const Palette = lazy(() => import('./Palette'));

/** The palette, loaded when it is first called for. */
export function PaletteOverlay() {
  const opened = usePalette();
  useEffect(() => setChooser(openPalette), []);
  return <Suspense>{opened && <Palette key={opened.turn} start={opened.action} onLeave={() => leavePalette(opened.turn)} onClose={() => closePalette(opened.turn)} />}</Suspense>;
}
