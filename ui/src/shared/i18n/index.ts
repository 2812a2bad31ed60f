/** Words, numbers and dates in the user's language. */
export { type Language, LANGUAGES, currentLanguage, hasText, loadWords, setLanguage, startLanguage, t, tDynamic, tWhole } from './language';
export type { Area, TextKey } from './keys';
export {
  countryName, formatBytes, formatCompact, formatDate, formatDateTime, formatDayMonth, formatDigits, formatDuration, formatList, formatLongDate, formatMoney, formatMoneyCompact, formatMonth,
  formatNumber, formatPercent, formatRelative, formatTime,
} from './format';
