import { CalendarDays, Check, FileText, type LucideIcon, Mail, Phone } from 'lucide-react';

/** The types of activities, each with its sign wherever one is shown. */
export const ACTIVITY_ICONS = { note: FileText, call: Phone, email: Mail, meeting: CalendarDays, task: Check } as const;

/** The sign of a type that comes with a record; none for one that is not known here. */
export function activityIcon(type: string): LucideIcon | undefined {
  return (ACTIVITY_ICONS as Partial<Record<string, LucideIcon>>)[type];
}
