import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { call } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { Button, Dialog, toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { refreshMirror } from '../refresh';

/** Erasing all of it: asked about, since it cannot be taken back. */
export function Erase({ count }: { count: number }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const erase = async () => {
    setBusy(true);
    try {
      const { records, readings, recordings } = await call('privacy.erase', {});
      const all = records + readings + recordings;
      toast(t('privacy.erased', { count: all, number: formatNumber(all) }));
      setAsking(false);
    } catch (error) {
      toastError(t('privacy.notErased'), error);
    } finally {
      setBusy(false);
      refreshMirror(client);
    }
  };
  return (
    <div className={styles.card}>
      <div className={styles.row}>
        <div className={styles.text}>
          <span className={styles.name}>{t('privacy.erase')}</span>
          <span className={styles.facts}>{t('privacy.eraseText')}</span>
        </div>
        <Button look="danger" icon={Trash2} disabled={count === 0} onClick={() => setAsking(true)}>
          {t('privacy.eraseNow')}
        </Button>
      </div>
      <Dialog
        open={asking}
        size="narrow"
        onClose={() => setAsking(false)}
        title={t('privacy.eraseTitle')}
        description={t('privacy.eraseAsk', { count, number: formatNumber(count) })}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button look="danger" icon={Trash2} busy={busy} onClick={() => void erase()}>
              {t('privacy.eraseNow')}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </div>
  );
}
