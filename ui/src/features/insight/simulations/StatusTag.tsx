import { t } from '@/shared/i18n';
import { optionLabel } from '@/shared/records/kinds';
import { Tag } from '@/shared/ui';
import type { Status } from './model';

const HUES: Record<Status, number> = { running: 255, done: 165, failed: 25, cancelled: 75 };

export function StatusTag({ status }: { status: Status | null }) {
  return status ? <Tag text={optionLabel('status', status)} hue={HUES[status]} /> : <Tag text={t('simulations.notRun')} hue={90} />;
}
