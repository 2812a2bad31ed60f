import { PowerOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCall } from '@/api';
import { t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, EmptyState, Wait } from '@/shared/ui';

/** Shows its content while the wearer has the mirror switched on, and otherwise the way to the switch. */
export function WhenOn({ children }: { children: ReactNode }) {
  const status = useCall('sensing.status', {});
  return (
    <Wait for={status}>
      {({ enabled }) =>
        enabled ? (
          children
        ) : (
          <EmptyState icon={PowerOff} title={t('live.offTitle')} text={t('live.offText')}>
            <Button look="primary" onClick={() => goTo('/wellbeing')}>
              {t('live.toPrivacy')}
            </Button>
          </EmptyState>
        )
      }
    </Wait>
  );
}
