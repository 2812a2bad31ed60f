import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Refs } from '@/api';
import { t, tDynamic } from '../i18n';
import { FieldEditor, INVALID } from '../records/fields/FieldEditor';
import { humanise } from '../records/kinds';
import { Button, IconButton } from '../ui';
import type { SchemaField, Values } from './fields';
import styles from './SchemaForm.module.css';

interface TableEditorProps {
  id: string;
  describedBy: string | undefined;
  label: string;
  columns: readonly SchemaField[];
  /** Most lines. */
  max: number | null | undefined;
  value: unknown;
  refs: Refs;
  /** Where the catalogue names the columns. */
  words: string;
  onChange: (value: unknown) => void;
  /** Whether a cell was refused; lines count from 0. */
  refused: (line: number, column: string) => boolean;
}

interface Line {
  key: number;
  cells: Values;
}

/** A list of objects as a table: a line each, their fields side by side. */
export function TableEditor({ id, describedBy, label, columns, max, value, refs, words, onChange, refused }: TableEditorProps) {
  const [lines, setLines] = useState<Line[]>(() => (Array.isArray(value) ? (value as Values[]) : []).map((cells, key) => ({ key, cells })));
  const change = (next: Line[]) => {
    setLines(next);
    onChange(toList(next, columns));
  };
  const set = (key: number, column: string, cell: unknown) => change(lines.map((line) => (line.key === key ? { key, cells: { ...line.cells, [column]: cell } } : line)));
  const add = () => setLines([...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, cells: {} }]);
  const named = columns.map((column) => ({ ...column, name: tDynamic(`${words}.${column.field.name}`, humanise(column.field.name)) }));
  const begun = lines.filter(({ cells }) => isBegun(cells));
  return (
    <div id={id} role="group" aria-label={label} aria-describedby={describedBy} className={styles.rows}>
      {lines.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {named.map(({ field, name }, at) => (
                <th key={field.name} scope="col" colSpan={at === named.length - 1 ? 2 : 1}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={line.key}>
                {named.map(({ field, name }) => (
                  <td key={field.name} data-label={name}>
                    <FieldEditor
                      field={field}
                      label={t('schema.cell', { column: name, line: at + 1 })}
                      value={line.cells[field.name]}
                      refs={refs}
                      invalid={(isBegun(line.cells) && isMissing(line.cells, field.name, field.required)) || refused(begun.indexOf(line), field.name)}
                      describedBy={describedBy}
                      onChange={(cell) => set(line.key, field.name, cell)}
                    />
                  </td>
                ))}
                <td>
                  <IconButton icon={X} label={t('schema.removeLine', { label, line: at + 1 })} onClick={() => change(lines.filter(({ key }) => key !== line.key))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button size="small" icon={Plus} disabled={lines.length >= (max ?? Infinity)} onClick={add}>
        {t('schema.addLine')}
      </Button>
    </div>
  );
}

function isEmpty(cell: unknown): boolean {
  return cell === undefined || cell === null || cell === '';
}

function isBegun(cells: Values): boolean {
  return Object.values(cells).some((cell) => !isEmpty(cell));
}

function isMissing(cells: Values, column: string, required: boolean): boolean {
  return required && isEmpty(cells[column]);
}

/** A line that was not begun does not count; one that is half done makes the whole unfinished. */
function toList(lines: readonly Line[], columns: readonly SchemaField[]): unknown {
  const begun = lines.map(({ cells }) => cells).filter(isBegun);
  const half = begun.some((cells) => columns.some(({ field }) => cells[field.name] === INVALID || isMissing(cells, field.name, field.required)));
  return half ? INVALID : begun;
}
