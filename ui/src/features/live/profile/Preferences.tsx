import { useQueryClient } from '@tanstack/react-query';
import { type Output, call } from '@/api';
import { t } from '@/shared/i18n';
import { FormField, Select, Switch, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { NumberField } from '../NumberField';
import { Section } from '../Section';
import own from './Profile.module.css';

type Liked = Output<'profile.show'>['preferences'];

/** What can be told by a number: from, to, and by what its steps on the wire are finer than on the screen. */
const NUMBERS = [
  { name: 'break_after_minutes', least: 15, most: 480, scale: 1 },
  { name: 'break_minutes', least: 1, most: 60, scale: 1 },
  { name: 'suggestion_pause_minutes', least: 1, most: 240, scale: 1 },
  { name: 'breaths_per_minute_tenths', least: 30, most: 120, scale: 10 },
] as const;
const SWITCHES = ['scripts_in_calls', 'screen_effects'] as const;
const MAINS = ['50', '60'] as const;

/** What the wearer likes; each choice holds at once. */
export function Preferences({ preferences }: { preferences: Liked }) {
  const client = useQueryClient();
  const set = async (change: Partial<Liked>) => {
    const before = client.getQueryData<Output<'profile.show'>>(['profile.show', {}]);
    const next = { ...preferences, ...change };
    if (before) client.setQueryData(['profile.show', {}], { ...before, preferences: next });
    try {
      client.setQueryData(['profile.show', {}], await call('profile.change', { preferences: next }));
    } catch (error) {
      client.setQueryData(['profile.show', {}], before);
      toastError(t('prefs.notKept'), error);
    }
  };
  return (
    <Section title={t('prefs.title')}>
      <div className={styles.card}>
        <div className={own.fields}>
          {NUMBERS.map(({ name, least, most, scale }) => (
            <NumberField
              key={name}
              label={t(`prefs.${name}`)}
              hint={t(`prefs.hint.${name}`)}
              value={preferences[name] / scale}
              least={least / scale}
              most={most / scale}
              step={1 / scale}
              onCommit={(value) => void set({ [name]: Math.round(value * scale) })}
            />
          ))}
          <FormField label={t('prefs.mains_hertz')} hint={t('prefs.hint.mains_hertz')}>
            {({ id }) => (
              <Select
                id={id}
                label={t('prefs.mains_hertz')}
                value={String(preferences.mains_hertz)}
                options={MAINS.map((value) => ({ value: value as string, label: t('prefs.hertz', { number: value }) }))}
                onChange={(value) => void set({ mains_hertz: Number(value) })}
              />
            )}
          </FormField>
        </div>
        <ul>
          {SWITCHES.map((name) => (
            <li key={name} className={styles.row}>
              <span className={styles.text}>
                <span className={styles.name}>{t(`prefs.${name}`)}</span>
                <span className={styles.facts}>{t(`prefs.hint.${name}`)}</span>
              </span>
              <Switch checked={preferences[name]} onChange={(on) => void set({ [name]: on })} label={t(`prefs.${name}`)} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
