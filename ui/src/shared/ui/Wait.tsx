import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SkeletonLines } from './Skeleton';
import { ErrorState } from './States';

export type Resource<T> = Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending'> & { refetch: () => unknown };

interface WaitProps<T> {
  for: Resource<T>;
  children: (data: T) => ReactNode;
  skeleton?: ReactNode;
}

/** Shows a question's skeleton, its error with a retry, or its answer: no screen can forget one of the three. */
export function Wait<T>({ for: query, children, skeleton }: WaitProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <SkeletonLines />;
}
