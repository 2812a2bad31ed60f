import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search, SearchX } from 'lucide-react';
import { useState } from 'react';
import { formatNumber, t } from '@/shared/i18n';
import { avatarShape, kindsLabel, useKinds } from '@/shared/records/kinds';
import { Avatar, Button, EmptyState, ErrorState, Input, Link, Page, SkeletonLines, StatusBar, Tabs } from '@/shared/ui';
import { type Hit, useHits } from './hits';
import { Marked } from './Marked';
import styles from './SearchScreen.module.css';

const KINDS = ['contact', 'account', 'opportunity', 'activity'];
const EACH = 20;
const MOST = 100;

interface Address {
  q?: string;
  kind?: string;
}

/** Everything that fits what is typed, by kind. What is asked stands in the address. */
export default function SearchScreen() {
  const address = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const [text, setText] = useState(String(address.q ?? ''));
  const [told, setTold] = useState(address.q);
  // Another question may come from outside: the palette, a step back.
  if (told !== address.q) {
    setTold(address.q);
    if (address.q !== undefined && String(address.q) !== text.trim()) setText(String(address.q));
  }
  const kinds = useKinds() ?? [];
  const chosen = address.kind && KINDS.includes(address.kind) ? address.kind : null;
  const { q, hits, more, waiting, error, refetch } = useHits(text, { limit: chosen ? MOST : EACH, kinds: chosen ? [chosen] : undefined });
  const write = (change: Address) =>
    void navigate({ to: '.', replace: true, search: ((before: Address) => ({ ...before, ...change })) as never });
  const groups = KINDS.map((kind) => ({ kind, found: hits.filter((hit) => hit.kind === kind) })).filter(({ found }) => found.length > 0);
  const plural = (kind: string) => kinds.find(({ name }) => name === kind)?.plural ?? `${kind}s`;

  return (
    <Page
      title={t('search.title')}
      beside={
        <Tabs
          label={t('search.kinds')}
          value={chosen ?? 'all'}
          onChange={(kind) => write({ kind: kind === 'all' ? undefined : kind } as Address)}
          tabs={[{ value: 'all', label: t('search.all') }, ...KINDS.map((kind) => ({ value: kind, label: kindsLabel(kind) }))]}
        />
      }
    >
      <div className={styles.field}>
        <Search aria-hidden />
        <Input
          type="search"
          autoFocus
          aria-label={t('search.field')}
          placeholder={t('search.placeholder')}
          className={styles.input}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            write({ q: event.target.value.trim() });
          }}
        />
      </div>
      {text.trim() === '' ? (
        <EmptyState icon={Search} title={t('search.startTitle')} text={t('search.startText')} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : hits.length === 0 && waiting ? (
        <SkeletonLines count={8} />
      ) : hits.length === 0 ? (
        <EmptyState icon={SearchX} title={t('search.nothing', { text: text.trim() })} text={t('search.nothingText')}>
          <Button onClick={() => (chosen ? write({ kind: undefined } as Address) : (setText(''), write({ q: '' })))}>{chosen ? t('search.everywhere') : t('search.clear')}</Button>
        </EmptyState>
      ) : (
        <div className={styles.results}>
          {groups.map(({ kind, found }) => (
            <section key={kind} aria-labelledby={`hits-${kind}`}>
              <h2 id={`hits-${kind}`} className={styles.heading}>
                {kindsLabel(kind)}
                <span className={styles.count}>{found.length >= (chosen ? MOST : EACH) ? t('search.atLeast', { number: formatNumber(found.length) }) : formatNumber(found.length)}</span>
              </h2>
              <ul>
                {found.map((hit) => (
                  <FoundHit key={hit.id} hit={hit} q={q} path={`/${plural(kind)}/${hit.id}`} />
                ))}
              </ul>
              {!chosen && more && found.length >= EACH && (
                <Button look="quiet" size="small" onClick={() => write({ kind })}>
                  {t('search.moreOf', { kinds: kindsLabel(kind) })}
                </Button>
              )}
            </section>
          ))}
        </div>
      )}
      <StatusBar>
        <span role="status">{q === '' ? '' : t('search.count', { count: hits.length, number: formatNumber(hits.length) })}</span>
      </StatusBar>
    </Page>
  );
}

function FoundHit({ hit, q, path }: { hit: Hit; q: string; path: string }) {
  return (
    <li>
      <Link to={path} className={styles.hit}>
        <Avatar name={hit.title} shape={avatarShape(hit.kind)} />
        <span className={styles.title}>
          <Marked text={hit.title} query={q} />
        </span>
        {hit.subtitle && (
          <span className={styles.dim}>
            <Marked text={hit.subtitle} query={q} />
          </span>
        )}
      </Link>
    </li>
  );
}
