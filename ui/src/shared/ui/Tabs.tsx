import { Tabs as Base } from '@base-ui/react/tabs';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab<V extends string> {
  value: V;
  label: string;
  icon?: LucideIcon;
}

interface TabsProps<V extends string> {
  value: V;
  tabs: readonly Tab<V>[];
  onChange: (value: V) => void;
  label: string;
  /** Beside the last tab. */
  after?: ReactNode;
  children?: ReactNode;
}

/** The strip of tabs, and under it (when given) the panel of the chosen one. */
export function Tabs<V extends string>({ value, tabs, onChange, label, after, children }: TabsProps<V>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as V)} className={children === undefined ? styles.inline : undefined}>
      <div className={styles.strip}>
        <Base.List className={styles.list} aria-label={label}>
          {tabs.map(({ value: tab, label: text, icon: Icon }) => (
            <Base.Tab key={tab} value={tab} className={styles.tab}>
              {Icon && <Icon aria-hidden />}
              {text}
            </Base.Tab>
          ))}
        </Base.List>
        {after}
      </div>
      {children !== undefined && (
        <Base.Panel value={value} className={styles.panel} tabIndex={-1}>
          {children}
        </Base.Panel>
      )}
    </Base.Root>
  );
}
