/** Plots on the design tokens. Screens that use them are loaded when visited, and the plots with them. */
export { Bars, type BarRow } from './Bars';
export { CircuitDrawing } from './CircuitDrawing';
export { Cumulative } from './Cumulative';
export { Distribution } from './Distribution';
export { Fan, type FanPoint } from './Fan';
export type { Bin } from './geometry';
export { type Estimate, Intervals } from './Intervals';
export { type AxisSpec, type Guide, Lines, type LinePoint, type Series, type Stretch } from './Lines';
export { Sparkline } from './Sparkline';
export { type Sensitivity, Tornado } from './Tornado';
