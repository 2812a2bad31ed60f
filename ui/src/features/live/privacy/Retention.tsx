import { useQueryClient } from '@tanstack/react-query';
import { type Output, call } from '@/api';
import { t } from '@/shared/i18n';
import { toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { NumberField } from '../NumberField';
import { Section } from '../Section';
import own from '../profile/Profile.module.css';
import { refreshMirror } from '../refresh';

type Kept = Output<'privacy.stored'>['retention'];
const PARTS = ['readings_days', 'moments_days', 'recordings_days'] as const;
const MOST = 3650;

/** How long what is kept. Shorter erases what is older now, not only from the next day on. */
export function Retention({ kept }: { kept: Kept }) {
  const client = useQueryClient();
  const set = async (change: Partial<Kept>) => {
    try {
      await call('profile.change', { retention: { ...kept, ...change } });
      await call('privacy.tidy', {});
      toast(t('privacy.retentionKept'));
    } catch (error) {
      toastError(t('privacy.retentionNotKept'), error);
    } finally {
      refreshMirror(client);
    }
  };
  return (
    <Section title={t('privacy.retention')}>
      <div className={styles.card}>
        <div className={own.fields}>
          {PARTS.map((part) => (
            <NumberField key={part} label={t(`privacy.${part}`)} hint={t(`privacy.hint.${part}`)} value={kept[part]} least={1} most={MOST} onCommit={(days) => void set({ [part]: Math.round(days) })} />
          ))}
        </div>
      </div>
    </Section>
  );
}
