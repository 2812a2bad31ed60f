import { useQueryClient } from '@tanstack/react-query';
import { Plus, RotateCcw, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { type Output, call, useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { formatNumber, t } from '@/shared/i18n';
import { Button, Dialog, EmptyState, Page, StatusBar, Wait, toast, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { WhenOn } from '../WhenOn';
import { refreshMirror } from '../refresh';
import { HelpTabs } from '../suggestions/HelpTabs';
import { RuleDialog } from './RuleDialog';
import { RuleRow } from './RuleRow';
import { moved } from './order';

export type Rule = Output<'sensing_rules.list'>['items'][number];

const MOST = 100;

/** The wearer's rules: while a condition holds, something gentle happens. The higher stands first. */
export default function RulesScreen() {
  const [edited, setEdited] = useState<Rule | 'new' | null>(null);
  const create = () => setEdited('new');
  const on = useCall('sensing.status', {}).data?.enabled === true;
  useActionHandler('rules.create', create, on);
  return (
    <Page
      title={t('nav.suggestions')}
      beside={<HelpTabs at="rules" />}
      actions={
        on && (
          <>
            <Reset />
            <Button look="primary" icon={Plus} onClick={create}>
              {t('rules.create')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.scroll}>
        <div className={styles.column}>
          <WhenOn>
            <p className={styles.lead}>{t('rules.lead')}</p>
            <Rules onEdit={setEdited} />
          </WhenOn>
        </div>
      </div>
      {edited && <RuleDialog key={edited === 'new' ? 'new' : edited.id} rule={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}

function Rules({ onEdit }: { onEdit: (rule: Rule) => void }) {
  const client = useQueryClient();
  const list = useCall('sensing_rules.list', { ordering: ['-priority', 'name'], limit: MOST });
  const set = async (changes: readonly (Partial<Rule> & { id: string })[]) => {
    try {
      for (const change of changes) await call('sensing_rules.update', change);
    } catch (error) {
      toastError(t('rules.notKept'), error);
    } finally {
      refreshMirror(client);
    }
  };
  return (
    <Wait for={list}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState icon={ScrollText} title={t('rules.none')} text={t('rules.noneText')} />
        ) : (
          <>
            <ol className={styles.card}>
              {items.map((rule, at) => (
                <RuleRow
                  key={rule.id}
                  rule={rule}
                  first={at === 0}
                  last={at === items.length - 1}
                  onEdit={() => onEdit(rule)}
                  onMove={(by) => void set(moved(items, at, by))}
                  onSwitch={(enabled) => void set([{ id: rule.id, enabled }])}
                />
              ))}
            </ol>
            <StatusBar>
              <span>{t('rules.count', { count: items.length, number: formatNumber(items.length) })}</span>
            </StatusBar>
          </>
        )
      }
    </Wait>
  );
}

/** Brings the rules back that the wearer began with; asked about, since what was changed of them is written over. */
function Reset() {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const reset = async () => {
    setAsking(false);
    try {
      const { restored } = await call('rules.reset', {});
      toast(t('rules.wereReset', { count: restored, number: formatNumber(restored) }));
    } catch (error) {
      toastError(t('rules.notReset'), error);
    } finally {
      refreshMirror(client);
    }
  };
  return (
    <>
      <Button icon={RotateCcw} onClick={() => setAsking(true)}>
        {t('rules.reset')}
      </Button>
      <Dialog
        open={asking}
        size="narrow"
        onClose={() => setAsking(false)}
        title={t('rules.resetTitle')}
        description={t('rules.resetText')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button look="primary" icon={RotateCcw} onClick={() => void reset()}>
              {t('rules.resetNow')}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </>
  );
}
