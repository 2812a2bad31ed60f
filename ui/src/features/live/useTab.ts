import { useNavigate, useSearch } from '@tanstack/react-router';

/** The tab that is shown, as it stands in the address; the first where none does. */
export function useTab<T extends string>(tabs: readonly [T, ...T[]]): [T, (tab: T) => void] {
  const { tab } = useSearch({ strict: false }) as { tab?: unknown };
  const navigate = useNavigate();
  const show = (next: T) => void navigate({ to: '.', replace: true, search: (next === tabs[0] ? {} : { tab: next }) as never });
  return [tabs.find((one) => one === tab) ?? tabs[0], show];
}
