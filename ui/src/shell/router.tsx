import { type AnyRoute, createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { Feature, ScreenRoute } from '@/shared/feature';
import { type Area, loadWords } from '@/shared/i18n';
import { SkeletonLines, ErrorState } from '@/shared/ui';
import { NotFound } from './NotFound';
import { Shell } from './Shell';

/** A screen is there when its words are. */
function withWords(load: ScreenRoute['load'], words: readonly Area[]): ScreenRoute['load'] {
  return async () => (await Promise.all([load(), loadWords(words)]))[0];
}

/** Hash addresses: the same files work from the window's own scheme, from a server and from a folder. */
export function createAppRouter(features: readonly Feature[]) {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
  const routes: AnyRoute[] = features
    .flatMap(({ words = [], routes: screens = [] }) => screens.map((screen) => ({ ...screen, load: withWords(screen.load, words) })))
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
