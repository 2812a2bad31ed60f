import { ArrowRight, Sparkles } from 'lucide-react';
import { t } from '@/shared/i18n';
import { Combobox, type ComboboxOption, Select, cx } from '@/shared/ui';
import type { DateOrder, ImportColumn } from './model';
import styles from './MappingTable.module.css';

interface MappingTableProps {
  targets: readonly ComboboxOption[];
  columns: readonly ImportColumn[];
  doubled: ReadonlySet<string>;
  onChange: (columns: ImportColumn[]) => void;
}

const SURE = 0.75;
const SHOWN_SAMPLES = 3;
const DATE_ORDERS: readonly DateOrder[] = ['day_first', 'month_first', 'either'];

/** Each column of the file with some of its values, and the field it goes to. */
export function MappingTable({ targets, columns, doubled, onChange }: MappingTableProps) {
  const set = (index: number, change: Partial<ImportColumn>) => onChange(columns.map((column) => (column.index === index ? { ...column, ...change } : column)));
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
                  onChange={(option) => set(column.index, { target: option?.value ?? null, confidence: null })}
                />
                {chosen && column.date_order && (
                  <Select
                    size="small"
                    look="quiet"
                    label={t('import.dateOrder', { name: column.header })}
                    value={column.date_order}
                    options={DATE_ORDERS.map((value) => ({ value, label: t(`import.dateOrder.${value}`) }))}
                    onChange={(order) => set(column.index, { date_order: order })}
                  />
                )}
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
