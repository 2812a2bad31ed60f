import board from './board.json';
import fields from './fields.json';
import grid from './grid.json';
import imports from './imports.json';
import insight from './insight.json';
import jobs from './jobs.json';
import places from './places.json';
import problems from './problems.json';
import records from './records.json';
import search from './search.json';
import shell from './shell.json';
import steps from './steps.json';
import ui from './ui.json';
import wellbeing from './wellbeing.json';

/** The German words that the screen starts with: one file an area, keys flat and unique over all of them. */
export const de = { ...board, ...fields, ...grid, ...imports, ...insight, ...jobs, ...places, ...problems, ...records, ...search, ...shell, ...steps, ...ui, ...wellbeing };

/** The areas whose German words load with the screens that show them. */
export const deLater = {
  calls: async () => (await import('./calls.json')).default,
  live: async () => (await import('./live.json')).default,
  mirror: async () => (await import('./mirror.json')).default,
  outlook: async () => (await import('./outlook.json')).default,
  plots: async () => (await import('./plots.json')).default,
  sensing: async () => (await import('./sensing.json')).default,
};
