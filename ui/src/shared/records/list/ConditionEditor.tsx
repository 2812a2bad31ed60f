import type { FormEvent } from 'react';
import type { Condition, Field, Refs } from '@/api';
import { t, tDynamic } from '../../i18n';
import { Button, Checkbox, Input, Select, useFocusFirst } from '../../ui';
import { FieldEditor, INVALID } from '../fields/FieldEditor';
import { fieldLabel, optionLabel } from '../kinds';
import styles from './ConditionEditor.module.css';
import { WHEN, comparisonLabel, comparisonOf, comparisonsOf } from './filters';

interface ConditionEditorProps {
  field: Field;
  condition: Condition;
  refs: Refs;
  onChange: (condition: Condition) => void;
  onDone: () => void;
}

/** Sets the comparison and the value of one condition. */
export function ConditionEditor({ field, condition, refs, onChange, onDone }: ConditionEditorProps) {
  const comparisons = comparisonsOf(field);
  const chosen = comparisonOf(field, condition);
  const value = useFocusFirst<HTMLDivElement>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone();
  };
  return (
    <form className={styles.editor} onSubmit={submit}>
      <div className={styles.head}>
        <span className={styles.name}>{fieldLabel(field)}</span>
        <Select
          label={t('list.operator')}
          size="small"
          look="quiet"
          value={chosen.id}
          options={comparisons.map((comparison) => ({ value: comparison.id, label: comparisonLabel(comparison) }))}
          onChange={(id) => {
            const next = comparisons.find((comparison) => comparison.id === id)!;
            onChange({ field: field.name, op: next.op, value: next.fixed ?? carried(condition, next.op) });
          }}
        />
      </div>
      <div ref={value}>{chosen.fixed === undefined && <Value field={field} condition={condition} refs={refs} onChange={(next) => onChange({ ...condition, value: next })} />}</div>
      <Button type="submit" look="primary" size="small">
        {t('ui.done')}
      </Button>
    </form>
  );
}

/** A value typed before is kept where the new comparison can use it. */
function carried(condition: Condition, op: Condition['op']): unknown {
  if (op === 'range') return ['', ''];
  if (op === 'in') return [];
  return Array.isArray(condition.value) || typeof condition.value === 'boolean' ? '' : condition.value;
}

interface ValueProps {
  field: Field;
  condition: Condition;
  refs: Refs;
  onChange: (value: unknown) => void;
}

function Value({ field, condition: { op, value }, refs, onChange }: ValueProps) {
  const plain = (next: unknown) => onChange(next === INVALID || next === null ? '' : next);
  if (op === 'in') {
    const chosen = Array.isArray(value) ? (value as string[]) : [];
    return (
      <fieldset className={styles.choices}>
        <legend className="visually-hidden">{fieldLabel(field)}</legend>
        {(field.options ?? []).map((option) => (
          <Checkbox
            key={option.value}
            checked={chosen.includes(option.value)}
            onChange={(on) => onChange(on ? [...chosen, option.value] : chosen.filter((other) => other !== option.value))}
          >
            {optionLabel(field.name, option.value)}
          </Checkbox>
        ))}
      </fieldset>
    );
  }
  if (op === 'range') {
    const [low, high] = Array.isArray(value) ? value : ['', ''];
    return (
      <div className={styles.range}>
        <FieldEditor field={field} value={low} refs={refs} onChange={(next) => onChange([next === INVALID ? '' : next, high])} />
        <span aria-hidden>–</span>
        <FieldEditor field={field} value={high} refs={refs} onChange={(next) => onChange([low, next === INVALID ? '' : next])} />
      </div>
    );
  }
  if (field.type === 'date' || field.type === 'instant') return <When value={String(value)} onChange={onChange} />;
  if (field.type === 'boolean') {
    return (
      <Checkbox checked={value === true} onChange={onChange}>
        {t('ui.yes')}
      </Checkbox>
    );
  }
  if (field.type === 'list' || field.type === 'multi_select') {
    return <Input aria-label={t('list.value')} defaultValue={String(value)} onChange={(event) => onChange(event.target.value)} />;
  }
  return <FieldEditor key={op} field={{ ...field, required: true }} value={value} refs={refs} onChange={plain} />;
}

/** A day: one that moves with the calendar, or a fixed one. */
function When({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const exact = !WHEN.includes(value);
  const options = [...WHEN, 'exact'].map((when) => ({ value: when, label: tDynamic(`when.${when}`, when) }));
  return (
    <div className={styles.when}>
      <Select label={t('list.value')} value={exact ? 'exact' : value} options={options} onChange={(next) => onChange(next === 'exact' ? new Date().toISOString().slice(0, 10) : next)} />
      {exact && <Input type="date" aria-label={t('when.exact')} value={value.slice(0, 10)} onChange={(event) => onChange(event.target.value)} />}
    </div>
  );
}
