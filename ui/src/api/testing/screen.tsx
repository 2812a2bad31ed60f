import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type RenderResult, render } from '@testing-library/react';
import { createQueryClient, followChanges, setTransport } from '@/api';
import { registerActions } from '@/shared/actions';
import { clearActions } from '@/shared/actions/registry';
import { setNavigate } from '@/shared/navigation';
import { TooltipProvider } from '@/shared/ui';
import { features } from '@/shell/features';
import { createAppRouter } from '@/shell/router';
import { FakeTransport } from './fake';

interface Shown extends RenderResult {
  core: FakeTransport;
}

/** The whole screen at an address, over a core in memory. */
export function showScreen(address: string, core = new FakeTransport(60)): Shown {
  window.location.hash = `#${address}`;
  setTransport(core);
  clearActions();
  for (const feature of features) registerActions(feature.actions ?? []);
  const client = createQueryClient();
  const router = createAppRouter(features);
  setNavigate((target) => void router.navigate(target as never));
  followChanges(client);
  const result = render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <RouterProvider router={router} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return { ...result, core };
}
