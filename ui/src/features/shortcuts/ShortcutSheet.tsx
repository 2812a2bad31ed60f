import { useRef } from 'react';
import { ACTION_GROUPS, allActions, isAvailable } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { usePreferences } from '@/shared/preferences';
import { Dialog, Keys, cx } from '@/shared/ui';
import styles from './ShortcutSheet.module.css';
import { closeSheet, useSheet } from './sheetState';

/** All shortcuts at a glance; those of other screens are there too, only softer. */
export function ShortcutSheet() {
  const sheet = useRef<HTMLDivElement>(null);
  const open = useSheet();
  const { singleKeys } = usePreferences();
  const actions = allActions().filter(({ keys }) => keys?.length);
  return (
    <Dialog open={open} onClose={closeSheet} title={t('shortcuts.title')} size="wide" initialFocus={sheet} description={singleKeys ? undefined : t('shortcuts.singleKeysOff')}>
      {/* Focusable, so that the arrows can scroll it where it is longer than the window. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={sheet} className={styles.sheet} tabIndex={0} role="group" aria-label={t('shortcuts.title')}>
        {ACTION_GROUPS.map((group) => ({ group, list: actions.filter((action) => action.group === group) }))
          .filter(({ list }) => list.length > 0)
          .map(({ group, list }) => (
            <section key={group} className={styles.group}>
              <h3 className={styles.heading}>{t(`group.${group}`)}</h3>
              <dl>
                {list.map((action) => (
                  <div key={action.id} className={cx(styles.line, !isAvailable(action) && styles.elsewhere)}>
                    <dt>{t(action.label)}</dt>
                    <dd className={styles.keys}>
                      <span className="visually-hidden">{action.keys![0]}</span>
                      <Keys keys={action.keys![0]!} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}
