import type { Output } from '@/api';

export type Situation = NonNullable<Output<'scripts.get'>['record']['situation']>;

/** What can be going on in a call, in the order the product lists it. */
export const SITUATIONS: readonly Situation[] = ['anger', 'complaint', 'price_pressure', 'threat_to_leave', 'personal_attack', 'interruption', 'silence', 'overwhelmed', 'tired', 'other'];
