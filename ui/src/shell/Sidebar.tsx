import { Lock, Search, Unlock } from 'lucide-react';
import { Fragment } from 'react';
import { useCall } from '@/api';
import { runAction, useAvailableActions } from '@/shared/actions';
import type { NavItem } from '@/shared/feature';
import { t, tDynamic } from '@/shared/i18n';
import { WORKSPACE, useSetting } from '@/shared/settings';
import { Avatar, Dot, Keys, Link, Tooltip } from '@/shared/ui';
import { features } from './features';
import styles from './Sidebar.module.css';

const places = features.flatMap((feature) => feature.nav ?? []).toSorted((a, b) => a.order - b.order);

/** The parts of the sidebar with a name above them, as far as a feature has a place there. */
const captioned = (
  [
    ['insight', 'shell.insight'],
    ['sensing', 'shell.sensing'],
  ] as const
).filter(([section]) => places.some((place) => place.section === section));

const of = (section: NavItem['section']) => places.filter((place) => place.section === section).map(entry);

/** Where everything is: search, places, saved views, and at the foot how the data is kept and who is here. */
export function Sidebar() {
  const status = useCall('app.status', {});
  const actions = useAvailableActions();
  const workspace = useSetting<string>(WORKSPACE) || t('app.name');
  const canSearch = actions.some((action) => action.id === 'palette.open');
  return (
    <div className={styles.sidebar}>
      <div className={styles.workspace}>
        <span className={styles.mark} aria-hidden>
          {[...workspace][0]}
        </span>
        <span className={styles.text}>{workspace}</span>
      </div>
      {canSearch && (
        <button type="button" className={styles.find} onClick={() => runAction('palette.open')}>
          <Search aria-hidden />
          <span className={styles.text}>{t('shell.search')}</span>
          <Keys keys="mod+k" />
        </button>
      )}
      <nav className={styles.places} aria-label={t('shell.navigation')}>
        <ul>{of('main')}</ul>
        {captioned.map(([section, caption]) => (
          <Fragment key={section}>
            <h2 className={styles.caption}>{t(caption)}</h2>
            <ul>{of(section)}</ul>
          </Fragment>
        ))}
        <SavedViews />
        <ul className={styles.more}>{of('more')}</ul>
      </nav>
      <footer className={styles.foot}>
        {status.data && (
          <Tooltip text={status.data.protection.sentence}>
            <button type="button" className={styles.protection}>
              {status.data.protection.cipher ? <Lock aria-hidden /> : <Unlock aria-hidden />}
              <span className={styles.text}>{tDynamic(`protection.${status.data.protection.key}`, status.data.protection.sentence)}</span>
            </button>
          </Tooltip>
        )}
        {status.data && (
          <p className={styles.owner}>
            <Avatar name={status.data.owner.name} />
            <span className={styles.text}>{status.data.owner.name}</span>
          </p>
        )}
      </footer>
    </div>
  );
}

function entry({ path, label, icon: Icon, Count }: NavItem) {
  // A place that others lie below is not where those are.
  const exact = path === '/' || places.some((place) => place.path.startsWith(`${path}/`));
  return (
    <li key={path}>
      <Link to={path} className={styles.place} activeOptions={{ exact, includeSearch: false }}>
        <Icon aria-hidden />
        <span className={styles.text}>{t(label)}</span>
        {Count && (
          <span className={styles.count}>
            <Count />
          </span>
        )}
      </Link>
    </li>
  );
}

/** Saved views of every kind; opening one opens its list. */
function SavedViews() {
  const views = useCall('views.list', { ordering: ['position', 'name'], limit: 50 });
  const kinds = useCall('kinds.list', {});
  if (!views.data?.items.length || !kinds.data) return null;
  return (
    <>
      <h2 className={styles.caption}>{t('shell.views')}</h2>
      <ul>
        {views.data.items.map((view) => {
          const kind = kinds.data.items.find(({ name }) => name === view['kind']);
          return (
            kind && (
              <li key={view.id}>
                <Link to={`/${kind.plural}`} search={{ view: view.id }} className={styles.place} activeOptions={{ exact: true, includeSearch: true }}>
                  <Dot hue={view['hue'] as number | null} />
                  <span className={styles.text}>{String(view['name'])}</span>
                </Link>
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}
