import { useQueryClient } from '@tanstack/react-query';
import { Disc, FileUp } from 'lucide-react';
import { useState } from 'react';
import { callByName, transport, useCall } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { useJob } from '@/shared/jobs/useJob';
import { problemText } from '@/shared/problems';
import { Button, EmptyState, StatusBar, Wait, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { refreshMirror } from '../refresh';
import { RecordingRow } from './RecordingRow';

const EXTENSIONS = ['edf', 'csv'];

/** What was recorded, and files of others taken in to be played. */
export function Recordings() {
  const list = useCall('recordings.list', {});
  return (
    <>
      <p className={styles.lead}>{t('recordings.lead')}</p>
      <TakeIn />
      <Section title={t('recordings.title')}>
        <Wait for={list}>
          {({ items, place }) =>
            items.length === 0 ? (
              <EmptyState icon={Disc} title={t('recordings.none')} text={t('recordings.noneText')} />
            ) : (
              <>
                <ul className={styles.card}>
                  {items.map((one) => (
                    <RecordingRow key={one.id} recording={one} />
                  ))}
                </ul>
                <p className={styles.empty}>
                  {t('recordings.place')} <code className={styles.path}>{place}</code>
                </p>
                <StatusBar>
                  <span>{t('recordings.count', { count: items.length, number: formatNumber(items.length) })}</span>
                </StatusBar>
              </>
            )
          }
        </Wait>
      </Section>
    </>
  );
}

function TakeIn() {
  const client = useQueryClient();
  const [job, setJob] = useState<string | null>(null);
  const state = useJob(job);
  const pick = async () => {
    try {
      const file = await transport().pickFile(EXTENSIONS);
      if (!file) return;
      setJob((await callByName<{ job: string }>('path' in file ? 'recordings.import_file' : 'recordings.import', file)).job);
    } catch (error) {
      toastError(t('import.notOpened'), error);
    }
  };
  const [seen, setSeen] = useState<string | null>(null);
  if (state?.state === 'done' && seen !== state.id) {
    setSeen(state.id);
    queueMicrotask(() => refreshMirror(client));
  }
  return (
    <div className={styles.card}>
      <div className={styles.row}>
        <span className={styles.text}>
          <span className={styles.name}>{t('recordings.takeIn')}</span>
          <span className={styles.facts}>{t('recordings.takeInText')}</span>
          {state?.state === 'failed' && (
            <span className={styles.low} role="alert">
              {problemText(state.error)}
            </span>
          )}
        </span>
        <Button icon={FileUp} busy={state?.state === 'running' || state?.state === 'queued'} onClick={() => void pick()}>
          {t('readings.pick')}
        </Button>
      </div>
    </div>
  );
}
