import { LANGUAGES, t } from '@/shared/i18n';
import { type Preferences, setPreferences, usePreferences } from '@/shared/preferences';
import { Select, Switch } from '@/shared/ui';
import { Line, Section } from './Section';

const THEMES: readonly Preferences['theme'][] = ['system', 'light', 'dark'];
const DENSITIES: readonly Preferences['density'][] = ['dense', 'roomy'];
/** Every language by its own name, so that whoever is lost in another one finds theirs. */
const NAMES: Record<string, string> = { en: 'English', de: 'Deutsch' };

/** What belongs to the user: looks, language, keys. */
export function Appearance() {
  const { theme, density, language, singleKeys } = usePreferences();
  return (
    <Section title={t('settings.appearance')}>
      <Line label={t('settings.language')}>
        <Select
          label={t('settings.language')}
          value={language === 'xx' ? 'en' : language}
          options={LANGUAGES.map((code) => ({ value: code, label: NAMES[code] ?? code }))}
          onChange={(code) => void setPreferences({ language: code })}
        />
      </Line>
      <Line label={t('settings.theme')}>
        <Select
          label={t('settings.theme')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          onChange={(value) => void setPreferences({ theme: value })}
        />
      </Line>
      <Line label={t('settings.density')} hint={t('settings.densityHint')}>
        <Select
          label={t('settings.density')}
          value={density}
          options={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
          onChange={(value) => void setPreferences({ density: value })}
        />
      </Line>
      <Line label={t('settings.singleKeys')} hint={t('settings.singleKeysHint')}>
        <Switch label={t('settings.singleKeys')} checked={singleKeys} onChange={(on) => void setPreferences({ singleKeys: on })} />
      </Line>
    </Section>
  );
}
