import { Activity, Download } from 'lucide-react';
import { useState } from 'react';
import { type Output, useCall } from '@/api';
import { formatDate, formatList, formatNumber, formatRelative, t } from '@/shared/i18n';
import { Lines } from '@/shared/plots';
import { Button, EmptyState, SkeletonLines, StatusBar, Tabs, Wait } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { SimulatedTag } from '../Simulated';
import own from './Readings.module.css';
import { READINGS, type Reading, addsUp, axisName, readingName, readingText, sourceText, tickText } from './measures';

type Summary = Output<'readings.summary'>['items'][number];

const DAY_MS = 86_400_000;
/** What can be looked back on, and what a point of it stands for. */
const SPANS = { day: { days: 1, bucket: 'minute' }, week: { days: 7, bucket: 'hour' }, month: { days: 30, bucket: 'day' }, quarter: { days: 90, bucket: 'day' }, year: { days: 365, bucket: 'day' } } as const;
type Span = keyof typeof SPANS;
const NAMES = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies readonly Span[];

/** The zone of this machine: the wearer's days are those they live in. */
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Everything there is, a plot each, over the same stretch of time. */
export function Charts({ onImport }: { onImport: () => void }) {
  const [span, setSpan] = useState<Span>('month');
  const summary = useCall('readings.summary', {});
  return (
    <Wait for={summary}>
      {({ items }) => {
        const shown = READINGS.filter((measure) => items.some((item) => item.measure === measure));
        if (shown.length === 0)
          return (
            <EmptyState icon={Activity} title={t('readings.none')} text={t('readings.noneText')}>
              <Button look="primary" icon={Download} onClick={onImport}>
                {t('readings.toImport')}
              </Button>
            </EmptyState>
          );
        return (
          <>
            <Tabs label={t('readings.span')} value={span} onChange={setSpan} tabs={NAMES.map((value) => ({ value, label: t(`readings.span.${value}`) }))} />
            <div className={own.charts}>
              {shown.map((measure) => (
                <Chart key={measure} measure={measure} span={span} />
              ))}
            </div>
            <There items={items.toSorted((a, b) => READINGS.indexOf(a.measure as Reading) - READINGS.indexOf(b.measure as Reading))} />
            <StatusBar>
              <span>{t('readings.zone', { zone: zone() })}</span>
            </StatusBar>
          </>
        );
      }}
    </Wait>
  );
}

/** The stretch until the end of this day, so that what is asked stays the same as long as it is the same day. */
function stretch(days: number): { from: string; to: string } {
  const end = new Date();
  end.setHours(24, 0, 0, 0);
  const begin = new Date(end);
  begin.setDate(begin.getDate() - days);
  return { from: begin.toISOString(), to: end.toISOString() };
}

function Chart({ measure, span }: { measure: Reading; span: Span }) {
  const { days } = SPANS[span];
  // What adds up says nothing by the minute.
  const bucket = addsUp(measure) && SPANS[span].bucket === 'minute' ? 'hour' : measure.startsWith('sleep') ? 'day' : SPANS[span].bucket;
  const { from, to } = stretch(days);
  const series = useCall('readings.list', { measure, bucket, from, to, time_zone: zone() }, { keep: true });
  const title = readingName(measure);
  return (
    <div className={own.chart}>
      {series.data?.simulated && (
        <span className={own.simulated}>
          <SimulatedTag />
        </span>
      )}
      <Wait for={series} skeleton={<SkeletonLines />}>
        {({ points }) => (
          <Lines
            title={title}
            description={points.length > 0 ? summaryOf(measure, points) : undefined}
            height={180}
            fromZero={addsUp(measure)}
            x={{ name: t('readings.when'), kind: 'time', within: [Date.parse(from), Date.parse(to)], ...(bucket === 'day' ? { format: (at) => formatDate(new Date(at)) } : {}) }}
            y={{ name: axisName(measure), format: (value) => readingText(measure, value), formatTick: (value) => tickText(measure, value) }}
            series={[
              {
                name: title,
                shape: bucket === 'day' ? 'both' : 'line',
                points: spaced(points, bucket).map((point) =>
                  point.value === null ? { x: point.at, y: null } : { x: point.at, y: point.value, ...(addsUp(measure) || bucket !== 'day' ? {} : { low: point.least, high: point.most }), rows: addsUp(measure) ? [] : [[t('readings.range'), `${readingText(measure, point.least)} – ${readingText(measure, point.most)}`]] },
                ),
              },
            ]}
          />
        )}
      </Wait>
    </div>
  );
}

type Point = Output<'readings.list'>['points'][number];
type Spaced = { at: number; value: number; least: number; most: number } | { at: number; value: null };

const LENGTHS = { minute: 60_000, hour: 3_600_000, day: DAY_MS };
/** A line is broken where more than so many points are missing. */
const GAP = 2.5;

/** The points with a gap between those that lie far apart: what was not measured is not drawn. */
export function spaced(points: readonly Point[], bucket: keyof typeof LENGTHS): Spaced[] {
  const all: Spaced[] = [];
  for (const { at: text, value, least, most } of points) {
    const at = Date.parse(text);
    const before = all.at(-1);
    if (before && at - before.at > LENGTHS[bucket] * GAP) all.push({ at: before.at + LENGTHS[bucket], value: null });
    all.push({ at, value, least, most });
  }
  return all;
}

function summaryOf(measure: Reading, points: readonly Point[]): string {
  const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length;
  if (addsUp(measure)) return t('readings.perDay', { value: readingText(measure, mean) });
  const least = Math.min(...points.map((point) => point.least));
  const most = Math.max(...points.map((point) => point.most));
  return t('readings.mean', { value: readingText(measure, mean), least: readingText(measure, least), most: readingText(measure, most) });
}

/** What there is: how many, since when, by whom. */
function There({ items }: { items: readonly Summary[] }) {
  const devices = useCall('devices.status', {});
  const names = new Map(devices.data?.items.map(({ device, name }) => [device, name]));
  return (
    <Section title={t('readings.there')}>
      <ul className={styles.card}>
        {items.map(({ measure, count, first, last, newest, sources }) => (
          <li key={measure} className={styles.row}>
            <span className={styles.text}>
              <span className={styles.name}>{readingName(measure)}</span>
              <span className={styles.facts}>
                <span>{t('readings.samples', { count, number: formatNumber(count) })}</span>
                <span>{t('privacy.since', { date: formatDate(first) })}</span>
                <span>{formatList([...new Set(sources.map((source) => sourceText(source, names)))])}</span>
              </span>
            </span>
            <span className={own.newest}>
              {readingText(measure, newest)}
              <span className={own.when}>{formatRelative(last)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
