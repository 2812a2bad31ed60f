import type { Kind, Refs } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { fieldLabel, valueText } from '@/shared/records/kinds';
import { Link, cx } from '@/shared/ui';
import type { ImportRow } from './model';
import { OutcomeMark } from './Outcomes';
import styles from './RowsTable.module.css';

interface RowsTableProps {
  kind: Kind;
  rows: readonly ImportRow[];
  /** Fields shown, in this order. */
  fields: readonly string[];
  label: string;
}

const NO_REFS: Refs = {};

/** Rows of the file with what becomes of each, and why. */
export function RowsTable({ kind, rows, fields, label }: RowsTableProps) {
  const shown = fields.flatMap((name) => kind.fields.find((field) => field.name === name) ?? []);
  return (
    // A wide table scrolls inside its own box, also by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.box} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>{t('import.row')}</th>
            <th scope="col">{t('import.whatHappens')}</th>
            {shown.map((field) => (
              <th key={field.name} scope="col">{fieldLabel(field)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className={styles.number}>{formatNumber(row.row)}</td>
              <td className={styles.outcome}>
                <OutcomeMark outcome={row.outcome} />
                {row.match && (
                  <Link to={`/${kind.plural}/${row.match.id}`} className={styles.match}>
                    {row.match.name}
                  </Link>
                )}
                {row.reason && <span className={styles.reason}>{row.reason}</span>}
              </td>
              {shown.map((field) => (
                <td key={field.name} className={cx(row.field === field.name && styles.bad)}>
                  {textOf(row, field.name, () => valueText(field, row.values?.[field.name], (row.values ?? {}) as never, NO_REFS))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the file says is text; a value that does not read as its type is shown as it stands. */
function textOf(row: ImportRow, field: string, format: () => string): string {
  const value = row.values?.[field];
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  try {
    return format() || String(value);
  } catch {
    return String(value);
  }
}
