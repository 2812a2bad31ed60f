import { Coffee, Lightbulb, ScrollText } from 'lucide-react';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Tabs } from '@/shared/ui';

const PATHS = { suggestions: '/wellbeing/suggestions', breaks: '/wellbeing/suggestions/breaks', rules: '/wellbeing/suggestions/rules' } as const;

/** What was suggested, the breaks that were taken, and the rules that both come from. */
export function HelpTabs({ at }: { at: keyof typeof PATHS }) {
  return (
    <Tabs
      label={t('nav.suggestions')}
      value={at}
      tabs={[
        { value: 'suggestions', label: t('suggestion.tab'), icon: Lightbulb },
        { value: 'breaks', label: t('break.tab'), icon: Coffee },
        { value: 'rules', label: t('nav.rules'), icon: ScrollText },
      ]}
      onChange={(next) => goTo(PATHS[next])}
    />
  );
}
