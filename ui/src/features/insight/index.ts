import { Boxes, ChartColumn, CloudDownload, FileUp, FlaskConical, Gauge, Play, Rss, Save, Scale, SlidersHorizontal, Timer } from 'lucide-react';
import type { Feature } from '@/shared/feature';
import { goTo } from '@/shared/navigation';
import { createRecordAction } from '@/shared/records/actions';

/** What is likely to come: forecasts, simulations, what-ifs, and what they are made of. */
export const insight: Feature = {
  name: 'insight',
  words: ['outlook', 'plots'],
  routes: [
    { path: '/forecast', load: () => import('./forecast/ForecastScreen') },
    { path: '/simulations', load: () => import('./simulations/SimulationsScreen') },
    { path: '/simulations/new', load: () => import('./simulations/NewSimulationScreen') },
    { path: '/simulations/$id', load: () => import('./simulations/SimulationScreen') },
    { path: '/scenarios', load: () => import('./whatif/ScenariosScreen') },
    { path: '/scenarios/new', load: () => import('./whatif/ScenarioScreen') },
    { path: '/scenarios/compare', load: () => import('./whatif/CompareScreen') },
    { path: '/scenarios/$id', load: () => import('./whatif/ScenarioScreen') },
    { path: '/models', load: () => import('./models/ModelsScreen') },
    { path: '/models/$name', load: () => import('./models/ModelScreen') },
    { path: '/advantage', load: () => import('./advantage/AdvantageScreen') },
    { path: '/feeds', load: () => import('./feeds/FeedsScreen') },
    { path: '/feeds/$id', load: () => import('./feeds/FeedScreen') },
  ],
  nav: [
    { path: '/forecast', label: 'nav.forecast', icon: ChartColumn, section: 'insight', order: 110 },
    { path: '/simulations', label: 'nav.simulations', icon: FlaskConical, section: 'insight', order: 120 },
    { path: '/scenarios', label: 'nav.whatIf', icon: SlidersHorizontal, section: 'insight', order: 130 },
    { path: '/models', label: 'nav.models', icon: Boxes, section: 'insight', order: 140 },
    { path: '/advantage', label: 'nav.advantage', icon: Scale, section: 'insight', order: 150 },
    { path: '/feeds', label: 'nav.feeds', icon: Rss, section: 'insight', order: 160 },
  ],
  actions: [
    { id: 'go.forecast', label: 'action.goForecast', group: 'go', icon: ChartColumn, keys: ['g f'], run: () => goTo('/forecast') },
    { id: 'forecast.keep', label: 'action.keepForecast', group: 'record', icon: Save },
    { id: 'go.simulations', label: 'action.goSimulations', group: 'go', icon: FlaskConical, keys: ['g m'], run: () => goTo('/simulations') },
    { id: 'go.feeds', label: 'action.goFeeds', group: 'go', icon: Rss, keys: ['g e'], run: () => goTo('/feeds') },
    { id: 'go.whatIf', label: 'action.goWhatIf', group: 'go', icon: SlidersHorizontal, keys: ['g w'], run: () => goTo('/scenarios') },
    { id: 'scenario.new', label: 'kindNew.scenario', group: 'create', icon: SlidersHorizontal, keys: ['n w'], run: () => goTo('/scenarios/new') },
    { id: 'scenario.run', label: 'action.runScenario', group: 'record', icon: Play },
    { id: 'go.models', label: 'action.goModels', group: 'go', icon: Boxes, keys: ['g r'], run: () => goTo('/models') },
    { id: 'go.advantage', label: 'action.goAdvantage', group: 'go', icon: Scale, keys: ['g v'], run: () => goTo('/advantage') },
    { id: 'models.calibrate', label: 'action.calibrate', group: 'record', icon: Gauge },
    { id: 'advantage.measure', label: 'action.measureAdvantage', group: 'record', icon: Timer },
    { id: 'simulation.new', label: 'kindNew.simulation', group: 'create', icon: FlaskConical, keys: ['n s'], run: () => goTo('/simulations/new') },
    { id: 'simulation.run', label: 'action.runSimulation', group: 'record', icon: Play, keys: ['r'] },
    createRecordAction('feed', { label: 'kindNew.feed', icon: Rss, keys: ['n f'] }),
    { id: 'feed.fetch', label: 'action.feedFetch', group: 'record', icon: CloudDownload },
    { id: 'feed.import', label: 'action.feedImport', group: 'record', icon: FileUp },
  ],
};
