import type { Field, Kind, RecordData, Refs } from '@/api';
import { formatList, formatNumber, t } from '@/shared/i18n';
import { fieldProblemText } from '@/shared/problems';
import { useKinds, valueText } from '@/shared/records/kinds';
import { Link, cx } from '@/shared/ui';
import { type Import, type ImportRow, targetsOf } from './model';
import { OutcomeMark } from './Outcomes';
import styles from './RowsTable.module.css';

interface RowsTableProps {
  kind: Kind;
  rows: readonly ImportRow[];
  entry: Import;
  label: string;
}

const NO_REFS: Refs = {};

/** Rows of the file with what becomes of each, and why. */
export function RowsTable({ kind, rows, entry, label }: RowsTableProps) {
  const labels = targetsOf(entry, kind, useKinds() ?? []);
  const targets = [...new Set(entry.columns.flatMap(({ target }) => target ?? []))];
  const shown = targets.map((name) => ({ name, label: labels.find(({ value }) => value === name)?.label ?? name, field: kind.fields.find((field) => field.name === name) }));
  return (
    // A wide table scrolls inside its own box, also by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.box} tabIndex={0} role="region" aria-label={label}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.number}>{t('import.row')}</th>
            <th scope="col">{t('import.whatHappens')}</th>
            {shown.map(({ name, label: heading }) => (
              <th key={name} scope="col">{heading}</th>
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
                {row.reason && <span className={styles.reason}>{reasonOf(row, row.reason)}</span>}
              </td>
              {shown.map(({ name, field }) => (
                <td key={name} className={cx(row.field === name && styles.bad)}>
                  {textOf(row, name, field)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Why the row is not simply written, in the user's language. */
function reasonOf({ field, code, args }: ImportRow, reason: string): string {
  return fieldProblemText({ field: field ?? '', ...(code ? { code } : {}), ...(args ? { args } : {}), message: reason }, reason);
}

/** A cell of the file is shown as it stands; a value that was understood, as everywhere in the product. */
function textOf(row: ImportRow, name: string, field: Field | undefined): string {
  const value = row.values?.[name];
  if (value === null || value === undefined) return '';
  if (row.outcome === 'error' || !field) return Array.isArray(value) ? formatList(value as string[]) : String(value);
  // Related records are named in the preview; once written there is only their id, and the record says the rest.
  if (field.type === 'reference') return UUID.test(String(value)) ? '' : String(value);
  return valueText(field, value, (row.values ?? {}) as Partial<RecordData>, NO_REFS);
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
