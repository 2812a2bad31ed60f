import { useNavigate, useSearch } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { type Kind, useCallByName } from '@/api';
import { formatNumber, t } from '@/shared/i18n';
import { kindsLabel, useKinds } from '@/shared/records/kinds';
import { EmptyState, Page, SkeletonLines, Tabs } from '@/shared/ui';
import { TrashList } from './TrashList';

const KINDS = ['contact', 'account', 'opportunity', 'activity'];
/** Beyond this the tabs only say "many". */
const CAP = 10_000;

/** Deleted records, kind by kind. */
export default function TrashScreen() {
  const address = useSearch({ strict: false }) as { kind?: string };
  const navigate = useNavigate();
  const all = useKinds();
  const kinds = KINDS.flatMap((name) => all?.find((kind) => kind.name === name) ?? []);
  const counts = useCounts(kinds);
  if (kinds.length === 0) return <Page title={t('trash.title')}><SkeletonLines /></Page>;
  const fullest = kinds.find(({ name }) => (counts[name] ?? 0) > 0) ?? kinds[0]!;
  const chosen = kinds.find(({ name }) => name === address.kind) ?? fullest;
  const known = kinds.every(({ name }) => counts[name] !== undefined);
  const empty = known && kinds.every(({ name }) => counts[name] === 0);
  const label = (kind: Kind) => {
    const count = counts[kind.name];
    return count ? t('trash.kindCount', { kinds: kindsLabel(kind.name), number: count >= CAP ? `${formatNumber(CAP)}+` : formatNumber(count) }) : kindsLabel(kind.name);
  };
  return (
    <Page
      title={t('trash.title')}
      beside={
        !empty && (
          <Tabs
            label={t('trash.kinds')}
            value={chosen.name}
            tabs={kinds.map((kind) => ({ value: kind.name, label: label(kind) }))}
            onChange={(kind) => void navigate({ to: '.', replace: true, search: { kind } as never })}
          />
        )
      }
    >
      {empty ? <EmptyState icon={Trash2} title={t('trash.emptyTitle')} text={t('trash.emptyText')} /> : <TrashList key={chosen.name} kind={chosen} />}
    </Page>
  );
}

/** How much of each kind lies in the trash. */
function useCounts(kinds: readonly Kind[]): Record<string, number | undefined> {
  const counts: Record<string, number | undefined> = {};
  // The kinds are always the same four, so the hooks are too.
  for (const name of KINDS) {
    const kind = kinds.find((candidate) => candidate.name === name);
    // oxlint-disable-next-line react/rules-of-hooks -- the same names in the same order every time
    const query = useCallByName<{ value: number }>(`${kind?.plural ?? name}.count`, { trash: true, cap: CAP }, { enabled: kind !== undefined, keep: true });
    counts[name] = query.data?.value;
  }
  return counts;
}
