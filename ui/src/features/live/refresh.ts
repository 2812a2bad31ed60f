import type { QueryClient } from '@tanstack/react-query';

const OWN =
  /^(sensing|privacy|devices|live|calls|stress_moments|suggestions|breaks|effects|profile|calibrations?|state_labels|exercises|breathing|readings|sensing_rules|rules|recordings)\./;

/** Asks anew what is shown of the mirror. The live feed says nothing of what is private, nor of what a radio does. */
export function refreshMirror(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => OWN.test(String(queryKey[0])) });
}
