import { FlaskConical } from 'lucide-react';
import { t } from '@/shared/i18n';
import { Tag } from '@/shared/ui';
import styles from './Live.module.css';

const HUE = 75;

/** What comes from a simulated device says so wherever it shows. */
export function SimulatedTag() {
  return <Tag text={t('live.simulated')} hue={HUE} />;
}

export function SimulatedNotice() {
  return (
    <p className={styles.notice}>
      <FlaskConical aria-hidden />
      <strong>{t('live.simulated')}</strong>
      <span className={styles.text}>{t('live.simulatedText')}</span>
    </p>
  );
}
