import { Coffee, Lightbulb } from 'lucide-react';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Tabs } from '@/shared/ui';

const PATHS = { suggestions: '/wellbeing/suggestions', breaks: '/wellbeing/suggestions/breaks' } as const;

/** What was suggested, and the breaks that were taken. */
export function HelpTabs({ at }: { at: keyof typeof PATHS }) {
  return (
    <Tabs
      label={t('nav.suggestions')}
      value={at}
      tabs={[
        { value: 'suggestions', label: t('suggestion.tab'), icon: Lightbulb },
        { value: 'breaks', label: t('break.tab'), icon: Coffee },
      ]}
      onChange={(next) => goTo(PATHS[next])}
    />
  );
}
