import { HeartPulse, MessageCircleHeart, Scale, Wind } from 'lucide-react';
import { useCall } from '@/api';
import { t } from '@/shared/i18n';
import { Page, Tabs, Wait } from '@/shared/ui';
import styles from '../Live.module.css';
import { SimulatedNotice } from '../Simulated';
import { WhenOn } from '../WhenOn';
import { useTab } from '../useTab';
import { Baseline } from './Baseline';
import { Breathing } from './breathe/Breathing';
import { Labels } from './Labels';
import { Preferences } from './Preferences';
import { Weights } from './Weights';

const TABS = ['baseline', 'weights', 'labels', 'breathing'] as const;
const ICONS = { baseline: HeartPulse, weights: Scale, labels: MessageCircleHeart, breathing: Wind };

/** What is the wearer's own: what is usual for them, what speaks for which state, how they felt, and a breath to practise. */
export default function ProfileScreen() {
  const [tab, show] = useTab(TABS);
  const devices = useCall('devices.status', {});
  return (
    <Page title={t('nav.profile')} beside={<Tabs label={t('profile.parts')} value={tab} onChange={show} tabs={TABS.map((value) => ({ value, label: t(`profile.tab.${value}`), icon: ICONS[value] }))} />}>
      <div className={styles.scroll}>
        <div className={styles.column}>
          {devices.data?.items.some(({ simulated, live }) => simulated && live) && <SimulatedNotice />}
          <WhenOn>
            <Part tab={tab} />
          </WhenOn>
        </div>
      </div>
    </Page>
  );
}

function Part({ tab }: { tab: (typeof TABS)[number] }) {
  const profile = useCall('profile.show', {});
  return (
    <Wait for={profile}>
      {(known) => {
        if (tab === 'weights') return <Weights profile={known} />;
        if (tab === 'labels') return <Labels profile={known} />;
        if (tab === 'breathing') return <Breathing pace={known.preferences.breaths_per_minute_tenths} />;
        return (
          <>
            <Baseline profile={known} />
            <Preferences preferences={known.preferences} />
          </>
        );
      }}
    </Wait>
  );
}
