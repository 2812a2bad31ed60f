import { ChartColumn, ChartLine, CloudLightning, FlaskConical, type LucideIcon, Route, Swords, Unplug } from 'lucide-react';
import styles from '../Insight.module.css';

const ICONS: Record<string, LucideIcon> = {
  deal_closure: ChartColumn, revenue_projection: ChartLine, interaction_paths: Route, market_shift: CloudLightning, churn_cascade: Unplug, competitive: Swords,
};

export function TypeIcon({ type }: { type: string }) {
  const Icon = ICONS[type] ?? FlaskConical;
  return (
    <span className={styles.icon}>
      <Icon aria-hidden />
    </span>
  );
}
