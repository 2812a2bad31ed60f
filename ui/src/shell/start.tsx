import '@/shared/design/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient, followChanges } from '@/api';
import { registerActions } from '@/shared/actions';
import { setNavigate } from '@/shared/navigation';
import { StoredPreferences, startPreferences, usePreferences } from '@/shared/preferences';
import { TooltipProvider } from '@/shared/ui';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { features } from './features';
import { Gate } from './Gate';
import { followMenu } from './menu';
import { createAppRouter } from './router';

/** Puts the screen together; the transport is connected before. */
export async function start(root: HTMLElement): Promise<void> {
  await startPreferences();
  for (const feature of features) registerActions(feature.actions ?? []);
  const client = createQueryClient();
  const router = createAppRouter(features);
  setNavigate((target) => void router.navigate(target as never));
  followChanges(client);
  followMenu();

  function App() {
    const { language } = usePreferences();
    return (
      <StrictMode>
        {/* The content security policy forbids style elements put in by scripts. */}
        <CSPProvider disableStyleElements>
          <QueryClientProvider client={client}>
            <StoredPreferences />
            <TooltipProvider delay={500}>
              {/* Another language: draw everything anew, so that no text is left behind. */}
              <Gate key={language}>
                <RouterProvider router={router} />
              </Gate>
            </TooltipProvider>
          </QueryClientProvider>
        </CSPProvider>
      </StrictMode>
    );
  }

  createRoot(root).render(<App />);
}
