import { useCall } from '@/api';
import { t } from '@/shared/i18n';
import { Page, Wait } from '@/shared/ui';
import { Appearance } from './Appearance';
import { Data } from './Data';
import { Jobs } from './Jobs';
import { Section } from './Section';
import styles from './Settings.module.css';
import { Workspace } from './Workspace';

export default function SettingsScreen() {
  const status = useCall('app.status', {});
  return (
    <Page title={t('settings.title')}>
      <div className={styles.scroll}>
        <div className={styles.column}>
          <Appearance />
          <Wait for={status}>
            {(data) => (
              <>
                <Workspace owner={data.owner} />
                <Data status={data} />
              </>
            )}
          </Wait>
          <Jobs />
          {status.data && (
            <Section title={t('settings.about')}>
              <p className={styles.about}>{t('settings.version', { version: status.data.version })}</p>
              <p className={styles.hint}>{t('settings.licence')}</p>
            </Section>
          )}
        </div>
      </div>
    </Page>
  );
}
