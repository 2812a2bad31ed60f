/** Words, numbers and dates in the user's language. */
export { type Language, LANGUAGES, currentLanguage, hasText, setLanguage, startLanguage, t, tDynamic } from './language';
export type { TextKey } from './keys';
export {
  countryName, formatBytes, formatDate, formatDateTime, formatDayMonth, formatDuration, formatMoney, formatMoneyCompact, formatNumber, formatPercent, formatRelative, formatTime, formatList, formatLongDate,
} from './format';
