import { type ChangeEvent, useState } from 'react';
import type { Field, Refs } from '@/api';
import { t } from '../../i18n';
import { Checkbox, Combobox, Dot, Input, TextArea } from '../../ui';
import { fieldLabel, optionLabel } from '../kinds';
import { ListEditor } from './ListEditor';
import { fromLocalInput, parseDecimal, parseInteger, toLocalInput, writeDecimal } from './parse';
import { RecordPicker } from './RecordPicker';

export interface FieldEditorProps {
  field: Field;
  value: unknown;
  refs: Refs;
  /** Every change, also half typed; `INVALID` while what is typed cannot be understood. */
  onChange: (value: unknown) => void;
  /** A choice was made that needs no Enter. */
  onChosen?: ((value: unknown) => void) | undefined;
  id?: string | undefined;
  invalid?: boolean;
  describedBy?: string | undefined;
  /** In a cell or in place: has the focus at once, lists open by themselves. */
  inPlace?: boolean;
  /** What it is called where it is no field of a record. */
  label?: string;
}

/** Stands for text that is no value of the field's type. */
export const INVALID = Symbol('invalid');

/** The control for one field, told by its type. */
export function FieldEditor({ field, value, refs, onChange, onChosen, id, invalid = false, describedBy, inPlace = false, label = fieldLabel(field) }: FieldEditorProps) {
  const common = { id, 'aria-label': label, 'aria-describedby': describedBy, 'aria-invalid': invalid || undefined, autoFocus: inPlace };
  const choose = (next: unknown) => {
    onChange(next);
    onChosen?.(next);
  };
  switch (field.type) {
    case 'long_text':
      return <TextArea {...common} rows={inPlace ? 5 : 3} defaultValue={text(value)} onChange={(event) => onChange(event.target.value || null)} />;
    case 'integer':
      return <TypedInput {...common} inputMode="numeric" start={text(value)} parse={parseInteger} onChange={onChange} />;
    case 'decimal':
    case 'money':
      return <TypedInput {...common} inputMode="decimal" start={typeof value === 'number' ? writeDecimal(value) : text(value)} parse={parseDecimal} onChange={onChange} />;
    case 'boolean':
      return <Checkbox checked={value === true} onChange={choose} label={label} />;
    case 'date':
      return <Input {...common} type="date" max="9999-12-31" defaultValue={text(value)} onChange={(event) => onChange(event.target.value || null)} />;
    case 'instant':
      return (
        <Input
          {...common}
          type="datetime-local"
          max="9999-12-31T23:59"
          defaultValue={value ? toLocalInput(String(value)) : ''}
          onChange={(event) => onChange(fromLocalInput(event.target.value))}
        />
      );
    case 'select':
    case 'currency': {
      const options = choices(field);
      return (
        <Combobox
          id={id}
          label={label}
          invalid={invalid}
          describedBy={describedBy}
          clearable={!field.required}
          placeholder={inPlace ? undefined : t('record.choose')}
          options={options}
          value={options.find((option) => option.value === value) ?? null}
          onChange={(option) => choose(option?.value ?? null)}
          focused={inPlace}
        />
      );
    }
    case 'multi_select':
    case 'list':
      return <ListEditor {...common} field={field} value={(value as string[] | null) ?? []} onChange={onChange} />;
    case 'reference':
      return (
        <RecordPicker
          kind={field.reference ?? ''}
          id={id}
          label={label}
          invalid={invalid}
          describedBy={describedBy}
          clearable={!field.required}
          value={(value as string | null) ?? null}
          name={value ? refs[String(value)]?.name : undefined}
          onChange={choose}
          focused={inPlace}
        />
      );
    default:
      return (
        <Input
          {...common}
          type={INPUT_TYPES[field.type] ?? 'text'}
          maxLength={field.max ?? undefined}
          defaultValue={text(value)}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      );
  }
}

const INPUT_TYPES: Partial<Record<Field['type'], string>> = { email: 'email', phone: 'tel', url: 'url' };
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'CAD', 'AUD', 'CNY', 'INR', 'BRL'];

function choices(field: Field) {
  if (field.type !== 'currency' || field.options?.length) {
    return (field.options ?? []).map(({ value, hue }) => ({
      value,
      label: optionLabel(field.name, value),
      before: hue === null || hue === undefined ? undefined : <Dot hue={hue} />,
    }));
  }
  const all = Intl.supportedValuesOf('currency');
  return [...CURRENCIES, ...all.filter((code) => !CURRENCIES.includes(code))].map((code) => ({ value: code, label: code }));
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

interface TypedInputProps extends Omit<React.ComponentProps<'input'>, 'onChange' | 'value'> {
  start: string;
  parse: (text: string) => unknown;
  onChange: (value: unknown) => void;
}

/** Text that stands for a number: says at once when it is none. */
function TypedInput({ start, parse, onChange, ...rest }: TypedInputProps) {
  const [typed, setTyped] = useState(start);
  const bad = parse(typed) === undefined;
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    setTyped(event.target.value);
    const value = parse(event.target.value);
    onChange(value === undefined ? INVALID : value);
  };
  return <Input {...rest} aria-invalid={bad || rest['aria-invalid']} value={typed} onChange={change} />;
}
