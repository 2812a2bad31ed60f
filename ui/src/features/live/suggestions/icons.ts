import { Coffee, MessageCircle, Wind } from 'lucide-react';

/** What is suggested, each with its sign. */
export const SUGGESTION_ICONS = { break: Coffee, breathing: Wind, script: MessageCircle } as const;
