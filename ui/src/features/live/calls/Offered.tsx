import { useCall } from '@/api';
import { t } from '@/shared/i18n';
import { Section } from '../Section';
import { SuggestionCard } from '../suggestions/SuggestionCard';

const MOST = 20;

/** What was suggested in a call; nothing where nothing was. */
export function Offered({ call }: { call: string }) {
  const made = useCall('suggestions.list', { filter: { field: 'call', op: 'eq', value: call }, ordering: ['suggested_at'], limit: MOST }).data;
  if (!made || made.items.length === 0) return null;
  return (
    <Section title={t('calls.offered')}>
      <ul>
        {made.items.map((suggestion) => (
          <SuggestionCard key={suggestion.id} suggestion={suggestion} script={suggestion.script ? made.refs[suggestion.script]?.name : undefined} within />
        ))}
      </ul>
    </Section>
  );
}
