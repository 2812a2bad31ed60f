import type { en } from '@/catalogue/en';

type Plural<K> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;

/** Every key of the catalogue; counted texts are named without their `_one`, `_other`. */
export type TextKey = Plural<keyof typeof en>;
