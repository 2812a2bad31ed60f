import { type AnyRoute, createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { Feature } from '@/shared/feature';
import { SkeletonLines, ErrorState } from '@/shared/ui';
import { NotFound } from './NotFound';
import { Shell } from './Shell';

/** Hash addresses: the same files work from the window's own scheme, from a server and from a folder. */
export function createAppRouter(features: readonly Feature[]) {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
  const routes: AnyRoute[] = features
    .flatMap((feature) => feature.routes ?? [])
    .map(({ path, load }) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) }));
  if (!features.some((feature) => feature.routes?.some(({ path }) => path === '/'))) {
    routes.push(
      createRoute({
        getParentRoute: () => root,
        path: '/',
        beforeLoad: () => {
          throw redirect({ to: '/contacts' as never });
        },
      }),
    );
  }
  return createRouter({
    routeTree: root.addChildren(routes),
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultPendingComponent: SkeletonLines,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  });
}
