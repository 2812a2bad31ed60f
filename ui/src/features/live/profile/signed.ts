import { formatNumber } from '@/shared/i18n';

/** A weight with its sign: "+0.60", "−0.25", "0". */
export function signed(value: number): string {
  const size = formatNumber(Math.abs(value), 2);
  if (Math.abs(value) < 0.005) return formatNumber(0);
  return `${value > 0 ? '+' : '−'}${size}`;
}
