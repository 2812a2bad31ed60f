import { ArrowRight, Sparkles } from 'lucide-react';
import { useMemo } from 'react';
import type { Kind } from '@/api';
import { t } from '@/shared/i18n';
import { Combobox, cx } from '@/shared/ui';
import { type ImportColumn, targetsOf } from './model';
import styles from './MappingTable.module.css';

interface MappingTableProps {
  kind: Kind;
  columns: readonly ImportColumn[];
  doubled: ReadonlySet<string>;
  onChange: (columns: ImportColumn[]) => void;
}

const SURE = 0.9;
const SHOWN_SAMPLES = 3;

/** Each column of the file with some of its values, and the field it goes to. */
export function MappingTable({ kind, columns, doubled, onChange }: MappingTableProps) {
  const targets = useMemo(() => targetsOf(kind), [kind]);
  const set = (index: number, target: string | null) => onChange(columns.map((column) => (column.index === index ? { ...column, target, confidence: null } : column)));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('import.inFile')}</th>
          <th scope="col" className={styles.arrow} aria-hidden />
          <th scope="col">{t('import.inProduct')}</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((column) => {
          const chosen = targets.find(({ value }) => value === column.target) ?? null;
          const guessed = chosen !== null && typeof column.confidence === 'number' && column.confidence < SURE;
          return (
            <tr key={column.index} className={cx(!chosen && styles.left)}>
              <th scope="row" className={styles.source}>
                <span className={styles.header}>{column.header || t('import.columnNumber', { number: column.index + 1 })}</span>
                <span className={styles.samples}>{column.samples.filter(Boolean).slice(0, SHOWN_SAMPLES).join(' · ') || t('import.noSamples')}</span>
              </th>
              <td className={styles.arrow} aria-hidden>
                <ArrowRight />
              </td>
              <td className={styles.target}>
                <Combobox
                  label={t('import.targetOf', { name: column.header || String(column.index + 1) })}
                  placeholder={t('import.leaveOut')}
                  options={targets}
                  value={chosen}
                  invalid={column.target !== null && doubled.has(column.target)}
                  onChange={(option) => set(column.index, option?.value ?? null)}
                />
                {guessed && (
                  <span className={styles.guess}>
                    <Sparkles aria-hidden />
                    {t('import.guessed')}
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
