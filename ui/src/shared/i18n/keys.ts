import type { en, enLater } from '@/catalogue/en';

/** An area whose words load with the screens that show them. */
export type Area = keyof typeof enLater;

type Words<A extends Area> = Awaited<ReturnType<(typeof enLater)[A]>>;
type KeysLater = { [A in Area]: keyof Words<A> }[Area];
type Plural<K> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

/** Every key of the catalogue; counted texts are named without their `_one`, `_other`. */
export type TextKey = Plural<keyof typeof en | KeysLater>;
