import type { ApiError, Field, Refs } from '@/api';
import { t, tDynamic } from '../i18n';
import { problemOf } from '../problems';
import { FieldEditor, INVALID } from '../records/fields/FieldEditor';
import { humanise, optionLabel } from '../records/kinds';
import { Checkbox, FormField } from '../ui';
import { JsonEditor } from './JsonEditor';
import { MapEditor } from './MapEditor';
import { TableEditor } from './TableEditor';
import { type SchemaField, type Values, valueAt } from './fields';
import styles from './SchemaForm.module.css';

interface SchemaFormProps {
  fields: readonly SchemaField[];
  values: Values;
  refs?: Refs;
  /** Told the path of what was changed. */
  onChange: (name: string, value: unknown) => void;
  error: ApiError | null;
  /** What problems are named by before the field: `parameters.`. */
  path?: string;
  /** Where the catalogue names the fields: `simulation.parameter` finds `simulation.parameter.samples`, and `….hint`. */
  words: string;
}

const NO_REFS: Refs = {};

/** A form out of a JSON Schema: each field with its control, what it is for, and what was wrong with it. */
export function SchemaForm({ fields, values, refs = NO_REFS, onChange, error, path = '', words }: SchemaFormProps) {
  return (
    <div className={styles.fields}>
      {fields.map((entry) => {
        const { field, form, columns, description } = entry;
        const value = valueAt(values, field.name);
        const label = tDynamic(`${words}.${field.name}`, humanise(field.name.split('.').at(-1)!));
        const bad = value === INVALID ? t(columns ? 'schema.unfinished' : 'record.notUnderstood') : problemOf(error, `${path}${field.name}`);
        const hint = tDynamic(`${words}.${field.name}.hint`, description ?? '') || undefined;
        if (field.type === 'boolean') {
          return (
            <div key={field.name} className={styles.check}>
              <Checkbox checked={value === true} onChange={(checked) => onChange(field.name, checked)}>
                {label}
              </Checkbox>
              {(bad ?? hint) && <p className={styles.hint}>{bad ?? hint}</p>}
            </div>
          );
        }
        return (
          <div key={field.name} className={form === 'field' ? undefined : styles.wide}>
            <FormField label={label} required={field.required} error={bad} hint={hint}>
              {(ids) => {
                if (form === 'map') return <MapEditor {...ids} label={label} value={value} onChange={(next) => onChange(field.name, next)} />;
                if (columns) {
                  const refused = (line: number, column: string) => problemOf(error, `${path}${field.name}[${line}].${column}`) !== undefined;
                  return <TableEditor {...ids} label={label} columns={columns} max={field.max} value={value} refs={refs} words={`${words}.${field.name}`} refused={refused} onChange={(next) => onChange(field.name, next)} />;
                }
                if (form === 'choices') return <Choices id={ids.id} label={label} field={field} value={value} onChange={(next) => onChange(field.name, next)} />;
                if (form === 'json') return <JsonEditor {...ids} value={value} onChange={(next) => onChange(field.name, next)} />;
                return <FieldEditor {...ids} label={label} field={field} value={value} refs={refs} onChange={(next) => onChange(field.name, next)} />;
              }}
            </FormField>
          </div>
        );
      })}
    </div>
  );
}

/** Whether anything typed is not understood yet. */
export function isUnfinished(values: Values): boolean {
  return Object.values(values).some((value) => value === INVALID || (typeof value === 'object' && value !== null && isUnfinished(value as Values)));
}

interface ChoicesProps {
  id: string;
  label: string;
  field: Field;
  value: unknown;
  onChange: (value: string[]) => void;
}

/** Some of a few, each with its box. */
function Choices({ id, label, field, value, onChange }: ChoicesProps) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <div id={id} role="group" aria-label={label} className={styles.choices}>
      {(field.options ?? []).map((option) => (
        <Checkbox key={option.value} checked={chosen.includes(option.value)} onChange={(on) => onChange(on ? [...chosen, option.value] : chosen.filter((other) => other !== option.value))}>
          {optionLabel(field.name, option.value)}
        </Checkbox>
      ))}
    </div>
  );
}
