import { Link as RouterLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  to: string;
  search?: Record<string, unknown>;
  activeOptions?: { exact?: boolean; includeSearch?: boolean };
}

/** A link to a screen of ours, by its address. */
export function Link({ to, search, ...rest }: LinkProps) {
  return <RouterLink {...rest} to={to} {...(search ? { search: search as never } : {})} />;
}
