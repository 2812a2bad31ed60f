/** The one door to the core: nothing else in the screen speaks to it. */
export { ApiError, type FieldProblem, toApiError } from './errors';
export { type FeedName, type Input, type OperationName, type Output, call, callByName, openFeed, setTransport, transport } from './client';
export { connect } from './connect';
export { type Pages, createQueryClient, dependsOn, useCall, useCallByName, usePages } from './query';
export { type KindChange, followChanges, onChanges, onJob, useAway } from './live';
export type { FileHandle, JobState, LiveEvent, Transport } from './transport';
export type { JobResults } from './generated';
export type * from './records';
