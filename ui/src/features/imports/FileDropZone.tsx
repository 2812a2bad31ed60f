import { Upload } from 'lucide-react';
import { t } from '@/shared/i18n';
import { Button } from '@/shared/ui';
import styles from './Imports.module.css';
import { pickFile } from './open';

/** Says what can be brought in and how. The drop itself is taken anywhere on the page. */
export function FileDropZone() {
  return (
    <div className={styles.zone}>
      <span className={styles.zoneIcon}>
        <Upload aria-hidden />
      </span>
      <p className={styles.zoneTitle}>{t('import.zoneTitle')}</p>
      <p className={styles.zoneText}>{t('import.zoneText')}</p>
      <Button onClick={() => void pickFile()}>{t('import.chooseFile')}</Button>
      <p className={styles.zoneNote}>{t('import.zoneNote')}</p>
    </div>
  );
}
