import { Coffee, Lightbulb, MessageCircle, PhoneCall, PhoneOff, Plus, ScrollText, Timer } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { Beside } from '../beside/Beside';

/** Calls as their wearer lives them, what can be said in them, what is suggested and by which rules, and breaks. */
export const calls: Feature = {
  name: 'calls',
  words: ['calls', 'live', 'mirror', 'plots', 'sensing'],
  routes: [
    { path: '/wellbeing/calls', load: () => import('./CallsScreen') },
    { path: '/wellbeing/calls/scripts', load: () => import('../scripts/ScriptsScreen') },
    { path: '/wellbeing/calls/$id', load: () => import('./CallScreen') },
    { path: '/wellbeing/suggestions', load: () => import('../suggestions/SuggestionsScreen') },
    { path: '/wellbeing/suggestions/breaks', load: () => import('../breaks/BreaksScreen') },
    { path: '/wellbeing/suggestions/rules', load: () => import('../rules/RulesScreen') },
  ],
  nav: [
    { path: '/wellbeing/calls', label: 'nav.calls', icon: PhoneCall, section: 'sensing', order: 211 },
    { path: '/wellbeing/suggestions', label: 'nav.suggestions', icon: Lightbulb, section: 'sensing', order: 212 },
  ],
  actions: [
    { id: 'go.calls', label: 'action.goCalls', group: 'go', icon: PhoneCall, keys: ['g k'], run: () => goTo('/wellbeing/calls'), words: 'calls.words' },
    { id: 'call.start', label: 'action.startCall', group: 'record', icon: Timer, keys: ['n k'] },
    { id: 'call.end', label: 'action.endCall', group: 'record', icon: PhoneOff },
    { id: 'go.scripts', label: 'action.goScripts', group: 'go', icon: MessageCircle, run: () => goTo('/wellbeing/calls/scripts'), words: 'scripts.words' },
    { id: 'script.new', label: 'action.newScript', group: 'create', icon: MessageCircle },
    { id: 'go.suggestions', label: 'action.goSuggestions', group: 'go', icon: Lightbulb, run: () => goTo('/wellbeing/suggestions'), words: 'suggestions.words' },
    { id: 'go.breaks', label: 'action.goBreaks', group: 'go', icon: Coffee, run: () => goTo('/wellbeing/suggestions/breaks'), words: 'breaks.words' },
    { id: 'go.rules', label: 'action.goRules', group: 'go', icon: ScrollText, run: () => goTo('/wellbeing/suggestions/rules'), words: 'rules.words' },
    { id: 'rules.create', label: 'rules.create', group: 'create', icon: Plus },
    { id: 'break.start', label: 'action.startBreak', group: 'record', icon: Coffee },
    { id: 'offer.take', label: 'action.takeOffer', group: 'record', icon: Lightbulb },
    { id: 'offer.dismiss', label: 'action.dismissOffer', group: 'record', icon: Lightbulb },
    { id: 'break.end', label: 'action.endBreak', group: 'record', icon: Coffee },
  ],
  lines: [Beside],
};
