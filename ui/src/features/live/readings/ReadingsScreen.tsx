import { ChartLine, Download, Plus } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { Button, Page, Tabs } from '@/shared/ui';
import styles from '../Live.module.css';
import { WhenOn } from '../WhenOn';
import { useTab } from '../useTab';
import { AddReading } from './AddReading';
import { Charts } from './Charts';
import { Imports } from './Imports';
import own from './Readings.module.css';

const TABS = ['charts', 'imports'] as const;
const ICONS = { charts: ChartLine, imports: Download };

/** What was read over days and weeks, from devices and from the exports of other products. */
export default function ReadingsScreen() {
  const [tab, show] = useTab(TABS);
  const [adding, setAdding] = useState(false);
  const on = useCall('sensing.status', {}).data?.enabled === true;
  useActionHandler('readings.add', () => setAdding(true), on);
  return (
    <Page
      title={t('nav.readings')}
      beside={<Tabs label={t('readings.parts')} value={tab} onChange={show} tabs={TABS.map((value) => ({ value, label: t(`readings.tab.${value}`), icon: ICONS[value] }))} />}
      actions={
        on && (
          <Button icon={Plus} onClick={() => setAdding(true)}>
            {t('readings.add')}
          </Button>
        )
      }
    >
      <div className={styles.scroll}>
        <div className={own.wide}>
          <WhenOn>{tab === 'charts' ? <Charts onImport={() => show('imports')} /> : <Imports />}</WhenOn>
        </div>
      </div>
      {adding && <AddReading onClose={() => setAdding(false)} />}
    </Page>
  );
}
