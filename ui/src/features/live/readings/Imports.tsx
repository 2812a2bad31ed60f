import { useQueryClient } from '@tanstack/react-query';
import { Download, FileUp, X } from 'lucide-react';
import { useState } from 'react';
import { type JobState, callByName, transport, useCall } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { cancelJob, isOver, progressOf, useJob } from '@/shared/jobs/useJob';
import { problemText } from '@/shared/problems';
import { Button, EmptyState, Progress, Wait, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { Section } from '../Section';
import { refreshMirror } from '../refresh';
import { ImportRow } from './ImportRow';
import own from './Readings.module.css';

const EXTENSIONS = ['xml', 'zip', 'json', 'csv', 'db'];
const ACCEPTED = ['apple_health', 'health_connect', 'google_fit', 'fitbit', 'csv'] as const;

/** Taking in what other products give out: what is accepted, the work as it goes, and what came of each file. */
export function Imports() {
  const client = useQueryClient();
  const [job, setJob] = useState<string | null>(null);
  const imports = useCall('readings.imports', {});
  const pick = async () => {
    try {
      const file = await transport().pickFile(EXTENSIONS);
      if (!file) return;
      const begun = await callByName<{ job: string }>('path' in file ? 'readings.import_file' : 'readings.import', file);
      setJob(begun.job);
    } catch (error) {
      toastError(t('import.notOpened'), error);
    }
  };
  return (
    <>
      <Section title={t('readings.take')}>
        <div className={styles.card}>
          <ul className={own.accepted}>
            {ACCEPTED.map((source) => (
              <li key={source}>
                <span className={styles.name}>{tDynamic(`sensing.source.${source}`, source)}</span>
                <span className={styles.facts}>{t(`readings.accepts.${source}`)}</span>
              </li>
            ))}
          </ul>
          <div className={styles.row}>
            <span className={styles.text}>
              <span className={styles.facts}>{t('readings.takeText')}</span>
            </span>
            <Button look="primary" icon={FileUp} onClick={() => void pick()}>
              {t('readings.pick')}
            </Button>
          </div>
        </div>
      </Section>
      {job && <Running id={job} onOver={() => refreshMirror(client)} onClose={() => setJob(null)} />}
      <Section title={t('readings.taken')}>
        <Wait for={imports}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Download} title={t('readings.noImports')} text={t('readings.noImportsText')} />
            ) : (
              <ul className={styles.card}>
                {items.map((one) => (
                  <ImportRow key={one.id} taken={one} />
                ))}
              </ul>
            )
          }
        </Wait>
      </Section>
    </>
  );
}

/** The file that is being read: how far it is, the way to stop it, and why it failed. */
function Running({ id, onOver, onClose }: { id: string; onOver: () => void; onClose: () => void }) {
  const job = useJob(id);
  const [told, setTold] = useState(false);
  if (!job) return null;
  if (isOver(job) && !told) {
    setTold(true);
    queueMicrotask(onOver);
  }
  if (job.state === 'done') return <Done job={job} onClose={onClose} />;
  const name = tDynamic(`job.${job.operation}`, job.operation);
  return (
    <div className={own.running} role="status">
      {job.state === 'failed' || job.state === 'cancelled' ? (
        <>
          <p className={job.state === 'failed' ? own.bad : undefined}>{job.state === 'failed' ? problemText(job.error) : t('readings.cancelled')}</p>
          <Button size="small" onClick={onClose}>
            {t('ui.close')}
          </Button>
        </>
      ) : (
        <>
          <span>{t('readings.reading')}</span>
          <span className={own.bar}>
            <Progress label={name} value={progressOf(job)} />
          </span>
          <Button size="small" icon={X} onClick={() => void cancelJob(job.id)}>
            {t('ui.cancel')}
          </Button>
        </>
      )}
    </div>
  );
}

function Done({ job, onClose }: { job: JobState; onClose: () => void }) {
  const { taken, bad } = job.result as { taken: number; bad: number };
  return (
    <div className={own.running} role="status">
      <p>
        {t('readings.done', { count: taken, number: formatNumber(taken) })} {bad > 0 && t('readings.badRows', { count: bad, number: formatNumber(bad) })}
      </p>
      <Button size="small" onClick={onClose}>
        {t('ui.close')}
      </Button>
    </div>
  );
}
