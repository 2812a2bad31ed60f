import { useNavigate, useSearch } from '@tanstack/react-router';
import { Lightbulb } from 'lucide-react';
import { type Filter, type Output, usePages } from '@/api';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { Button, EmptyState, NoResults, Page, Select, StatusBar, Wait } from '@/shared/ui';
import layout from '../Live.module.css';
import { Section } from '../Section';
import { WhenOn } from '../WhenOn';
import { HelpTabs } from './HelpTabs';
import { Results } from './Results';
import { SuggestionCard } from './SuggestionCard';
import styles from './Suggestions.module.css';

type Suggestion = Output<'suggestions.list'>['items'][number];

const PAGE = 30;
const ALL = 'all';
const WHATS = ['break', 'breathing', 'script'] as const;
const ANSWERS = ['open', 'taken', 'dismissed'] as const;

/** Every suggestion that was made: what led to it, what became of it, whether it helped. */
export default function SuggestionsScreen() {
  return (
    <Page title={t('nav.suggestions')} beside={<HelpTabs at="suggestions" />}>
      <WhenOn>
        <Suggestions />
      </WhenOn>
    </Page>
  );
}

interface Asked {
  what?: string;
  answer?: string;
}

function Suggestions() {
  const asked = useSearch({ strict: false }) as Asked;
  const navigate = useNavigate();
  const set = (change: Asked) => void navigate({ to: '.', replace: true, search: ((before: Asked) => ({ ...before, ...change })) as never });
  const wanted = (['what', 'answer'] as const).flatMap((field): Filter[] => (asked[field] ? [{ field, op: 'eq', value: asked[field] }] : []));
  const made = usePages<Suggestion>('suggestions.list', { ordering: ['-suggested_at'], limit: PAGE, ...(wanted.length > 0 ? { filter: { and: wanted } } : {}) }, { keep: true });
  const options = (values: readonly string[], all: string) => [{ value: ALL, label: all }, ...values.map((value) => ({ value, label: tDynamic(`option.${value}`, value) }))];
  const choose = (field: keyof Asked) => (value: string) => set({ [field]: value === ALL ? undefined : value });
  return (
    <div className={layout.scroll}>
      <div className={styles.column}>
        <Results />
        <Section title={t('suggestion.all')}>
          <div className={styles.filters}>
            <Select size="small" label={t('suggestion.what')} value={asked.what ?? ALL} options={options(WHATS, t('suggestion.anyKind'))} onChange={choose('what')} />
            <Select size="small" label={t('field.answer')} value={asked.answer ?? ALL} options={options(ANSWERS, t('suggestion.anyAnswer'))} onChange={choose('answer')} />
          </div>
          <Wait for={made}>
            {({ items, refs }) => {
              if (items.length === 0 && wanted.length > 0) return <NoResults onClear={() => set({ what: undefined, answer: undefined } as never)} />;
              if (items.length === 0) return <EmptyState icon={Lightbulb} title={t('suggestion.noneTitle')} text={t('suggestion.noneText')} />;
              return (
                <>
                  <ul className={styles.cards}>
                    {items.map((suggestion) => (
                      <SuggestionCard key={suggestion.id} suggestion={suggestion} script={suggestion.script ? refs[suggestion.script]?.name : undefined} />
                    ))}
                  </ul>
                  {made.more && (
                    <Button look="quiet" busy={made.loadingMore} onClick={made.more}>
                      {t('suggestion.earlier')}
                    </Button>
                  )}
                </>
              );
            }}
          </Wait>
        </Section>
      </div>
      <StatusBar>{made.data && <span>{t('suggestion.count', { count: made.data.items.length, number: formatNumber(made.data.items.length) })}</span>}</StatusBar>
    </div>
  );
}
