import { MessageCircle, PhoneCall } from 'lucide-react';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Tabs } from '@/shared/ui';

const PATHS = { calls: '/wellbeing/calls', scripts: '/wellbeing/calls/scripts' } as const;

/** The calls, and what can be said in them. */
export function CallTabs({ at }: { at: keyof typeof PATHS }) {
  return (
    <Tabs
      label={t('nav.calls')}
      value={at}
      tabs={[
        { value: 'calls', label: t('calls.tab'), icon: PhoneCall },
        { value: 'scripts', label: t('script.tab'), icon: MessageCircle },
      ]}
      onChange={(next) => goTo(PATHS[next])}
    />
  );
}
