import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { t } from '../i18n';
import { INVALID } from '../records/fields/FieldEditor';
import { parseDecimal } from '../records/fields/parse';
import { Button, IconButton, Input } from '../ui';
import styles from './SchemaForm.module.css';

interface MapEditorProps {
  id: string;
  describedBy: string | undefined;
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

interface Row {
  code: string;
  number: string;
}

/** Codes and their numbers, a line each: rates of currencies, shares of competitors. */
export function MapEditor({ id, describedBy, label, value, onChange }: MapEditorProps) {
  const [rows, setRows] = useState<Row[]>(() => Object.entries((value ?? {}) as Record<string, number>).map(([code, number]) => ({ code, number: String(number) })));
  const change = (next: Row[]) => {
    setRows(next);
    onChange(toMap(next));
  };
  const set = (index: number, part: Partial<Row>) => change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <div id={id} role="group" aria-label={label} aria-describedby={describedBy} className={styles.rows}>
      {rows.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line is its place
        <div key={index} className={styles.row}>
          <Input aria-label={t('schema.code', { label })} value={row.code} onChange={(event) => set(index, { code: event.target.value.trim() })} />
          <Input aria-label={t('schema.number', { label, code: row.code })} inputMode="decimal" aria-invalid={typeof parseDecimal(row.number) !== 'string' || undefined} value={row.number} onChange={(event) => set(index, { number: event.target.value })} />
          <IconButton icon={X} label={t('ui.removeNamed', { name: row.code || label })} onClick={() => change(rows.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button size="small" icon={Plus} onClick={() => change([...rows, { code: '', number: '' }])}>
        {t('schema.addLine')}
      </Button>
    </div>
  );
}

/** A line that was not begun does not count; one that is half done makes the whole unfinished. */
function toMap(rows: readonly Row[]): unknown {
  const map: Record<string, number> = {};
  for (const { code, number } of rows) {
    if (code === '' && number.trim() === '') continue;
    const plain = parseDecimal(number);
    if (code === '' || typeof plain !== 'string') return INVALID;
    map[code] = Number(plain);
  }
  return map;
}
