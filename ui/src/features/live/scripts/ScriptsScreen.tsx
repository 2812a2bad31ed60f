import { useNavigate, useSearch } from '@tanstack/react-router';
import { MessageCircle, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { type Output, useCall } from '@/api';
import { useActionHandler } from '@/shared/actions';
import { currentLanguage, formatNumber, t, tDynamic } from '@/shared/i18n';
import { Button, EmptyState, Input, NoResults, Page, Select, StatusBar, Wait, cx } from '@/shared/ui';
import { WhenOn } from '../WhenOn';
import { CallTabs } from '../calls/CallTabs';
import { ScriptEditor } from './ScriptEditor';
import { SituationGroup } from './SituationGroup';
import styles from './Scripts.module.css';
import { SITUATIONS } from './situations';

export type Script = Output<'scripts.list'>['items'][number];
type Language = NonNullable<Script['language']>;

/** More scripts than these are a library of another sort. */
const MOST = 500;
const LANGUAGES: readonly Language[] = ['en', 'de'];
/** In the address: the script that is yet to be made. */
export const NEW = 'new';

/** What can be said when a call heats up, by situation: to be read, rewritten and put in order. */
export default function ScriptsScreen() {
  const { script, language: asked, q = '' } = useSearch({ strict: false }) as { script?: string; language?: Language; q?: string };
  const navigate = useNavigate();
  const set = (change: Record<string, unknown>) => void navigate({ to: '.', replace: true, search: ((before: object) => ({ ...before, ...change })) as never });
  const add = () => set({ script: NEW });
  useActionHandler('script.new', add);
  const language: Language = asked ?? (currentLanguage() === 'de' ? 'de' : 'en');
  return (
    <Page
      title={t('nav.calls')}
      beside={<CallTabs at="scripts" />}
      actions={
        <Button look="primary" icon={Plus} onClick={add}>
          {t('script.new')}
        </Button>
      }
    >
      <WhenOn>
        <Library chosen={script} language={language} search={String(q)} set={set} />
      </WhenOn>
    </Page>
  );
}

interface LibraryProps {
  chosen: string | undefined;
  language: Language;
  search: string;
  set: (change: Record<string, unknown>) => void;
}

function Library({ chosen, language, search, set }: LibraryProps) {
  const [typed, setTyped] = useState(search);
  const wanted = useDeferredValue(typed.trim());
  const found = useCall('scripts.list', { filter: { field: 'language', op: 'eq', value: language }, ordering: ['position'], limit: MOST, ...(wanted ? { search: wanted } : {}) }, { keep: true });
  const muted = useCall('profile.show', {}).data?.muted ?? [];
  const script = found.data?.items.find(({ id }) => id === chosen);
  return (
    <div className={cx(styles.split, chosen && styles.editing)}>
      <div className={styles.list}>
        <div className={styles.tools}>
          <Input type="search" aria-label={t('script.search')} placeholder={t('script.search')} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <Select label={t('field.language')} value={language} options={LANGUAGES.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))} onChange={(value) => set({ language: value, script: undefined })} />
        </div>
        <Wait for={found}>
          {({ items }) => {
            if (items.length === 0 && wanted) return <NoResults onClear={() => setTyped('')} />;
            if (items.length === 0) return <EmptyState icon={MessageCircle} title={t('script.noneTitle')} text={t('script.noneText')} />;
            return SITUATIONS.map((situation) => {
              const of = items.filter((one) => one.situation === situation);
              return of.length > 0 && <SituationGroup key={situation} situation={situation} scripts={of} muted={muted.includes(situation)} chosen={chosen} onChoose={(id) => set({ script: id })} />;
            });
          }}
        </Wait>
      </div>
      <div className={styles.editor}>
        {chosen === NEW || script ? (
          <ScriptEditor key={chosen} script={script} language={language} onClose={() => set({ script: undefined })} onMade={(id) => set({ script: id })} />
        ) : (
          <EmptyState icon={MessageCircle} title={t('script.chooseTitle')} text={t('script.chooseText')} />
        )}
      </div>
      <StatusBar>{found.data && <span>{t('script.count', { count: found.data.items.length, number: formatNumber(found.data.items.length) })}</span>}</StatusBar>
    </div>
  );
}
