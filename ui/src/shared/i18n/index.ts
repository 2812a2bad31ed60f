/** Words, numbers and dates in the user's language. */
export { type Language, LANGUAGES, currentLanguage, hasText, setLanguage, startLanguage, t, tDynamic, tWhole } from './language';
export type { TextKey } from './keys';
export {
  countryName, formatBytes, formatCompact, formatDate, formatDateTime, formatDayMonth, formatDigits, formatDuration, formatList, formatLongDate, formatMoney, formatMoneyCompact, formatMonth,
  formatNumber, formatPercent, formatRelative, formatTime,
} from './format';
