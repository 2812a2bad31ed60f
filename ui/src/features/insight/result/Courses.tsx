import { useState } from 'react';
import { formatMonth, formatNumber, t } from '@/shared/i18n';
import { Fan } from '@/shared/plots';
import { Select } from '@/shared/ui';
import type { Series } from '../model';
import { quantityName, writing } from './words';

/** How something goes on over time: what was, then a fan of what may come. */
export function Courses({ series, title, description }: { series: readonly Series[]; title?: string; description?: string }) {
  const [wanted, setWanted] = useState('0');
  const shown = series[Number(wanted)] ?? series[0];
  if (!shown) return null;
  const { format, tick } = writing(shown);
  const name = quantityName(shown.quantity, shown.subject);
  const dated = shown.points.every(({ date }) => date !== null);
  const place = (point: Series['points'][number]) => (dated ? new Date(`${point.date}T12:00:00`).getTime() : point.step);
  return (
    <Fan
      title={title ?? name}
      description={description ?? t('insight.fanText')}
      unit={name}
      format={format}
      formatTick={tick}
      calendar={dated}
      formatAt={(at) => (dated ? formatMonth(new Date(at)) : t('insight.step', { number: formatNumber(at) }))}
      past={shown.points.flatMap((point) => (point.actual === null ? [] : [{ at: place(point), value: point.actual }]))}
      points={shown.points.filter(({ actual }) => actual === null).map((point) => ({ at: place(point), p10: point.p10, p50: point.p50, p90: point.p90 }))}
      tools={
        series.length > 1 && (
          <Select
            size="small"
            look="quiet"
            label={t('insight.course')}
            value={wanted}
            options={series.map((one, index) => ({ value: String(index), label: quantityName(one.quantity, one.subject) }))}
            onChange={setWanted}
          />
        )
      }
    />
  );
}
