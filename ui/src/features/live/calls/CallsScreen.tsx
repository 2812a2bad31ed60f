import { useSearch } from '@tanstack/react-router';
import { PhoneCall } from 'lucide-react';
import { type Output, usePages } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { Button, EmptyState, Page, StatusBar, Wait } from '@/shared/ui';
import layout from '../Live.module.css';
import { Section } from '../Section';
import { WhenOn } from '../WhenOn';
import { CallRow } from './CallRow';
import { CallTabs } from './CallTabs';
import styles from './Calls.module.css';
import { OnNow } from './OnNow';
import { StartForm } from './StartForm';
import { useRunningCall } from './running';

type Call = Output<'calls.list'>['items'][number];

const PAGE = 30;

/** The calls that were timed, and the way to time one. */
export default function CallsScreen() {
  return (
    <Page title={t('nav.calls')} beside={<CallTabs at="calls" />}>
      <WhenOn>
        <Calls />
      </WhenOn>
    </Page>
  );
}

function Calls() {
  const running = useRunningCall();
  const { start } = useSearch({ strict: false }) as { start?: boolean };
  const past = usePages<Call>('calls.list', { ordering: ['-started_at'], limit: PAGE });
  return (
    <div className={layout.scroll}>
      <div className={styles.wide}>
        {running === null && <StartForm focused={start === true} />}
        {running && <OnNow call={running} />}
        <Section title={t('calls.past')}>
          <Wait for={past}>
            {({ items }) => {
              const over = items.filter(({ id }) => id !== running?.call);
              if (over.length === 0) return <EmptyState icon={PhoneCall} title={t('calls.noneTitle')} text={t('calls.noneText')} />;
              return (
                <>
                  <ul className={styles.rows}>
                    {over.map((call) => (
                      <CallRow key={call.id} call={call} />
                    ))}
                  </ul>
                  {past.more && (
                    <Button look="quiet" busy={past.loadingMore} onClick={past.more}>
                      {t('calls.earlier')}
                    </Button>
                  )}
                </>
              );
            }}
          </Wait>
        </Section>
      </div>
      <StatusBar>{past.data && <span>{t('calls.count', { count: past.data.items.length, number: formatNumber(past.data.items.length) })}</span>}</StatusBar>
    </div>
  );
}
