import { ArrowRight, FlaskConical, Lock, type LucideIcon, Plus, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useCall } from '@/api';
import { runAction } from '@/shared/actions';
import { formatNumber, t } from '@/shared/i18n';
import { cancelJob, isOver, progressOf, useJob } from '@/shared/jobs/useJob';
import { goTo } from '@/shared/navigation';
import { Button, Page, Progress } from '@/shared/ui';
import { setWelcomed } from '@/shared/welcomed';
import { loadSample } from './sample';
import styles from './Welcome.module.css';

/** The first thing a new user sees: three ways to begin, none of them a dead end. */
export default function WelcomeScreen() {
  const status = useCall('app.status', {});
  const [running, setRunning] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const job = useJob(running);
  const over = job !== undefined && isOver(job);

  useEffect(() => {
    if (!over) return;
    if (job?.state === 'done') enter();
    else setRunning(null);
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the job ends
  }, [over]);

  const sample = async () => {
    setAsking(true);
    setRunning(await loadSample());
    setAsking(false);
  };

  return (
    <Page title={t('welcome.bar')}>
      <div className={styles.scroll}>
        <div className={styles.column}>
          <span className={styles.mark} aria-hidden>
            {[...t('app.name')][0]}
          </span>
          <h2 className={styles.title}>{t('welcome.title')}</h2>
          <p className={styles.text}>{t('welcome.text')}</p>
          {running ? (
            <div className={styles.progress}>
              <p>{t('welcome.loading')}</p>
              <Progress label={t('welcome.loading')} value={job ? progressOf(job) : null} />
              <p className={styles.dim} role="status">
                {job?.total ? t('job.progress', { done: formatNumber(job.done), total: formatNumber(job.total) }) : t('import.starting')}
              </p>
              <div className={styles.buttons}>
                <Button onClick={() => void cancelJob(running)}>{t('ui.cancel')}</Button>
                <Button look="primary" onClick={enter}>
                  {t('welcome.lookAround')}
                </Button>
              </div>
            </div>
          ) : (
            <ul className={styles.choices}>
              <Choice icon={FlaskConical} title={t('welcome.sample')} text={t('welcome.sampleText')} onChoose={() => void sample()} busy={asking} />
              <Choice icon={Upload} title={t('welcome.import')} text={t('welcome.importText')} onChoose={() => runAction('import.open')} />
              <Choice icon={Plus} title={t('welcome.empty')} text={t('welcome.emptyText')} onChoose={enter} />
            </ul>
          )}
          {status.data && (
            <p className={styles.protection}>
              <Lock aria-hidden />
              {status.data.protection.sentence}
            </p>
          )}
        </div>
      </div>
    </Page>
  );
}

/** From here on the product opens on its own start. */
function enter(): void {
  setWelcomed();
  goTo('/');
}

interface ChoiceProps {
  icon: LucideIcon;
  title: string;
  text: string;
  onChoose: () => void;
  busy?: boolean;
}

function Choice({ icon: Icon, title, text, onChoose, busy = false }: ChoiceProps) {
  return (
    <li>
      <button type="button" className={styles.choice} onClick={onChoose} disabled={busy}>
        <span className={styles.icon}>
          <Icon aria-hidden />
        </span>
        <span className={styles.words}>
          <strong>{title}</strong>
          <span className={styles.dim}>{text}</span>
        </span>
        <ArrowRight aria-hidden className={styles.arrow} />
      </button>
    </li>
  );
}
