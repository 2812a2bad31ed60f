import { Plus, Trash2 } from 'lucide-react';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Button, Checkbox, IconButton, Input, Select } from '@/shared/ui';
import styles from './Rules.module.css';
import { type Comparison, type Flat, MEASURES, STATES } from './condition';

type Shape = 'above' | 'below' | 'state';
const SHAPES = ['above', 'below', 'state'] as const;

const shapeOf = (part: Comparison): Shape => ('state' in part ? 'state' : 'above' in part ? 'above' : 'below');
const limitOf = (part: Comparison): number => ('state' in part ? 50 : 'above' in part ? part.above : part.below);

/** Comparisons in a row, all or any of which must hold. */
export function ConditionEditor({ condition: { join, parts }, onChange }: { condition: Flat; onChange: (condition: Flat) => void }) {
  const put = (at: number, part: Comparison | null) => onChange({ join, parts: part ? parts.toSpliced(at, 1, part) : parts.toSpliced(at, 1) });
  return (
    <div className={styles.condition}>
      {parts.length > 1 && (
        <Select
          label={t('rules.join')}
          size="small"
          className={styles.join}
          value={join}
          options={[{ value: 'all', label: t('rules.all') }, { value: 'any', label: t('rules.any') }]}
          onChange={(next) => onChange({ join: next, parts })}
        />
      )}
      {parts.length === 0 && <p className={styles.note}>{t('rules.noCondition')}</p>}
      <ul>
        {parts.map((part, at) => (
          // A comparison is told from the others by its place only.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className={styles.comparison}>
            <Part part={part} number={at + 1} onChange={(next) => put(at, next)} />
            <IconButton icon={Trash2} label={t('rules.removePart', { number: formatNumber(at + 1) })} onClick={() => put(at, null)} />
          </li>
        ))}
      </ul>
      <Button size="small" icon={Plus} className={styles.add} onClick={() => onChange({ join, parts: [...parts, { measure: 'stress', above: 70, until: 55 }] })}>
        {t('rules.addPart')}
      </Button>
    </div>
  );
}

function Part({ part, number, onChange }: { part: Comparison; number: number; onChange: (part: Comparison) => void }) {
  const shape = shapeOf(part);
  const measure = 'state' in part ? 'stress' : part.measure;
  const name = (what: 'measure' | 'how' | 'value' | 'until') => t(`rules.part.${what}`, { number: formatNumber(number) });
  const reshape = (next: Shape) => {
    if (next === 'state') return onChange({ state: ['stressed'] });
    onChange(next === 'above' ? { measure, above: limitOf(part) } : { measure, below: limitOf(part) });
  };
  return (
    <div className={styles.parts}>
      {'state' in part ? (
        <span className={styles.fixed}>{t('field.state')}</span>
      ) : (
        <Select label={name('measure')} className={styles.measure} value={part.measure} options={MEASURES.map((value) => ({ value: value as string, label: tDynamic(`sensing.measure.${value}`, value) }))} onChange={(value) => onChange({ ...part, measure: value })} />
      )}
      <Select label={name('how')} className={styles.how} value={shape} options={SHAPES.map((value) => ({ value, label: t(`rules.how.${value}`) }))} onChange={reshape} />
      {'state' in part ? (
        <span className={styles.states}>
          {STATES.map((state) => (
            <Checkbox key={state} checked={part.state.includes(state)} onChange={(on) => onChange({ state: on ? [...part.state, state] : part.state.filter((one) => one !== state) })}>
              {tDynamic(`option.${state}`, state)}
            </Checkbox>
          ))}
        </span>
      ) : (
        <>
          <NumberInput label={name('value')} value={limitOf(part)} onChange={(value) => value !== undefined && onChange(shape === 'above' ? { ...part, above: value } : { ...part, below: value })} />
          <span className={styles.until}>{t('rules.until')}</span>
          <NumberInput label={name('until')} value={part.until} onChange={(value) => onChange(withUntil(part, value))} />
        </>
      )}
    </div>
  );
}

function withUntil(part: Exclude<Comparison, { state: string[] }>, until: number | undefined): Comparison {
  const { until: _, ...rest } = part;
  return until === undefined ? (rest as Comparison) : ({ ...rest, until } as Comparison);
}

function NumberInput({ label, value, onChange }: { label: string; value: number | undefined; onChange: (value: number | undefined) => void }) {
  return (
    <Input
      type="number"
      step="any"
      aria-label={label}
      className={styles.number}
      defaultValue={value ?? ''}
      onChange={({ target: { value: typed } }) => (typed === '' ? onChange(undefined) : Number.isFinite(Number(typed)) && onChange(Number(typed)))}
    />
  );
}
