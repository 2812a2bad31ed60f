/** One field that was refused, and why. `theirs` and `yours` come with a conflict. */
export interface FieldProblem {
  field: string;
  code?: string;
  message?: string;
  /** What goes into the words for `code`. */
  args?: Record<string, unknown>;
  theirs?: unknown;
  yours?: unknown;
}

/** The problem details (RFC 9457) that every face answers with when something fails. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  trace?: string;
  fields?: FieldProblem[];
  /** With a conflict: the revision that is stored now. */
  revision?: string;
  /** What goes into the words for `code`. */
  args?: Record<string, unknown>;
}

/** A failed call, typed: screens decide by `code`, people read `detail`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly trace: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly revision: string | undefined;
  readonly args: Record<string, unknown>;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.title = problem.title;
    this.trace = problem.trace;
    this.fields = problem.fields ?? [];
    this.revision = problem.revision;
    this.args = problem.args ?? {};
  }
}

/** Turns whatever a transport threw into an `ApiError`, so that no screen meets anything else. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (isProblem(thrown)) return new ApiError(thrown);
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return new ApiError({ title: 'Cancelled', status: 409, code: 'cancelled' });
  }
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new ApiError({ title: 'No answer', status: 0, code: 'unreachable', detail });
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value && !(value instanceof Error);
}
