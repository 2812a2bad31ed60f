import { RotateCcw } from 'lucide-react';
import { useId } from 'react';
import { formatNumber, formatPercent, t } from '@/shared/i18n';
import { parseDecimal } from '@/shared/records/fields/parse';
import { IconButton, cx } from '@/shared/ui';
import { writing } from '../result/words';
import { type Bound, reachOf } from './draft';
import { type Level, variableName } from './model';
import { NumberInput } from './NumberInput';
import own from './WhatIf.module.css';

interface VariableSliderProps {
  level: Level;
  currency: string;
  value: number;
  bound: Bound;
  onChange: (value: number) => void;
  onBound: (bound: Bound) => void;
}

const SAME = 1e-9;
/** Shares are typed and read in hundredths. */
const PERCENT = 100;

/** One variable: where it stands, where it shall stand, and between what it must stay. */
export function VariableSlider({ level, currency, value, bound, onChange, onBound }: VariableSliderProps) {
  const id = useId();
  const { least, most, step } = reachOf(level);
  const { format } = writing({ unit: level.unit, currency });
  const name = variableName(level);
  const changed = Math.abs(value - level.baseline) > SAME * Math.max(1, Math.abs(level.baseline));
  const share = level.unit === 'probability';
  const scale = share ? PERCENT : 1;
  const unit = share ? '%' : level.unit === 'money' ? currency : '';
  const difference = level.baseline > 0 ? value / level.baseline - 1 : null;
  const broken = (bound.min !== null && value < bound.min - SAME) || (bound.max !== null && value > bound.max + SAME);
  const typed = (wanted: number | null) => (wanted === null ? null : wanted / scale);
  return (
    <div className={own.variable} role="group" aria-labelledby={id}>
      <div className={own.variableHead}>
        <span id={id} className={own.variableName}>
          {name}
        </span>
        {changed && difference !== null && <span className={own.difference}>{t('whatIf.by', { value: signed(difference) })}</span>}
        <IconButton size="small" icon={RotateCcw} label={t('whatIf.reset', { name })} className={cx(!changed && own.hidden)} onClick={() => onChange(level.baseline)} />
      </div>
      <div className={own.controls}>
        <input
          type="range"
          className={own.range}
          aria-label={t('whatIf.slide', { name })}
          aria-valuetext={format(value)}
          min={least}
          max={most}
          step={step}
          value={Math.max(least, Math.min(most, value))}
          onChange={(event) => onChange(Number(event.target.value))}
          onDoubleClick={() => onChange(level.baseline)}
        />
        <span className={own.level}>
          <NumberInput label={t('whatIf.level', { name })} className={own.number} digits={share ? 1 : 2} value={value * scale} parse={parseDecimal} onChange={(wanted) => wanted !== null && onChange(wanted / scale)} />
          <span className={own.unit}>{unit}</span>
        </span>
      </div>
      <div className={own.foot}>
        <span>
          {level.variable === 'headcount' ? t('whatIf.now', { value: format(level.baseline) }) : t('whatIf.standsAt', { value: format(level.baseline), count: level.observed, number: formatNumber(level.observed) })}
        </span>
        <details className={own.limits} open={bound.min !== null || bound.max !== null || undefined}>
          <summary>{t('whatIf.limits')}</summary>
          <span className={own.bounds}>
            <NumberInput label={t('whatIf.atLeast', { name })} className={own.number} value={bound.min === null ? null : bound.min * scale} parse={parseDecimal} onChange={(min) => onBound({ ...bound, min: typed(min) })} />
            <span aria-hidden>–</span>
            <NumberInput label={t('whatIf.atMost', { name })} className={own.number} value={bound.max === null ? null : bound.max * scale} parse={parseDecimal} onChange={(max) => onBound({ ...bound, max: typed(max) })} />
            <span className={own.unit}>{unit}</span>
          </span>
        </details>
      </div>
      {broken && (
        <p className={own.broken} role="status">
          {t('whatIf.outside')}
        </p>
      )}
    </div>
  );
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${formatPercent(share, 1)}`;
}
