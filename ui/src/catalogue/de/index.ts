import board from './board.json';
import fields from './fields.json';
import grid from './grid.json';
import imports from './imports.json';
import insight from './insight.json';
import jobs from './jobs.json';
import live from './live.json';
import records from './records.json';
import search from './search.json';
import sensing from './sensing.json';
import shell from './shell.json';
import steps from './steps.json';
import plots from './plots.json';
import outlook from './outlook.json';
import places from './places.json';
import problems from './problems.json';
import ui from './ui.json';

/** The German catalogue: one file an area, keys flat and unique over all of them. */
export const de = { ...board, ...imports, ...insight, ...jobs, ...live, ...search, ...places, ...problems, ...plots, ...outlook, ...ui, ...sensing, ...shell, ...fields, ...records, ...grid, ...steps };
