export type { Chunk } from './ring';
export { type Mark, Strip } from './strip';
export { Traces } from './Traces';
