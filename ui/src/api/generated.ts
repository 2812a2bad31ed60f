// Made by `mycrm typescript` out of the operations; `make generate` writes it again.
// A job answers its id at once; what it comes to stands in `JobResults`.

export type Account = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** Internet domain, such as example.com. */
  domain: string | null;
  /** What it is to us. */
  type: 'customer' | 'prospect' | 'partner' | 'competitor' | null;
  /** Industry. */
  industry: string | null;
  /** The account it belongs to. */
  parent: string | null;
  /** Website. */
  website: string | null;
  /** Phone number. */
  phone: string | null;
  /** Street and number. */
  street: string | null;
  /** City. */
  city: string | null;
  /** State, province or region. */
  region: string | null;
  /** Postal code. */
  postal_code: string | null;
  /** Country: an ISO 3166 code such as DE, or a name. */
  country: string | null;
  /** Number of people who work there. */
  employees: number | null;
  /** Revenue a year. */
  annual_revenue: string | null;
  /** Currency of the revenue. */
  currency: string | null;
  /** Tags. */
  tags: string[];
  /** Notes. */
  notes: string | null;
};

export type AccountFound = {
  record: Account;
  refs: Record<string, Reference>;
};

export type AccountPage = {
  items: Account[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** What a change did to its record. */
export type Action = 'create' | 'update' | 'trash' | 'restore' | 'remove' | 'purge';

/** The effects that are on, at most one of each sort. */
export type ActiveEffects = {
  /** The effects, of the highest priority first. Empty: the screen looks as always. */
  effects: Effect[];
  /** Grows with every change, so that a screen knows whether it has seen it. */
  version: number;
};

export type Activity = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What it was about; of a note without one, its first line. */
  subject: string | null;
  /** What it is. */
  type: 'call' | 'email' | 'meeting' | 'task' | 'note' | null;
  /** What was said, or is to be done. */
  body: string | null;
  /** The person. */
  contact: string | null;
  /** The organisation. */
  account: string | null;
  /** The deal. */
  opportunity: string | null;
  /** When it is to be done. */
  due_at: string | null;
  /** When it happened. */
  occurred_at: string | null;
  /** When it was done; a task or a planned call is open until then. */
  done_at: string | null;
  /** How long it took. */
  duration_minutes: number | null;
  /** What came of it. */
  outcome: 'reached' | 'not_reached' | 'left_message' | 'answered' | 'held' | 'cancelled' | null;
};

export type ActivityFound = {
  record: Activity;
  refs: Record<string, Reference>;
};

export type ActivityPage = {
  items: Activity[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** The Bluetooth adapter of this computer. */
export type AdapterView = {
  /** Whether devices can be reached. */
  usable: boolean;
  /** How it stands: `on`, or a code for what is wrong (`off`, `none`, `denied`, `no_service` …). */
  state: string;
  /** What is wrong, in a sentence; none when usable. */
  problem: string | null;
  /** What can be done about it on this system. */
  advice: string | null;
  /** Whether its devices are simulated. */
  simulated: boolean;
};

/** Adds points to a feed: by hand, or pushed by a device. One at a moment that is there already takes its place. All are taken or none. Cannot be undone. */
export type AddPoints = {
  /** The feed. */
  id: string;
  /** The points, at most 10,000. */
  points: NewFeedPoint[];
};

/** Adds a reading by hand. */
export type AddReading = {
  /** What. */
  measure: ReadingMeasure;
  /** The value, in the measure's unit. */
  value: number;
  /** When; now when left out. */
  at?: string | null;
  /** For how many minutes it stands; a moment when left out. */
  minutes?: number | null;
};

/** What became of the points. */
export type AddedFeedPoints = {
  /** Points that are new. */
  added: number;
  /** Points that took the place of others. */
  replaced: number;
};

/** The reading that was kept. */
export type AddedReading = {
  /** What. */
  measure: ReadingMeasure;
  /** The value. */
  value: number;
  /** When. */
  at: string;
};

/** What was measured. */
export type Advantage = {
  /** The calculated probability that all ways estimate. */
  truth: number;
  /** Chance that an interval should hold it. */
  confidence: number;
  /** How often each way was repeated for each error. */
  repeats: number;
  /** Deals of the problem. */
  deals: number;
  /** Qubits of the circuit. */
  qubits: number;
  /** Gates of one call of the amplification operator. */
  gates: number;
  /** Errors, from the widest to the narrowest. */
  rows: AdvantageRow[];
  /** By what power of the error the calls of the iterative one grow; −1 in theory. */
  query_exponent: number;
  /** By what power of the error the samples of Monte Carlo grow; −2 in theory. */
  sample_exponent: number;
  /** The widest error from which on the iterative one calls less often than Monte Carlo samples; none: never here. */
  fewer_queries_from: number | null;
  /** Sentences about it. */
  notes: SimulationNote[];
};

/** What one way took for one error. */
export type AdvantageMethod = {
  /** The way. */
  method: SimulationMethod;
  /** Calls of the amplification operator; of Monte Carlo, samples. Means over the repeats. */
  queries: number;
  /** Measurements of the circuit; of Monte Carlo, samples. */
  shots: number;
  /** Half-width of the interval that was reached. */
  half_width: number;
  /** Root of the mean squared error against the calculated value. */
  error: number;
  /** Share of the repeats whose interval held the calculated value. */
  coverage: number;
  /** Seconds on this machine, circuits simulated. */
  seconds: number;
};

/** One error, all ways. */
export type AdvantageRow = {
  /** Half-width of the interval that was asked for. */
  epsilon: number;
  /** The ways: iterative, by likelihood, Monte Carlo. */
  methods: AdvantageMethod[];
  /** Samples of Monte Carlo for each call of the iterative one, at the same half-width. */
  samples_per_query: number;
  /** Seconds of the simulated iterative one for each second of Monte Carlo. */
  seconds_ratio: number;
};

/** Whether a break is due, and why. */
export type Advice = {
  /** Whether a break is recommended. */
  recommended: boolean;
  /** The sum of the evidence; a break is recommended from 1 on, unless the last one ended less than 20 minutes ago. */
  score: number;
  /** The evidence, that which speaks for a break first. */
  evidence: Evidence[];
};

/** Tells whether a break is due, with the evidence: the time since the last one, the heart against its baseline, fatigue, stress, the day's calls. */
export type AdviseBreak = Record<string, never>;

/** Answers a question over the records as they are now without keeping it: a forecast that is looked at while its target is still being chosen. */
export type AnswerSimulation = {
  /** The type. */
  type: SimulationKind;
  /** Its parameters; the defaults when left out. */
  parameters?: unknown;
  /** The seed; 1 when left out, as in a simulation that is kept. */
  seed?: number | null;
};

/** Takes a suggestion or dismisses it. What was taken is followed up: some minutes later the measures are compared. */
export type AnswerSuggestion = {
  /** The suggestion. */
  id: string;
  /** Taken or dismissed. */
  answer: SuggestionAnswer;
};

/** A record of any kind, as it goes over the wire: what all records have, and the fields of its kind. */
export type AnyRecord = {
  /** Id. */
  id: string;
  /** Changes with every write. */
  revision: string;
  /** Who looks after it. */
  owner: string | null;
  /** `personal` or `team`. */
  scope: string;
  /** When it was created. */
  created_at: string;
  /** When it was changed last. */
  updated_at: string;
  /** When it went to the trash. */
  deleted_at: string | null;
  /** Fields of the user's own making. */
  custom: Record<string, unknown>;
  [key: string]: unknown;
};

/** Tells the version, how the data is protected, where it lies, and whether there are records yet. */
export type AppStatus = Record<string, never>;

/** A row that gave no point. */
export type BadFeedRow = {
  /** Its line in the file, from 1; of a list in JSON, its place from 1. */
  row: number;
  /** `at` or `value`. */
  field: string;
  /** What is wrong with it. */
  message: string;
};

/** A row that could not be used. */
export type BadReading = {
  /** Its number, from 1, counted over all rows of the file. */
  row: number;
  /** Why: `bad_time`, `bad_value`, `out_of_range`, `bad_row`. */
  code: string;
  /** Why, in a sentence. */
  message: string;
};

/** Rows that could not be used. */
export type BadReadings = {
  /** The rows, in their order; at most the first 10,000 are kept. */
  items: BadReading[];
  /** Where the next page begins; none at the end. */
  next: string | null;
};

/** A stretch of the spectrum by its borders. */
export type Band = {
  /** `delta`, `theta`, `alpha`, `beta` or `gamma`. */
  band: string;
  /** Power in µV². */
  power: number;
  /** Share of the power of all bands, 0 to 1. */
  share: number;
};

/** What is ordinary for the wearer: of their newest complete calibration. */
export type Baseline = {
  /** When it was measured. */
  measured_at: string;
  /** With which device. */
  device: string;
  /** Whether the signals were simulated. */
  simulated: boolean;
  /** By phase and measure. */
  phases: Record<string, Record<string, Spread>>;
};

/** A pipeline as a board. */
export type Board = {
  /** The pipeline. */
  pipeline: string;
  /** Its stages, in order. */
  columns: BoardColumn[];
  /** Names of what the deals refer to. */
  refs: Record<string, Reference>;
};

/** A column of the board. */
export type BoardColumn = {
  /** The stage. */
  stage: BoardStage;
  /** How many deals. */
  count: number;
  /** What they are worth, by currency. */
  sums: BoardSum[];
  /** The first deals, in the order of the board. */
  items: AnyRecord[];
  /** Where `opportunities.list` goes on with the column. */
  next: string | null;
};

/** Shows a pipeline as a board: every stage with the number and worth of its deals and the first of them. The rest of a column is `opportunities.list` with the same filter, `stage`, and ordering `position`. */
export type BoardOpportunities = {
  /** The pipeline; the default one when left out. */
  pipeline?: string | null;
  /** Only deals that meet this. */
  filter?: Filter | null;
  /** Words to be found in them. */
  search?: string | null;
  /** Deals of each column; 50 when left out, at most 500. */
  limit?: number | null;
};

/** A stage as the board shows it. */
export type BoardStage = {
  /** The stage. */
  id: string;
  /** Its name. */
  name: string;
  /** Its code. */
  code: string | null;
  /** Probability in percent. */
  probability: number;
  /** Open, won or lost. */
  kind: StageKind;
  /** Hue in degrees. */
  hue: number | null;
  /** Days after which a deal asks for attention. */
  rotting_days: number | null;
};

/** Worth of a column in one currency. */
export type BoardSum = {
  /** ISO 4217 code. */
  currency: string;
  /** Sum of the amounts. */
  amount: string;
  /** Sum of the amounts, each times its probability. */
  weighted: string;
};

/** Where a heart-rate sensor is worn (0x2A38). */
export type BodyLocation = 'other' | 'chest' | 'wrist' | 'finger' | 'hand' | 'ear_lobe' | 'foot';

/** What the body's signals resemble. No consumer device knows what someone feels: these are names for patterns, against the wearer's own baseline. */
export type BodyState = 'calm' | 'focused' | 'stressed' | 'excited' | 'fatigued' | 'unknown';

export type Break = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** How it was spent. */
  what: 'rest' | 'walk' | 'meal' | 'company' | 'other' | null;
  /** When it began. */
  started_at: string | null;
  /** When it ended; empty while it goes on. */
  ended_at: string | null;
  /** The suggestion that it follows. */
  suggestion: string | null;
  /** The measures before. */
  before: unknown;
  /** The measures afterwards, where the device stayed on. */
  after: unknown;
  /** What else there is to say. */
  note: string | null;
};

export type BreakFound = {
  record: Break;
  refs: Record<string, Reference>;
};

/** The break that is on, if any. */
export type BreakNow = {
  /** It; none outside of breaks. */
  break: BreakState | null;
};

export type BreakPage = {
  items: Break[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** A break as it stands. */
export type BreakState = {
  /** The record, among the `breaks`. */
  id: string;
  /** When it began. */
  started_at: string;
  /** When it ended; none while it goes on. */
  ended_at: string | null;
  /** How many minutes it is meant to last. */
  minutes: number;
  /** The measures before. */
  before: Features;
  /** The measures afterwards; empty while it goes on. */
  after: Features;
};

/** How a break was spent. */
export type BreakType = 'rest' | 'walk' | 'meal' | 'company' | 'other';

/** What came of the breathing. */
export type BreathingDone = {
  /** The record, among the `exercises`; none if nothing was on. */
  exercise: string | null;
  /** How long it took. */
  seconds: number;
  /** The measures of the minute before. */
  before: Features;
  /** The measures of its last minute. */
  after: Features;
};

/** The breathing that is on, if any. */
export type BreathingStatus = {
  /** It; none while nobody breathes with the pace. */
  breathing: BreathingView | null;
};

/** What the screen shows of it. */
export type BreathingView = {
  /** When it began; breaths are counted from there. */
  started_at: string;
  /** Milliseconds of breathing in. */
  inhale_ms: number;
  /** Milliseconds of breathing out. */
  exhale_ms: number;
  /** How long it has lasted, in milliseconds. */
  elapsed_ms: number;
  /** The measures of the minute before. */
  before: Features;
  /** The measures now. */
  now: Features | null;
};

/** How long a stretch one point stands for. */
export type Bucket = 'minute' | 'hour' | 'day';

/** The records of a bulk operation. */
export type Bulk = {
  /** Which records. */
  target: Target;
};

export type BulkUpdateAccount = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** Internet domain, such as example.com. */
    domain?: string | null;
    /** What it is to us. */
    type?: 'customer' | 'prospect' | 'partner' | 'competitor' | null;
    /** Industry. */
    industry?: string | null;
    /** The account it belongs to. */
    parent?: string | null;
    /** Website. */
    website?: string | null;
    /** Phone number. */
    phone?: string | null;
    /** Street and number. */
    street?: string | null;
    /** City. */
    city?: string | null;
    /** State, province or region. */
    region?: string | null;
    /** Postal code. */
    postal_code?: string | null;
    /** Country: an ISO 3166 code such as DE, or a name. */
    country?: string | null;
    /** Number of people who work there. */
    employees?: number | null;
    /** Revenue a year. */
    annual_revenue?: string | null;
    /** Currency of the revenue. */
    currency?: string | null;
    /** Tags. */
    tags?: string[];
    /** Notes. */
    notes?: string | null;
    owner?: string | null;
  };
  /** Values that these lists get, where they are not in them yet. */
  add?: {
    /** Tags. */
    tags?: string[];
  };
  /** Values that these lists lose. */
  remove?: {
    /** Tags. */
    tags?: string[];
  };
};

export type BulkUpdateActivity = {
  target: Target;
  set?: {
    /** What it was about; of a note without one, its first line. */
    subject?: string | null;
    /** What it is. */
    type?: 'call' | 'email' | 'meeting' | 'task' | 'note' | null;
    /** What was said, or is to be done. */
    body?: string | null;
    /** The person. */
    contact?: string | null;
    /** The organisation. */
    account?: string | null;
    /** The deal. */
    opportunity?: string | null;
    /** When it is to be done. */
    due_at?: string | null;
    /** When it happened. */
    occurred_at?: string | null;
    /** When it was done; a task or a planned call is open until then. */
    done_at?: string | null;
    /** How long it took. */
    duration_minutes?: number | null;
    /** What came of it. */
    outcome?: 'reached' | 'not_reached' | 'left_message' | 'answered' | 'held' | 'cancelled' | null;
    owner?: string | null;
  };
};

export type BulkUpdateBreak = {
  target: Target;
  set?: {
    /** How it was spent. */
    what?: 'rest' | 'walk' | 'meal' | 'company' | 'other' | null;
    /** When it began. */
    started_at?: string | null;
    /** When it ended; empty while it goes on. */
    ended_at?: string | null;
    /** The suggestion that it follows. */
    suggestion?: string | null;
    /** What else there is to say. */
    note?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateCalibration = {
  target: Target;
  set?: {
    /** The device it was made with. */
    device?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateCall = {
  target: Target;
  set?: {
    /** What it was about, as the activity said when it began. */
    subject?: string | null;
    /** The activity. */
    activity?: string | null;
    /** When it began. */
    started_at?: string | null;
    /** When it ended; empty while it is on. */
    ended_at?: string | null;
    /** A private note: only the wearer sees it. */
    note?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateContact = {
  target: Target;
  set?: {
    /** Given name. */
    first_name?: string | null;
    /** Family name. */
    last_name?: string | null;
    /** What they are to us. */
    kind?: 'customer' | 'prospect' | 'vendor' | 'partner' | null;
    /** The account they work for. */
    account?: string | null;
    /** Job title. */
    title?: string | null;
    /** Department. */
    department?: string | null;
    /** E-mail address. */
    email?: string | null;
    /** Phone number at work. */
    phone?: string | null;
    /** Mobile number. */
    mobile?: string | null;
    /** Further e-mail addresses. */
    other_emails?: string[];
    /** Further phone numbers. */
    other_phones?: string[];
    /** Street and number. */
    street?: string | null;
    /** City. */
    city?: string | null;
    /** State, province or region. */
    region?: string | null;
    /** Postal code. */
    postal_code?: string | null;
    /** Country: an ISO 3166 code such as DE, or a name. */
    country?: string | null;
    /** Website. */
    website?: string | null;
    /** LinkedIn page. */
    linkedin?: string | null;
    /** Birthday. */
    birthday?: string | null;
    /** Where they came from. */
    source?: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
    /** Tags. */
    tags?: string[];
    /** Notes. */
    notes?: string | null;
    owner?: string | null;
  };
  /** Values that these lists get, where they are not in them yet. */
  add?: {
    /** Further e-mail addresses. */
    other_emails?: string[];
    /** Further phone numbers. */
    other_phones?: string[];
    /** Tags. */
    tags?: string[];
  };
  /** Values that these lists lose. */
  remove?: {
    /** Further e-mail addresses. */
    other_emails?: string[];
    /** Further phone numbers. */
    other_phones?: string[];
    /** Tags. */
    tags?: string[];
  };
};

export type BulkUpdateExercise = {
  target: Target;
  set?: {
    /** What was practised. */
    what?: 'paced_breathing' | null;
    /** When it began. */
    started_at?: string | null;
    /** When it ended. */
    ended_at?: string | null;
    /** Milliseconds of breathing in. */
    inhale_ms?: number | null;
    /** Milliseconds of breathing out. */
    exhale_ms?: number | null;
    /** How long it took, in seconds. */
    seconds?: number | null;
    /** What else there is to say. */
    note?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateFeed = {
  target: Target;
  set?: {
    /** What it is called. */
    name?: string | null;
    /** What it tells of. */
    category?: 'iot' | 'social' | 'market' | 'other' | null;
    /** Unit of its values, as people read it: °C, EUR, mentions. */
    unit?: string | null;
    /** Where its points come from; by hand when left out. */
    source?: 'manual' | 'csv' | 'http' | null;
    /** Address to fetch from: http or https. */
    url?: string | null;
    /** How the server writes the points; JSON when left out. */
    format?: 'json' | 'csv' | null;
    /** JSON Pointer (RFC 6901) to the list of points, or to one number; the whole answer when left out. */
    items_pointer?: string | null;
    /** JSON Pointer inside a point to its time; recognised when left out. */
    time_pointer?: string | null;
    /** JSON Pointer inside a point to its value; recognised when left out. */
    value_pointer?: string | null;
    /** The spacing at which simulations read it; a day when left out. */
    interval?: 'hour' | 'day' | 'week' | 'month' | null;
    /** What is done to its values before simulations read them; nothing when left out. */
    transform?: 'none' | 'difference' | 'log_return' | 'standardised' | null;
    /** Notes. */
    notes?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateOpportunity = {
  target: Target;
  set?: {
    /** What it is about. */
    name?: string | null;
    /** The organisation that buys. */
    account?: string | null;
    /** The person we talk to. */
    contact?: string | null;
    /** The pipeline it is worked in; the default one when left out. */
    pipeline?: string | null;
    /** The stage it is in; the pipeline's first when left out. */
    stage?: string | null;
    /** What it is worth. */
    amount?: string | null;
    /** Currency of the amount. */
    currency?: string | null;
    /** How likely it is won, in percent; follows the stage unless set. */
    probability?: number | null;
    /** When it is expected to close. */
    expected_close?: string | null;
    /** Why it was lost. */
    lost_reason?: string | null;
    /** Where it came from. */
    source?: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
    /** What is to be done next. */
    next_step?: string | null;
    /** Tags. */
    tags?: string[];
    /** Notes. */
    notes?: string | null;
    owner?: string | null;
  };
  /** Values that these lists get, where they are not in them yet. */
  add?: {
    /** Tags. */
    tags?: string[];
  };
  /** Values that these lists lose. */
  remove?: {
    /** Tags. */
    tags?: string[];
  };
};

export type BulkUpdatePipeline = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** Whether new deals go into it. */
    is_default?: boolean | null;
    /** Its place among the pipelines. */
    position?: number | null;
    owner?: string | null;
  };
};

export type BulkUpdateScenario = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** What is changed and what must hold: `ScenarioParameters`; what is left out is filled in. */
    parameters?: unknown;
    /** The same seed over the same records gives the same answer; 1 when left out. */
    seed?: number | null;
    /** Notes. */
    notes?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateScript = {
  target: Target;
  set?: {
    /** What it is called. */
    title?: string | null;
    /** For what situation. */
    situation?: 'anger' | 'complaint' | 'price_pressure' | 'threat_to_leave' | 'personal_attack' | 'interruption' | 'silence' | 'overwhelmed' | 'tired' | 'other' | null;
    /** In what language. */
    language?: 'en' | 'de' | null;
    /** What to say. */
    body?: string | null;
    /** In which states of the wearer it fits best; any when empty. */
    states?: string[];
    /** Whether it is no longer offered. */
    retired?: boolean | null;
    /** Its place among the others, the smallest first; of scripts that fit alike the first is offered. The last one when left out. */
    position?: number | null;
    owner?: string | null;
  };
  /** Values that these lists get, where they are not in them yet. */
  add?: {
    /** In which states of the wearer it fits best; any when empty. */
    states?: string[];
  };
  /** Values that these lists lose. */
  remove?: {
    /** In which states of the wearer it fits best; any when empty. */
    states?: string[];
  };
};

export type BulkUpdateSensingRule = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** When it is on: `{"measure": "stress", "above": 70, "until": 55}`, joined by `all`, `any` and `not`. A rule without a condition does nothing yet. */
    condition?: unknown;
    /** What it does while it is on; a suggested break when left out. */
    action?: 'slower_pacing' | 'larger_text' | 'quieter_colours' | 'fewer_notifications' | 'reorder_today' | 'suggest_break' | 'suggest_breathing' | null;
    /** How strongly, 1 to 3; 1 when left out. */
    strength?: number | null;
    /** Of two rules that do the same, the higher counts, 0 to 100; 50 when left out. */
    priority?: number | null;
    /** For how many seconds the condition must hold before it switches on; 20 when left out. */
    for_seconds?: number | null;
    /** For how many seconds it stays on at least; 60 when left out. */
    at_least_seconds?: number | null;
    /** For how many seconds it then stays off at least; 120 when left out. */
    pause_seconds?: number | null;
    /** Whether it is watched; yes when left out. */
    enabled?: boolean | null;
    /** What it is for. */
    note?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateSetting = {
  target: Target;
  set?: {
    /** What is set: `language`, `theme`, `density`, `currency`, `columns.contact`, … */
    key?: string | null;
    /** What it is set to. */
    value?: unknown;
    owner?: string | null;
  };
};

export type BulkUpdateSimulation = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** What is simulated. */
    type?: 'deal_closure' | 'revenue_projection' | 'interaction_paths' | 'market_shift' | 'churn_cascade' | 'competitive' | null;
    /** Its parameters, as `simulations.kinds` describes them; what is left out is filled in. */
    parameters?: unknown;
    /** The same seed over the same records gives the same answer; 1 when left out. */
    seed?: number | null;
    owner?: string | null;
  };
};

export type BulkUpdateStage = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** Stable code: filters and automation name a stage by it. */
    code?: string | null;
    /** The pipeline it belongs to. */
    pipeline?: string | null;
    /** Its place in the pipeline. */
    position?: number | null;
    /** How likely a deal in it is to be won, in percent. */
    probability?: number | null;
    /** Whether a deal in it is open, won or lost. */
    kind?: 'open' | 'won' | 'lost' | null;
    /** Its colour: hue in degrees. */
    hue?: number | null;
    /** Days after which a deal that stays in it asks for attention. */
    rotting_days?: number | null;
    owner?: string | null;
  };
};

export type BulkUpdateStageEntry = {
  target: Target;
  set?: {
    owner?: string | null;
  };
};

export type BulkUpdateStateLabel = {
  target: Target;
  set?: {
    /** How they felt. */
    state?: 'calm' | 'focused' | 'stressed' | 'excited' | 'fatigued' | 'unknown' | null;
    /** When; now when left out. */
    felt_at?: string | null;
    /** How strongly, 1 to 5. */
    strength?: number | null;
    /** What else there is to say. */
    note?: string | null;
    /** The call in which it was. */
    call?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateStressMoment = {
  target: Target;
  set?: {
    /** The measurement that spoke for it most. */
    reason?: string | null;
    /** The call. */
    call?: string | null;
    /** The activity. */
    activity?: string | null;
    /** When it began. */
    began_at?: string | null;
    /** When it ended. */
    ended_at?: string | null;
    /** Its highest stress, 0 to 100. */
    peak?: number | null;
    owner?: string | null;
  };
};

export type BulkUpdateSuggestion = {
  target: Target;
  set?: {
    /** What was suggested. */
    what?: 'break' | 'breathing' | 'script' | null;
    /** What they thought of it. */
    feedback?: 'helpful' | 'neutral' | 'unhelpful' | null;
    /** In their own words. */
    note?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateUser = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** E-mail address. */
    email?: string | null;
    owner?: string | null;
  };
};

export type BulkUpdateView = {
  target: Target;
  set?: {
    /** Name. */
    name?: string | null;
    /** Kind of record it lists. */
    kind?: string | null;
    /** What it asks and shows: `filter`, `ordering`, `search`, `columns` in their order, their `widths` in pixels, and of a board its `pipeline`. */
    query?: unknown;
    /** How it shows them. */
    shape?: 'table' | 'board' | null;
    /** Its place among the views. */
    position?: number | null;
    /** Its colour: hue in degrees. */
    hue?: number | null;
    owner?: string | null;
  };
};

export type BulkUpdateWearable = {
  target: Target;
  set?: {
    /** What the wearer calls it; at first what it calls itself. */
    name?: string | null;
    /** Whether it is to be connected by itself when it is near. */
    reconnect?: boolean | null;
    owner?: string | null;
  };
};

/** Runs every model on the records as they are and on the past as it was known, and keeps how it did. */
export type CalibrateModels = {
  /** Only the model of this name; all when left out. */
  model?: string | null;
};

export type Calibration = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** The device it was made with. */
  device: string | null;
  /** When it began. */
  started_at: string | null;
  /** When it ended. */
  finished_at: string | null;
  /** How it ended. */
  outcome: 'done' | 'failed' | null;
  /** By phase (`eyes_open`, `eyes_closed`, `paced_breathing`) and measure: mean, standard deviation, count. */
  baselines: unknown;
  /** Mean signal quality, 0 to 100. */
  quality: number | null;
  /** Whether the signals were simulated. */
  simulated: boolean | null;
};

/** Predictions of about the same height, and what came of them. */
export type CalibrationBin = {
  /** Predictions from here (included). */
  from: number;
  /** To here (excluded; the last one included). */
  to: number;
  /** How many. */
  count: number;
  /** Their mean. */
  predicted: number;
  /** The share that came true. */
  observed: number;
  /** Lower end of the share's interval at 95 % (Clopper and Pearson 1934). */
  low: number;
  /** Upper end of it. */
  high: number;
};

/** How often intervals held what came. */
export type CalibrationCoverage = {
  /** How often they should. */
  nominal: number;
  /** How many quarters ended inside. */
  inside: number;
  /** The share that did. */
  share: number;
  /** Lower end of the share's interval at 95 %. */
  low: number;
  /** Upper end of it. */
  high: number;
  /** What is forecast: money, or things counted. */
  unit: SimulationUnit;
  /** Currency of the amounts; empty where it is no money. */
  currency: string;
  /** The quarters, oldest first. */
  quarters: CalibrationQuarter[];
};

export type CalibrationFound = {
  record: Calibration;
  refs: Record<string, Reference>;
};

/** What was lacking where a model could not be held against the past. */
export type CalibrationLack = 'quarters' | 'outcomes';

export type CalibrationPage = {
  items: Calibration[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** A phase of the calibration. */
export type CalibrationPhase = 'eyes_open' | 'eyes_closed' | 'paced_breathing';

/** A past quarter: what would have been forecast at its start, and what came. Amounts in whole units, things counted. */
export type CalibrationQuarter = {
  /** Its first day. */
  begins: string;
  /** Its last day. */
  ends: string;
  /** One outcome in ten lies below. */
  p10: number;
  /** Half of the outcomes lie below. */
  p50: number;
  /** Nine outcomes in ten lie below. */
  p90: number;
  /** What was to be expected. */
  mean: number;
  /** What came. */
  actual: number;
  /** Whether it lies between p10 and p90. */
  inside: boolean;
};

/** How good probabilities were. */
export type CalibrationScore = {
  /** What was predicted by what: `stage_probability` and `chain_won` (won in the end), `learned_odds` (won within the quarter), `account_left` (nothing happened with it all quarter), `contest_won`. */
  code: string;
  /** How many predictions. */
  count: number;
  /** Brier's score (1950): the mean squared difference between prediction and outcome; 0 is perfect. */
  brier: number;
  /** The score of always saying the share that came true. */
  reference: number;
  /** The logarithmic score (Good 1952): the mean of minus the natural logarithm of the chance given to what came, no chance taken for less than one in a thousand; 0 is perfect. */
  log: number;
  /** The logarithmic score of always saying the share that came true. */
  log_reference: number;
  /** What part of the reference's score is gained: 1 − brier / reference; below 0 it would be better to say the same for all. */
  skill: number;
  /** The share that came true. */
  observed: number;
  /** The mean prediction. */
  predicted: number;
  /** Predictions by height. */
  bins: CalibrationBin[];
};

/** How the calibration stands. */
export type CalibrationStatus = {
  /** The one under way, or the one that ended last since the program was started. */
  guide: GuideView | null;
};

export type Call = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What it was about, as the activity said when it began. */
  subject: string | null;
  /** The activity. */
  activity: string | null;
  /** When it began. */
  started_at: string | null;
  /** When it ended; empty while it is on. */
  ended_at: string | null;
  /** A private note: only the wearer sees it. */
  note: string | null;
  /** Seconds in each state. */
  states: unknown;
  /** State along the call, a point every ten seconds: `[{second, state, stress}]`. */
  course: unknown;
  /** Highest stress, 0 to 100. */
  peak_stress: number | null;
  /** How many stretches of stress there were. */
  moments: number | null;
  /** Whether the signals were simulated. */
  simulated: boolean | null;
};

export type CallFound = {
  record: Call;
  refs: Record<string, Reference>;
};

/** The note that was written. */
export type CallNote = {
  /** The private record. */
  call: string;
  /** The note. */
  note: string | null;
};

/** The call that is on, if any. */
export type CallNow = {
  /** It; none outside of calls. */
  call: CallState | null;
};

export type CallPage = {
  items: Call[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** A call as it stands. */
export type CallState = {
  /** The private record, among the `calls`. */
  call: string;
  /** The activity. */
  activity: string;
  /** When it began. */
  started_at: string;
  /** When it ended; none while it is on. */
  ended_at: string | null;
  /** How long it has lasted, in seconds. */
  seconds: number;
  /** Seconds in each state. */
  states: Record<string, number>;
  /** State along the call, a point every ten seconds. */
  course: Lived[];
  /** Stretches of stress that are over. */
  stretches: StressStretch[];
  /** Whether stress goes on right now. */
  stressed: boolean;
  /** Highest stress, 0 to 100. */
  peak_stress: number | null;
  /** Whether the signals were simulated. */
  simulated: boolean;
};

/** Gives a calibration up; nothing of it is kept. */
export type CancelCalibration = Record<string, never>;

/** Stops a job. What it wrote before stays, as one step that can be undone. */
export type CancelJob = {
  /** The job. */
  id: string;
};

/** One change, as it is shown. */
export type ChangeItem = {
  /** Position in the log. */
  seq: number;
  /** When. */
  at: string;
  /** The step it belongs to. */
  step: string;
  /** Who. */
  actor: string;
  /** Where it came from. */
  origin: Origin;
  /** The operation that made it. */
  operation: string;
  /** Kind of the record. */
  kind: string;
  /** The record. */
  record: string;
  /** What happened. */
  action: Action;
  /** What changed; empty once the record was erased. */
  fields: FieldItem[];
};

/** Changes preferences, weights or retention; what is left out stays as it is. */
export type ChangeProfile = {
  /** What the wearer likes; replaces all preferences. */
  preferences?: PreferencesInput | null;
  /** Weights to set; those that are not named stay. */
  weights?: StateWeightInput[] | null;
  /** Whether to forget what was set and learned first, so that the documented weights count again. */
  reset_weights?: boolean | null;
  /** How long what is kept; replaces all of it. */
  retention?: RetentionInput | null;
};

/** Records of one kind that changed. */
export type Changed = {
  /** Their ids, at most 200. */
  ids: string[];
  /** How many changes there were. */
  count: number;
};

/** How good the signal of a channel is. */
export type ChannelQuality = {
  /** The channel. */
  channel: string;
  /** 0 to 100. */
  quality: number;
  /** What spoils it, as codes for words: `blink`, `jaw`, `movement`, `contact`, `loss`. */
  artefacts: string[];
};

/** Counts what would become of every row of the file. Nothing is written. */
export type CheckImport = {
  /** The import. */
  id: string;
};

/** Where one column is to go. */
export type ColumnChoice = {
  /** Its place in the file, from 0. */
  index: number;
  /** The field it goes to; none: it is left out. */
  target?: string | null;
  /** Which number of a date such as 03/04/2026 is the day. */
  date_order?: DateOrder | null;
};

/** Puts what-ifs that have run side by side, the one that brings most first. Whether they can be compared at all is said with them: they can when they look at the same months in the same currency, and were run on one day. */
export type CompareScenarios = {
  /** The what-ifs, 2 to 20. */
  ids: string[];
};

/** One what-if among others. */
export type ComparedScenario = {
  /** The what-if. */
  id: string;
  /** Its name. */
  name: string;
  /** The moment it was seen from. */
  as_of: string;
  /** Day after the last that counts. */
  until: string;
  /** Currency of its amounts. */
  currency: string;
  /** As things stood. */
  baseline: ScenarioOutcome;
  /** As things would be. */
  scenario: ScenarioOutcome;
  /** The difference. */
  impact: ScenarioImpact;
  /** Whether all its bounds hold. */
  feasible: boolean;
  /** The variables it changes. */
  changed: ScenarioLevel[];
  /** Whether it brings more than another without more risk (mean loss in the worst 5 of 100 worlds): no other one is better in both. */
  efficient: boolean;
};

/** Lays down how a file is to be imported. What is left out stays as it is. */
export type ConfigureImport = {
  /** The import. */
  id: string;
  /** How the file is encoded. */
  encoding?: string | null;
  /** What separates its cells: comma, semicolon, tab or vertical bar. */
  delimiter?: string | null;
  /** Rows before the header that are no part of the table. */
  skip?: number | null;
  /** Whether the first row of the table names the columns. */
  has_header?: boolean | null;
  /** The product that wrote the file. */
  source?: string | null;
  /** Kind of record that a row becomes. */
  kind?: string | null;
  /** Where columns go. */
  columns?: ColumnChoice[] | null;
  /** What happens to rows that match and to those that do not. */
  mode?: ImportMode | null;
  /** By what a row is recognised. */
  match_on?: MatchOn | null;
  /** Whether the values of columns that go nowhere are kept in the notes. */
  keep_unmapped?: boolean | null;
  /** Tags that every record of this import gets. */
  tags?: string[] | null;
};

/** Connects a device and keeps it connected. By this the wearer agrees to it; it is kept among the `wearables`. */
export type ConnectDevice = {
  /** The device, as a scan told it. */
  device: string;
};

/** A device that was connected. */
export type ConnectedDevice = {
  /** The record, among the `wearables`. */
  wearable: string;
  /** How it stands. */
  device: LiveDevice;
};

/** What was agreed to, and when. */
export type ConsentGiven = {
  /** The terms, as codes for words. */
  terms: string[];
  /** Their version. */
  version: number;
  /** When. */
  given_at: string;
  /** When it was withdrawn. */
  withdrawn_at: string | null;
};

export type Contact = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Full name, made of given and family name. */
  name: string | null;
  /** Given name. */
  first_name: string | null;
  /** Family name. */
  last_name: string | null;
  /** What they are to us. */
  kind: 'customer' | 'prospect' | 'vendor' | 'partner' | null;
  /** The account they work for. */
  account: string | null;
  /** Job title. */
  title: string | null;
  /** Department. */
  department: string | null;
  /** E-mail address. */
  email: string | null;
  /** Phone number at work. */
  phone: string | null;
  /** Mobile number. */
  mobile: string | null;
  /** Further e-mail addresses. */
  other_emails: string[];
  /** Further phone numbers. */
  other_phones: string[];
  /** Street and number. */
  street: string | null;
  /** City. */
  city: string | null;
  /** State, province or region. */
  region: string | null;
  /** Postal code. */
  postal_code: string | null;
  /** Country: an ISO 3166 code such as DE, or a name. */
  country: string | null;
  /** Website. */
  website: string | null;
  /** LinkedIn page. */
  linkedin: string | null;
  /** Birthday. */
  birthday: string | null;
  /** Where they came from. */
  source: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
  /** Tags. */
  tags: string[];
  /** Notes. */
  notes: string | null;
  /** When somebody last called, wrote or met them. */
  last_activity_at: string | null;
};

export type ContactFound = {
  record: Contact;
  refs: Record<string, Reference>;
};

export type ContactPage = {
  items: Contact[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** How many there are. */
export type Count = {
  /** The number, at most the cap. */
  value: number;
  /** Whether the list ends there. */
  exact: boolean;
};

/** Which records to count. */
export type CountQuery = {
  /** Which records. */
  filter?: Filter | null;
  /** Words to be found in them. */
  search?: string | null;
  /** Whether to count the trash. */
  trash?: boolean | null;
  /** Count up to this many; 10,000 when left out. */
  cap?: number | null;
};

export type CreateAccount = {
  /** Name. */
  name: string | null;
  /** Internet domain, such as example.com. */
  domain?: string | null;
  /** What it is to us. */
  type?: 'customer' | 'prospect' | 'partner' | 'competitor' | null;
  /** Industry. */
  industry?: string | null;
  /** The account it belongs to. */
  parent?: string | null;
  /** Website. */
  website?: string | null;
  /** Phone number. */
  phone?: string | null;
  /** Street and number. */
  street?: string | null;
  /** City. */
  city?: string | null;
  /** State, province or region. */
  region?: string | null;
  /** Postal code. */
  postal_code?: string | null;
  /** Country: an ISO 3166 code such as DE, or a name. */
  country?: string | null;
  /** Number of people who work there. */
  employees?: number | null;
  /** Revenue a year. */
  annual_revenue?: string | null;
  /** Currency of the revenue. */
  currency?: string | null;
  /** Tags. */
  tags?: string[];
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type CreateActivity = {
  /** What it was about; of a note without one, its first line. */
  subject: string | null;
  /** What it is. */
  type: 'call' | 'email' | 'meeting' | 'task' | 'note' | null;
  /** What was said, or is to be done. */
  body?: string | null;
  /** The person. */
  contact?: string | null;
  /** The organisation. */
  account?: string | null;
  /** The deal. */
  opportunity?: string | null;
  /** When it is to be done. */
  due_at?: string | null;
  /** When it happened. */
  occurred_at?: string | null;
  /** When it was done; a task or a planned call is open until then. */
  done_at?: string | null;
  /** How long it took. */
  duration_minutes?: number | null;
  /** What came of it. */
  outcome?: 'reached' | 'not_reached' | 'left_message' | 'answered' | 'held' | 'cancelled' | null;
  owner?: string | null;
};

export type CreateBreak = {
  /** How it was spent. */
  what: 'rest' | 'walk' | 'meal' | 'company' | 'other' | null;
  /** When it began. */
  started_at?: string | null;
  /** When it ended; empty while it goes on. */
  ended_at?: string | null;
  /** The suggestion that it follows. */
  suggestion?: string | null;
  /** What else there is to say. */
  note?: string | null;
  owner?: string | null;
};

export type CreateCalibration = {
  /** The device it was made with. */
  device?: string | null;
  owner?: string | null;
};

export type CreateCall = {
  /** What it was about, as the activity said when it began. */
  subject: string | null;
  /** The activity. */
  activity?: string | null;
  /** When it began. */
  started_at?: string | null;
  /** When it ended; empty while it is on. */
  ended_at?: string | null;
  /** A private note: only the wearer sees it. */
  note?: string | null;
  owner?: string | null;
};

export type CreateContact = {
  /** Given name. */
  first_name?: string | null;
  /** Family name. */
  last_name?: string | null;
  /** What they are to us. */
  kind?: 'customer' | 'prospect' | 'vendor' | 'partner' | null;
  /** The account they work for. */
  account?: string | null;
  /** Job title. */
  title?: string | null;
  /** Department. */
  department?: string | null;
  /** E-mail address. */
  email?: string | null;
  /** Phone number at work. */
  phone?: string | null;
  /** Mobile number. */
  mobile?: string | null;
  /** Further e-mail addresses. */
  other_emails?: string[];
  /** Further phone numbers. */
  other_phones?: string[];
  /** Street and number. */
  street?: string | null;
  /** City. */
  city?: string | null;
  /** State, province or region. */
  region?: string | null;
  /** Postal code. */
  postal_code?: string | null;
  /** Country: an ISO 3166 code such as DE, or a name. */
  country?: string | null;
  /** Website. */
  website?: string | null;
  /** LinkedIn page. */
  linkedin?: string | null;
  /** Birthday. */
  birthday?: string | null;
  /** Where they came from. */
  source?: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
  /** Tags. */
  tags?: string[];
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type CreateExercise = {
  /** What was practised. */
  what: 'paced_breathing' | null;
  /** When it began. */
  started_at?: string | null;
  /** When it ended. */
  ended_at?: string | null;
  /** Milliseconds of breathing in. */
  inhale_ms?: number | null;
  /** Milliseconds of breathing out. */
  exhale_ms?: number | null;
  /** How long it took, in seconds. */
  seconds?: number | null;
  /** What else there is to say. */
  note?: string | null;
  owner?: string | null;
};

export type CreateFeed = {
  /** What it is called. */
  name: string | null;
  /** What it tells of. */
  category?: 'iot' | 'social' | 'market' | 'other' | null;
  /** Unit of its values, as people read it: °C, EUR, mentions. */
  unit?: string | null;
  /** Where its points come from; by hand when left out. */
  source?: 'manual' | 'csv' | 'http' | null;
  /** Address to fetch from: http or https. */
  url?: string | null;
  /** How the server writes the points; JSON when left out. */
  format?: 'json' | 'csv' | null;
  /** JSON Pointer (RFC 6901) to the list of points, or to one number; the whole answer when left out. */
  items_pointer?: string | null;
  /** JSON Pointer inside a point to its time; recognised when left out. */
  time_pointer?: string | null;
  /** JSON Pointer inside a point to its value; recognised when left out. */
  value_pointer?: string | null;
  /** The spacing at which simulations read it; a day when left out. */
  interval?: 'hour' | 'day' | 'week' | 'month' | null;
  /** What is done to its values before simulations read them; nothing when left out. */
  transform?: 'none' | 'difference' | 'log_return' | 'standardised' | null;
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type CreateOpportunity = {
  /** What it is about. */
  name: string | null;
  /** The organisation that buys. */
  account?: string | null;
  /** The person we talk to. */
  contact?: string | null;
  /** The pipeline it is worked in; the default one when left out. */
  pipeline?: string | null;
  /** The stage it is in; the pipeline's first when left out. */
  stage?: string | null;
  /** What it is worth. */
  amount?: string | null;
  /** Currency of the amount. */
  currency?: string | null;
  /** How likely it is won, in percent; follows the stage unless set. */
  probability?: number | null;
  /** When it is expected to close. */
  expected_close?: string | null;
  /** Why it was lost. */
  lost_reason?: string | null;
  /** Where it came from. */
  source?: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
  /** What is to be done next. */
  next_step?: string | null;
  /** Tags. */
  tags?: string[];
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type CreatePipeline = {
  /** Name. */
  name: string | null;
  /** Whether new deals go into it. */
  is_default?: boolean | null;
  /** Its place among the pipelines. */
  position?: number | null;
  owner?: string | null;
};

export type CreateScenario = {
  /** Name. */
  name: string | null;
  /** What is changed and what must hold: `ScenarioParameters`; what is left out is filled in. */
  parameters?: unknown;
  /** The same seed over the same records gives the same answer; 1 when left out. */
  seed?: number | null;
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type CreateScript = {
  /** What it is called. */
  title: string | null;
  /** For what situation. */
  situation: 'anger' | 'complaint' | 'price_pressure' | 'threat_to_leave' | 'personal_attack' | 'interruption' | 'silence' | 'overwhelmed' | 'tired' | 'other' | null;
  /** In what language. */
  language: 'en' | 'de' | null;
  /** What to say. */
  body: string | null;
  /** In which states of the wearer it fits best; any when empty. */
  states?: string[];
  /** Whether it is no longer offered. */
  retired?: boolean | null;
  /** Its place among the others, the smallest first; of scripts that fit alike the first is offered. The last one when left out. */
  position?: number | null;
  owner?: string | null;
};

export type CreateSensingRule = {
  /** Name. */
  name: string | null;
  /** When it is on: `{"measure": "stress", "above": 70, "until": 55}`, joined by `all`, `any` and `not`. A rule without a condition does nothing yet. */
  condition?: unknown;
  /** What it does while it is on; a suggested break when left out. */
  action?: 'slower_pacing' | 'larger_text' | 'quieter_colours' | 'fewer_notifications' | 'reorder_today' | 'suggest_break' | 'suggest_breathing' | null;
  /** How strongly, 1 to 3; 1 when left out. */
  strength?: number | null;
  /** Of two rules that do the same, the higher counts, 0 to 100; 50 when left out. */
  priority?: number | null;
  /** For how many seconds the condition must hold before it switches on; 20 when left out. */
  for_seconds?: number | null;
  /** For how many seconds it stays on at least; 60 when left out. */
  at_least_seconds?: number | null;
  /** For how many seconds it then stays off at least; 120 when left out. */
  pause_seconds?: number | null;
  /** Whether it is watched; yes when left out. */
  enabled?: boolean | null;
  /** What it is for. */
  note?: string | null;
  owner?: string | null;
};

export type CreateSetting = {
  /** What is set: `language`, `theme`, `density`, `currency`, `columns.contact`, … */
  key: string | null;
  /** What it is set to. */
  value?: unknown;
  owner?: string | null;
};

export type CreateSimulation = {
  /** Name. */
  name: string | null;
  /** What is simulated. */
  type: 'deal_closure' | 'revenue_projection' | 'interaction_paths' | 'market_shift' | 'churn_cascade' | 'competitive' | null;
  /** Its parameters, as `simulations.kinds` describes them; what is left out is filled in. */
  parameters?: unknown;
  /** The same seed over the same records gives the same answer; 1 when left out. */
  seed?: number | null;
  owner?: string | null;
};

export type CreateStage = {
  /** Name. */
  name: string | null;
  /** Stable code: filters and automation name a stage by it. */
  code?: string | null;
  /** The pipeline it belongs to. */
  pipeline: string | null;
  /** Its place in the pipeline. */
  position?: number | null;
  /** How likely a deal in it is to be won, in percent. */
  probability?: number | null;
  /** Whether a deal in it is open, won or lost. */
  kind?: 'open' | 'won' | 'lost' | null;
  /** Its colour: hue in degrees. */
  hue?: number | null;
  /** Days after which a deal that stays in it asks for attention. */
  rotting_days?: number | null;
  owner?: string | null;
};

export type CreateStageEntry = {
  owner?: string | null;
};

export type CreateStateLabel = {
  /** How they felt. */
  state: 'calm' | 'focused' | 'stressed' | 'excited' | 'fatigued' | 'unknown' | null;
  /** When; now when left out. */
  felt_at?: string | null;
  /** How strongly, 1 to 5. */
  strength?: number | null;
  /** What else there is to say. */
  note?: string | null;
  /** The call in which it was. */
  call?: string | null;
  owner?: string | null;
};

export type CreateStressMoment = {
  /** The measurement that spoke for it most. */
  reason?: string | null;
  /** The call. */
  call?: string | null;
  /** The activity. */
  activity?: string | null;
  /** When it began. */
  began_at?: string | null;
  /** When it ended. */
  ended_at?: string | null;
  /** Its highest stress, 0 to 100. */
  peak?: number | null;
  owner?: string | null;
};

export type CreateSuggestion = {
  /** What was suggested. */
  what: 'break' | 'breathing' | 'script' | null;
  /** What they thought of it. */
  feedback?: 'helpful' | 'neutral' | 'unhelpful' | null;
  /** In their own words. */
  note?: string | null;
  owner?: string | null;
};

export type CreateUser = {
  /** Name. */
  name: string | null;
  /** E-mail address. */
  email?: string | null;
  owner?: string | null;
};

export type CreateView = {
  /** Name. */
  name: string | null;
  /** Kind of record it lists. */
  kind: string | null;
  /** What it asks and shows: `filter`, `ordering`, `search`, `columns` in their order, their `widths` in pixels, and of a board its `pipeline`. */
  query?: unknown;
  /** How it shows them. */
  shape?: 'table' | 'board' | null;
  /** Its place among the views. */
  position?: number | null;
  /** Its colour: hue in degrees. */
  hue?: number | null;
  owner?: string | null;
};

export type CreateWearable = {
  /** What the wearer calls it; at first what it calls itself. */
  name: string | null;
  /** Whether it is to be connected by itself when it is near. */
  reconnect?: boolean | null;
  owner?: string | null;
};

/** Which number of `03/04/2026` is the day. */
export type DateOrder = 'day_first' | 'month_first' | 'either';

/** Forgets an import, its file and its ledger. The records that it brought in stay. */
export type DeleteImport = {
  /** The import. */
  id: string;
};

/** Deletes the points of a feed in a window of time, or all. Cannot be undone. */
export type DeletePoints = {
  /** The feed. */
  id: string;
  /** Not before; from the first when left out. */
  from?: string | null;
  /** Before; to the last when left out. */
  to?: string | null;
};

/** Erases a recording for good. */
export type DeleteRecording = {
  /** Its name. */
  id: string;
};

/** How many points went. */
export type DeletedFeedPoints = {
  /** Points that were deleted. */
  deleted: number;
};

/** What was erased. */
export type DeletedRecording = {
  /** Its name. */
  id: string;
};

/** What a device is. */
export type DeviceKind = 'headband' | 'heart_strap' | 'watch' | 'unknown';

/** The devices of the wearer. */
export type DeviceList = {
  /** The devices. */
  items: OwnDevice[];
};

/** Switches the mirror off: every device is disconnected, nothing more is measured or kept, the consent is withdrawn. What was kept so far stays until it is erased (`privacy.erase`). */
export type DisableSensing = Record<string, never>;

/** Disconnects a device, or gives up connecting it. It stays among the `wearables`. */
export type DisconnectDevice = {
  /** The device. */
  device: string;
};

/** What a write without a record to answer did. */
export type Done = {
  /** How many changes were made. */
  changed: number;
  /** The step that undo takes back. */
  step: string | null;
};

/** One effect that is on. */
export type Effect = {
  /** What the screen does. */
  effect: RuleAction;
  /** How strongly, 1 to 3. */
  strength: number;
  /** The rule it comes from. */
  rule: string;
  /** The rule's name. */
  rule_name: string;
  /** Since when. */
  since: string;
};

/** Switches the mirror on: from now on devices may be scanned for and connected, and what they measure is kept on this machine. Whoever calls this agrees to the terms of `sensing.status`; that is kept with the moment. */
export type EnableSensing = {
  /** The version of the terms that the wearer has read: the current one. */
  version: number;
};

/** Ends the break that is on. */
export type EndBreak = Record<string, never>;

/** Ends the call that is on: the activity gets its length and is done, the private record what was lived in it. */
export type EndCall = {
  /** What came of it, kept with the activity. */
  outcome?: Outcome | null;
  /** A private note: only the wearer sees it. */
  note?: string | null;
};

/** Takes a screen effect back: every rule that has it on is off now, and stays so until what led to it has passed and comes again. Nothing happens where the effect is not on. */
export type EndEffect = {
  /** The effect. */
  effect: RuleAction;
};

/** Erases all that is stored of the wearer, now and for good: records, their values in the change log, readings, imports, recordings, consents and preferences. The mirror is off afterwards. What stays is what the log's chain of hashes needs: that something was written and when, without what it was. Cannot be undone. */
export type EraseStored = Record<string, never>;

/** What was erased. */
export type Erased = {
  /** Records, those in the trash and those deleted before included. */
  records: number;
  /** Readings. */
  readings: number;
  /** Recordings. */
  recordings: number;
  /** Ended jobs. */
  jobs: number;
};

/** A file to be saved. */
export type ErrorsFile = {
  /** A name for it. */
  file_name: string;
  /** What is in it. */
  content: string;
  /** Whether all rows with errors are in it. */
  whole: boolean;
};

/** Something that happened. */
export type Event = {
  type: 'hello';
  /** The newest change. */
  seq: number;
} | {
  type: 'changes';
  /** The newest change. */
  seq: number;
  /** The step it belongs to. */
  step: string | null;
  /** Where it came from. */
  origin: Origin;
  /** What changed, by kind. */
  kinds: Record<string, Changed>;
} | {
  type: 'job';
  /** The job as it is now. */
  job: JobState;
};

/** One piece of evidence. */
export type Evidence = {
  /** What: `minutes_since_break`, `rmssd_vs_baseline`, `fatigue`, `stress` or `calls_today`. */
  code: string;
  /** How it is; null when it cannot be told. */
  value: number | null;
  /** From where on it speaks for a break. */
  limit: number;
  /** Whether it does. */
  met: boolean;
  /** How much it counts when it does. */
  weight: number;
};

export type Exercise = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What was practised. */
  what: 'paced_breathing' | null;
  /** When it began. */
  started_at: string | null;
  /** When it ended. */
  ended_at: string | null;
  /** Milliseconds of breathing in. */
  inhale_ms: number | null;
  /** Milliseconds of breathing out. */
  exhale_ms: number | null;
  /** How long it took, in seconds. */
  seconds: number | null;
  /** The measures of the minute before. */
  before: unknown;
  /** The measures of its last minute. */
  after: unknown;
  /** What else there is to say. */
  note: string | null;
  /** Whether the signals were simulated. */
  simulated: boolean | null;
};

export type ExerciseFound = {
  record: Exercise;
  refs: Record<string, Reference>;
};

export type ExercisePage = {
  items: Exercise[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** The rows with errors as a CSV file with a column for the reason, to be mended and imported again. */
export type ExportErrors = {
  /** The import. */
  id: string;
};

/** Exports a recording as EDF+ or CSV, in the answer. What leaves the house is no longer encrypted. */
export type ExportRecording = {
  /** Its name. */
  id: string;
  /** As what. */
  format: RecordingFormat;
};

/** Exports a recording as EDF+ or CSV into a file on this computer. What leaves the house is no longer encrypted. */
export type ExportRecordingFile = {
  /** Its name. */
  id: string;
  /** As what. */
  format: RecordingFormat;
  /** Where to: a file that is not there yet. */
  path: string;
};

/** A recording as a file. */
export type ExportedRecording = {
  /** A name for the file. */
  file_name: string;
  /** Its content in base64. */
  content: string;
  /** Its size in bytes. */
  bytes: number;
};

/** The measures of one moment. What cannot be told right now is not there. */
export type Features = Record<string, number>;

export type Feed = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What it is called. */
  name: string | null;
  /** What it tells of. */
  category: 'iot' | 'social' | 'market' | 'other' | null;
  /** Unit of its values, as people read it: °C, EUR, mentions. */
  unit: string | null;
  /** Where its points come from; by hand when left out. */
  source: 'manual' | 'csv' | 'http' | null;
  /** Address to fetch from: http or https. */
  url: string | null;
  /** How the server writes the points; JSON when left out. */
  format: 'json' | 'csv' | null;
  /** JSON Pointer (RFC 6901) to the list of points, or to one number; the whole answer when left out. */
  items_pointer: string | null;
  /** JSON Pointer inside a point to its time; recognised when left out. */
  time_pointer: string | null;
  /** JSON Pointer inside a point to its value; recognised when left out. */
  value_pointer: string | null;
  /** The spacing at which simulations read it; a day when left out. */
  interval: 'hour' | 'day' | 'week' | 'month' | null;
  /** What is done to its values before simulations read them; nothing when left out. */
  transform: 'none' | 'difference' | 'log_return' | 'standardised' | null;
  /** Notes. */
  notes: string | null;
  /** When points were fetched last. */
  fetched_at: string | null;
};

export type FeedFound = {
  record: Feed;
  refs: Record<string, Reference>;
};

export type FeedPage = {
  items: Feed[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** One point, or a stretch of them. */
export type FeedPoint = {
  /** When; of a stretch, its first point. */
  at: string;
  /** The value; of a stretch, their mean. */
  value: number;
  /** The least value. */
  low: number;
  /** The greatest value. */
  high: number;
  /** How many points it stands for. */
  count: number;
};

/** Points of a feed. */
export type FeedPointList = {
  /** The points, oldest first. */
  items: FeedPoint[];
  /** How many points lie in the window. */
  total: number;
  /** Whether items stand for stretches. */
  thinned: boolean;
  /** The oldest point of the window. */
  first_at: string | null;
  /** The newest point of the window. */
  last_at: string | null;
  /** The newest value of the window. */
  last_value: number | null;
};

/** What the wearer thought of it. */
export type Feedback = 'helpful' | 'neutral' | 'unhelpful';

/** Fetches points from the address of a feed, now. JSON is read at the feed's pointers, a CSV as an import reads it; a lone number is the value of this moment. Waits at most 20 seconds, takes at most 16 MiB. Cannot be undone. */
export type FetchFeed = {
  /** The feed. */
  id: string;
};

/** What the server gave. */
export type FetchedFeedPoints = {
  /** Bytes of the answer. */
  bytes: number;
  /** Points that are new. */
  added: number;
  /** Points that took the place of others. */
  replaced: number;
  /** The first parts of the answer that gave no point, at most 100. */
  errors: BadFeedRow[];
  /** How many there are. */
  errors_total: number;
};

/** A field, as forms, lists and filters need it. */
export type FieldDescription = {
  /** Name. */
  name: string;
  /** What it holds. */
  type: 'text' | 'long_text' | 'integer' | 'money' | 'currency' | 'boolean' | 'date' | 'instant' | 'select' | 'multi_select' | 'list' | 'email' | 'phone' | 'url' | 'reference' | 'json';
  /** For a reference: the kind it leads to. */
  reference: string | null;
  /** For money: the field with its currency. */
  currency: string | null;
  /** Whether it must be filled. */
  required: boolean;
  /** Whether MyCRM keeps it. */
  read_only: boolean;
  /** Whether forms and lists leave it out. */
  hidden: boolean;
  /** Codes of a select. */
  options: OptionDescription[];
  /** Longest text. */
  max: number | null;
  /** Smallest number. */
  minimum: number | null;
  /** Largest number. */
  maximum: number | null;
  /** Group of the form. */
  group: string | null;
  /** Whether lists can be ordered by it. */
  sortable: boolean;
  /** What it is for. */
  about: string;
};

/** One field of a change, as it is shown. */
export type FieldItem = {
  /** Name of the field. */
  field: string;
  /** Value before. */
  from: unknown;
  /** Value after. */
  to: unknown;
};

/** The id of a staged file. */
export type FileId = string;

/** A condition, or several joined. `value` may be relative for dates: today-30d, now-4h, month_start. */
export type Filter = {
  and: Filter[];
} | {
  or: Filter[];
} | {
  not: Filter;
} | {
  search: string;
} | {
  field: string;
  op?: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'contains' | 'icontains' | 'startswith' | 'isnull' | 'range';
  value?: unknown;
};

/** One time that the rule would have been on. */
export type Fired = {
  /** When it would have switched on. */
  at: string;
  /** For how many minutes. */
  minutes: number;
};

/** Forgets a device: disconnects it and erases its record for good. What was measured with it stays until it is erased (`privacy.erase`). */
export type ForgetDevice = {
  /** The record, among the `wearables`. */
  id: string;
};

/** A device in the air. */
export type FoundDevice = {
  /** By which it is connected. */
  device: string;
  /** What it calls itself; many call themselves the same, some nothing. */
  name: string | null;
  /** Four characters by which devices of one name are told apart. */
  mark: string;
  /** Its address, where the system tells. */
  address: string | null;
  /** What it probably is. */
  kind: DeviceKind;
  /** Signal strength in dBm, when it was last heard. */
  signal: number | null;
  /** Whether it is simulated. */
  simulated: boolean;
  /** Whether the wearer has agreed to it before: it is among the `wearables`. */
  known: boolean;
};

/** The devices that were found. */
export type FoundDevices = {
  /** The devices, the nearest first. */
  items: FoundDevice[];
};

/** Shows one import. */
export type GetImport = {
  /** The import. */
  id: string;
};

/** Shows one job. */
export type GetJob = {
  /** The job. */
  id: string;
};

/** How a calibration stands. */
export type GuideStatus = 'running' | 'done' | 'failed';

/** What the screen shows of a calibration that is under way. */
export type GuideView = {
  /** How it stands. */
  status: GuideStatus;
  /** The phase. */
  phase: CalibrationPhase;
  /** Seconds of good signal so far in this phase. */
  seconds: number;
  /** Seconds it takes. */
  seconds_needed: number;
  /** How much of the whole is done, 0 to 1. */
  progress: number;
  /** Whether the signal is good enough right now. */
  good: boolean;
  /** Seconds in this phase that did not count. */
  seconds_lost: number;
};

/** Whose history to list. */
export type HistoryQuery = {
  /** The record. */
  id: string;
  /** Changes of the page; 50 when left out, at most 500. */
  limit?: number | null;
  /** The `next` of the page before. */
  cursor?: string | null;
};

/** An import as it is shown. */
export type Import = {
  /** The import. */
  id: string;
  /** Name of the file. */
  file_name: string;
  /** Its size. */
  bytes: number;
  /** About how many rows it has. */
  rows_estimate: number;
  /** How the file is encoded. */
  encoding: string;
  /** What separates its cells. */
  delimiter: string;
  /** Rows before the header that are no part of the table. */
  skip: number;
  /** Whether the first row of the table names the columns. */
  has_header: boolean;
  /** The product that wrote it; `generic` when unknown. */
  source: string;
  /** Kind of record that a row becomes: `contact`, `account` or `opportunity`. */
  kind: string;
  /** The columns. */
  columns: ImportColumn[];
  /** What happens to rows that match and to those that do not. */
  mode: ImportMode;
  /** By what a row is recognised. */
  match_on: MatchOn;
  /** Whether the values of columns that go nowhere are kept in the notes. */
  keep_unmapped: boolean;
  /** Tags that every record of this import gets. */
  tags: string[];
  /** Everything that a column can go to. */
  targets: string[];
  /** Those that take the values of several columns. */
  several: string[];
  /** `open`, `running`, `done`, `cancelled`, `failed` or `reverted`. */
  state: string;
  /** How the rows ended, or would end after a check. */
  totals: ImportTotals | null;
  /** The job that works or worked on it. */
  job: string | null;
  /** The step that wrote its records. */
  step: string | null;
  /** When the file was handed in. */
  created_at: string;
  /** When it was imported. */
  finished_at: string | null;
};

/** One column of the file. */
export type ImportColumn = {
  /** Its place in the file, from 0. */
  index: number;
  /** Its name. */
  header: string;
  /** Some of its values. */
  samples: string[];
  /** The field it goes to; none: it is left out. */
  target: string | null;
  /** How sure the proposal is, from 0 to 1. */
  confidence: number;
  /** Which number of a date such as 03/04/2026 is the day; none: there are no such dates. */
  date_order: DateOrder | null;
};

/** That an import is gone. */
export type ImportDeleted = {
  /** Always true. */
  deleted: boolean;
};

/** Imports, newest first. */
export type ImportList = {
  /** The imports. */
  items: Import[];
};

/** What happens to rows that match a record, and to those that do not. */
export type ImportMode = 'create' | 'update' | 'both';

/** How a row ended, or would end. */
export type ImportOutcome = 'new' | 'update' | 'duplicate' | 'error' | 'skip' | 'unchanged';

/** Reads points from a CSV: rows with a time and a value. The two columns are recognised, or named. A point at a moment that the feed knows already takes its place; a bad row costs itself alone and is reported. Cannot be undone. */
export type ImportPoints = {
  /** The feed. */
  id: string;
  /** The text of the file; or `file`. */
  content?: string | null;
  /** A staged file; it is removed when it was read. */
  file?: FileId | null;
  /** Column of the times: its name, or its place from 1. */
  time_column?: string | null;
  /** Column of the values: its name, or its place from 1. */
  value_column?: string | null;
  /** Only look: nothing is written. */
  dry_run?: boolean | null;
};

/** Takes in a file of readings that was handed in: an export of Apple Health (`export.xml` or its zip), Health Connect (its zip, or the database in it), Google Fit, Fitbit (a file or the whole archive), or a CSV with the columns time, measure, value. Rows that cannot be used are kept in a ledger. The file is removed afterwards. */
export type ImportReadings = {
  /** The file that was handed in. */
  file: FileId;
};

/** The same of a file on this computer, read where it lies. */
export type ImportReadingsFile = {
  /** Path of the file. */
  path: string;
};

/** Takes an EDF, EDF+ or CSV file in as a recording, to be played. The file is removed afterwards. */
export type ImportRecording = {
  /** The file that was handed in. */
  file: FileId;
};

/** The same of a file on this computer, read where it lies. */
export type ImportRecordingFile = {
  /** Path of the file. */
  path: string;
};

/** What an import did, or would do. */
export type ImportResult = {
  /** The import. */
  import: string;
  /** How its rows ended. */
  totals: ImportTotals;
};

/** How many rows ended in which way. */
export type ImportTotals = {
  /** Rows of the file. */
  rows: number;
  /** Records created. */
  new: number;
  /** Records changed. */
  update: number;
  /** The same as a record or an earlier row. */
  duplicate: number;
  /** Not taken. */
  error: number;
  /** Left out. */
  skip: number;
  /** Matching a record that holds all of it already. */
  unchanged: number;
};

/** What became of the rows. */
export type ImportedFeedPoints = {
  /** Rows that were read. */
  rows: number;
  /** Points that are new. */
  added: number;
  /** Points that took the place of others. */
  replaced: number;
  /** Column the times were taken from. */
  time_column: string;
  /** Column the values were taken from. */
  value_column: string;
  /** The first bad rows, at most 100. */
  errors: BadFeedRow[];
  /** How many bad rows there are. */
  errors_total: number;
};

/** Jobs, newest first. */
export type JobList = {
  /** The jobs. */
  items: JobState[];
};

/** A job as it is shown. */
export type JobState = {
  /** The job. */
  id: string;
  /** The operation it runs. */
  operation: string;
  /** Where it waits for its turn: behind the jobs of the same lane. */
  lane: Lane;
  /** Where it stands. */
  state: JobStatus;
  /** How much is done, in units of the job's own. */
  done: number;
  /** How much there is; 0 while unknown. */
  total: number;
  /** What it is doing right now. */
  message: string | null;
  /** What it answered. */
  result: unknown;
  /** Why it failed: problem details. */
  error: unknown;
  /** How often it was tried since it last got on. */
  attempts: number;
  /** When it was asked for. */
  created_at: string;
  /** When it was begun. */
  started_at: string | null;
  /** When it ended. */
  finished_at: string | null;
  /** The step that undo takes back, once it wrote something. */
  step: string | null;
};

/** Where a job stands. */
export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** Says what the wearer thought of a suggestion. */
export type JudgeSuggestion = {
  /** The suggestion. */
  id: string;
  /** What they thought of it. */
  feedback: Feedback;
  /** In their own words. */
  note?: string | null;
};

/** A kind of record, as forms, lists and filters need it. */
export type KindDescription = {
  /** Singular name. */
  name: string;
  /** Plural name. */
  plural: string;
  /** The field that names a record. */
  title: string;
  /** The field shown beside it. */
  subtitle: string | null;
  /** Whether its changes can be undone. */
  undoable: boolean;
  /** Whether it belongs to one person. */
  personal: boolean;
  /** Whether nobody but its owner ever sees it. */
  private: boolean;
  /** Whether search finds it. */
  searchable: boolean;
  /** Its fields, in the order of the form. */
  fields: FieldDescription[];
};

/** The kinds of records. */
export type KindList = {
  /** One descriptor each. */
  items: KindDescription[];
};

/** Says how the wearer feels right now: the state model learns a little from it, and it is kept with what is measured at this moment, and with the call that is on. */
export type LabelNow = {
  /** How they feel. */
  state: BodyState;
  /** How strongly, 1 to 5. */
  strength?: number | null;
  /** What else there is to say. */
  note?: string | null;
  /** The call it is about; the one that is on when left out. */
  call?: string | null;
};

/** The label that was kept. */
export type Labelled = {
  /** Its id, among the `state_labels`. */
  label: string;
  /** Whether something was measured at this moment. */
  measured: boolean;
};

/** Where a job waits for its turn. The jobs of a lane run one after another, the lanes beside each other, each on a thread of its own. What must never run at the same time as another job belongs into the same lane with it. */
export type Lane = 'foreground' | 'background';

/** Some rows of the ledger. */
export type LedgerPage = {
  /** The rows. */
  rows: RowOutcome[];
  /** Where the next page begins; none at the end. */
  next: string | null;
  /** All rows counted. */
  totals: ImportTotals | null;
};

/** Where a connection stands. */
export type Link = 'connecting' | 'connected' | 'waiting' | 'away';

/** A device came, went or said how full its battery is. */
export type LinkChange = {
  /** The moment, in milliseconds since 1970. */
  at: number;
  /** The device. */
  device: string;
  /** Where its connection stands. */
  link: Link;
  /** State of charge in percent, once known. */
  battery: number | null;
  /** Signal strength in dBm, once known. */
  signal: number | null;
  /** Why it went, in a sentence. */
  why: string | null;
};

/** Lists the newest imports. */
export type ListImports = {
  /** How many; 50 when left out, at most 500. */
  limit?: number | null;
};

/** Lists the newest jobs. */
export type ListJobs = {
  /** How many; 50 when left out, at most 500. */
  limit?: number | null;
};

/** Describes every kind of record: its fields, their types and rules. Forms, lists and filters are made from it. */
export type ListKinds = Record<string, never>;

/** Lists what became of each row of an import. */
export type ListLedger = {
  /** The import. */
  id: string;
  /** Only rows that ended like this. */
  outcome?: ImportOutcome | null;
  /** Where the page begins, as the page before said. */
  cursor?: string | null;
  /** How many rows; 100 when left out, at most 500. */
  limit?: number | null;
};

/** Lists the models behind the simulations, with how each did when it was calibrated last. */
export type ListModels = Record<string, never>;

/** Shows the points of a feed in a window of time, thinned out where there are more than asked for: then each stands for a stretch of equal length, with mean, least and greatest of its values. */
export type ListPoints = {
  /** The feed. */
  id: string;
  /** Not before; from the first when left out. */
  from?: string | null;
  /** Before; to the last when left out. */
  to?: string | null;
  /** How many at most; 500 when left out, at most 5,000. */
  limit?: number | null;
};

/** What to list. */
export type ListQuery = {
  /** Which records. */
  filter?: Filter | null;
  /** Words to be found in them. */
  search?: string | null;
  /** Fields to order by; `-` in front turns the order round. */
  ordering?: string[] | null;
  /** Rows of the page; 50 when left out, at most 500. */
  limit?: number | null;
  /** The `next` of the page before. */
  cursor?: string | null;
  /** Number of the row to begin with, counted from 0; instead of a cursor. */
  offset?: number | null;
  /** Count the whole list as well, up to this many. */
  count?: number | null;
  /** Only these fields. */
  fields?: string[] | null;
  /** Whether to list the trash. */
  trash?: boolean | null;
};

/** Lists the files of readings that were taken in. */
export type ListReadingImports = Record<string, never>;

/** Shows readings of one sort over time, by minutes, hours or days. What several sources say adds up once only: of things that add up, the source with the largest sum of each stretch counts. */
export type ListReadings = {
  /** What. */
  measure: ReadingMeasure;
  /** From when on; 30 days ago when left out. */
  from?: string | null;
  /** Until when; now when left out. */
  to?: string | null;
  /** What a point stands for; a day when left out. */
  bucket?: Bucket | null;
  /** Where the wearer's days are, such as `Europe/Berlin`; where this computer is when left out. */
  time_zone?: string | null;
};

/** Lists the recordings: of what, how long, how large, whether simulated. They belong to the database's owner and lie in files beside it, encrypted with a key made of the database's. */
export type ListRecordings = Record<string, never>;

/** Lists what a what-if can change: each variable with its level as things stand and how many observations it was learned from, the win rates of stages one by one. */
export type ListScenarioVariables = {
  /** How many months back is learned from; 12 when left out. */
  history_months?: number | null;
  /** Currency of amounts; when left out that of most deals. */
  currency?: string | null;
  /** What one unit of another currency is worth in `currency`. */
  rates?: Record<string, number>;
};

/** Lists the types of simulation with the schemas and defaults of their parameters. */
export type ListSimulationKinds = Record<string, never>;

/** Says what a run with these parameters would look at: which records, how many, which feeds. */
export type ListSimulationSources = {
  /** The type. */
  type: SimulationKind;
  /** Its parameters; the defaults when left out. */
  parameters?: unknown;
};

/** Lists the stages that a deal has been in, oldest first, with the time it spent in each. */
export type ListStageHistory = {
  /** The deal. */
  id: string;
};

/** Lists what one step changed, field by field, the last change first. */
export type ListStepChanges = {
  /** The step. */
  step: string;
  /** Changes of the page; 50 when left out, at most 500. */
  limit?: number | null;
  /** The `next` of the page before. */
  cursor?: string | null;
};

/** Lists the steps, newest first: what was done, by which operation, and what can be taken back. */
export type ListSteps = {
  /** Steps of the page; 50 when left out, at most 500. */
  limit?: number | null;
  /** The `next` of the page before. */
  cursor?: string | null;
};

/** Everything that happened to a record, newest first: its changes, and the activities, deals and notes about it. Without a record: all changes of everybody. */
export type ListTimeline = {
  /** The record. */
  record?: string | null;
  /** Entries of the page; 50 when left out, at most 500. */
  limit?: number | null;
  /** The `next` of the page before. */
  cursor?: string | null;
};

/** A device that is connected, or wanted to be. */
export type LiveDevice = {
  /** By which it is connected. */
  device: string;
  /** What it calls itself. */
  name: string | null;
  /** What it is. */
  kind: DeviceKind;
  /** Where the connection stands. */
  link: Link;
  /** State of charge in percent, once known. */
  battery: number | null;
  /** Where on the body it is worn, once it has said so. */
  location: BodyLocation | null;
  /** Signal strength in dBm, once known. */
  signal: number | null;
  /** Whether it is simulated. */
  simulated: boolean;
  /** Notifications taken. */
  packets: number;
  /** Notifications lost, doubled, dropped or not understood. */
  lost: number;
};

/** One frame of the live feed. */
export type LiveFrame = Traces | Observation | LinkChange | Marker | ActiveEffects | GuideView | {
  type: 'missed';
  /** How many. */
  frames: number;
};

/** What is known right now. */
export type LiveNow = {
  /** The newest observation; none when nothing was measured in the last seconds. */
  observation: Observation | null;
  /** The devices. */
  devices: LiveDevice[];
  /** The screen effects. */
  effects: ActiveEffects;
  /** The calibration, if one is under way. */
  calibration: GuideView | null;
  /** Whether any of it is simulated. */
  simulated: boolean;
};

/** One point of the course of a call. */
export type Lived = {
  /** Seconds since the call began. */
  second: number;
  /** What the signals resembled. */
  state: BodyState;
  /** Stress, 0 to 100; null where it could not be told. */
  stress: number | null;
};

/** Loads sample data: accounts, people, deals with their histories, activities over two years. Undoable as one step. */
export type LoadSample = {
  /** How many contacts; 1,000 when left out. */
  contacts?: number | null;
  /** The same seed makes the same data; 42 when left out. */
  seed?: number | null;
  /** Activities a contact, on average; 6 up to 100,000 contacts, fewer beyond, so that a million load in minutes. */
  activities_per_contact?: number | null;
};

/** Puts a mark into the live traces; it is shown to whoever watches, and not kept. */
export type MarkLive = {
  /** What to write at the mark. */
  label: string;
};

/** Something to be marked in the traces. */
export type Marker = {
  /** The moment, in milliseconds since 1970. */
  at: number;
  /** What: `call_started`, `call_ended`, `stress_began`, `stress_ended`, `felt_stressed`, `suggested_break` …, or the wearer's own words. */
  label: string;
};

/** By what a row is recognised as a record that is there already. */
export type MatchOn = 'email' | 'name_account' | 'name' | 'domain' | 'phone' | 'mobile' | 'linkedin' | 'website' | 'id' | 'none';

/** Measures what amplitude estimation costs beside Monte Carlo at equal error: calls, samples, and time on this machine. */
export type MeasureAdvantage = {
  /** The probability that is estimated, about; 0.2 when left out. */
  probability?: number | null;
  /** Half-widths of intervals, at most ten; from 0.05 down to 0.001 when left out. */
  epsilons?: number[] | null;
  /** Chance that an interval holds the value; 0.95 when left out. */
  confidence?: number | null;
  /** How often each way is repeated; 10 when left out. */
  repeats?: number | null;
  /** The same seed gives the same counts; 1 when left out. */
  seed?: number | null;
};

/** How a model did, on the records of this database and on this machine. */
export type ModelCalibration = {
  /** When it was calibrated. */
  at: string;
  /** Time that a run with its default parameters took; none where it could not be run. */
  seconds: number | null;
  /** Why it could not be run. */
  problem: string | null;
  /** How good its probabilities were. */
  scores: CalibrationScore[];
  /** How often its intervals held what came; none where there are no past quarters to try. */
  coverage: CalibrationCoverage | null;
  /** What was lacking where there are neither scores nor coverage. */
  lacks: CalibrationLack | null;
};

/** A model. */
export type ModelDescription = {
  /** Stable name. */
  name: string;
  /** Its version: raised whenever the same records and seed would be answered differently. */
  version: string;
  /** The type of simulation it is behind. */
  type: SimulationKind;
  /** Gates its circuits are made of; none where it has no circuit. */
  gates: string[];
  /** Most qubits its circuits take. */
  qubits: number;
  /** Its default parameters. */
  parameters: unknown;
  /** How it did when it was calibrated last; none before the first time. */
  calibration: ModelCalibration | null;
};

/** The models. */
export type ModelList = {
  /** The models, in the order in which their simulations are offered. */
  items: ModelDescription[];
};

/** What was calibrated. */
export type ModelsCalibrated = {
  /** Names of the models. */
  models: string[];
};

/** Moves a deal into a stage, before another deal of that stage or to its end. Probability, closing and stage history follow. Undoable as one step. */
export type MoveOpportunity = {
  /** The deal. */
  id: string;
  /** The stage it goes to. */
  stage: string;
  /** The deal it is put before; the end of the column when left out. */
  before?: string | null;
  /** Why it was lost, when it goes to a lost stage. */
  lost_reason?: string | null;
  /** Only if this is still the deal's revision. */
  if_match?: string | null;
};

/** Puts a script right before another one, or at the end. Of scripts that fit alike the first is offered. */
export type MoveScript = {
  /** The script. */
  id: string;
  /** The one that comes after it; the end when left out. */
  before?: string | null;
};

/** The deal in its new place. */
export type Moved = AnyRecord;

/** Where it is now. */
export type MovedScript = {
  /** The script. */
  id: string;
  /** Its place, counted from 1 over all scripts. */
  position: number;
};

/** Says that no script for a situation is to be offered unasked any more, or that they are again. Whoever asks for one (`calls.suggest`) gets it all the same. */
export type MuteSituation = {
  /** The situation. */
  situation: Situation;
  /** Whether it is muted from now on. */
  muted: boolean;
};

/** What is muted. */
export type MutedSituations = {
  /** The situations, in the order the product lists them. */
  muted: Situation[];
};

/** A value at a moment. */
export type NewFeedPoint = {
  /** When; now when left out. */
  at?: string | null;
  /** The value. */
  value: number;
};

/** Writes the private note on a call, by the call or by its activity. Only the wearer ever sees it. For an activity that was never lived with a device, a private record is made to hold it. */
export type NoteCall = {
  /** The call, among the `calls`. */
  call?: string | null;
  /** Or its activity. */
  activity?: string | null;
  /** The note; empty takes it away. */
  note: string;
};

/** What a second of signals comes to. */
export type Observation = {
  /** The moment, in milliseconds since 1970. */
  at: number;
  /** The device. */
  device: string;
  /** Whether its signals are simulated. */
  simulated: boolean;
  /** The measures. */
  features: Features;
  /** What the signals resemble. */
  state: BodyState;
  /** How sure that is, 0 to 1. */
  confidence: number;
  /** The measurements that led to it, the weightiest first. */
  reasons: StateReason[];
  /** Powers of the EEG's bands; empty without EEG. */
  bands: Band[];
  /** Spectra of the EEG; empty without EEG. */
  spectra: Spectrum[];
  /** Intervals between heartbeats since the observation before, in milliseconds. */
  rr: number[];
  /** How good the channels are. */
  quality: ChannelQuality[];
};

/** A script that is offered, and why. */
export type OfferedScript = {
  /** The script. */
  script: string;
  /** What it is called. */
  title: string;
  /** What to say. */
  body: string;
  /** For what situation it is. */
  situation: Situation;
  /** Why it fits: `situation`, `state`, `helped_before`, `offered_lately`. */
  reasons: StateReason[];
};

/** What is offered. */
export type OfferedScripts = {
  /** The suggestion that was kept, to be answered (`suggestions.answer`). */
  suggestion: string;
  /** What the signals resemble right now. */
  state: BodyState;
  /** The scripts, the best first. */
  scripts: OfferedScript[];
};

/** The id of a record. */
export type OneRecord = {
  /** The record. */
  id: string;
};

/** Takes a file in and finds out what it is: encoding, separator, header, the product that wrote it, and where each of its columns goes. Nothing is imported yet. */
export type OpenImport = {
  /** Path of a file on this computer (window and command line only). */
  path?: string | null;
  /** Id of a file that was handed in beforehand. */
  file?: FileId | null;
};

export type Opportunity = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What it is about. */
  name: string | null;
  /** The organisation that buys. */
  account: string | null;
  /** The person we talk to. */
  contact: string | null;
  /** The pipeline it is worked in; the default one when left out. */
  pipeline: string | null;
  /** The stage it is in; the pipeline's first when left out. */
  stage: string | null;
  /** What it is worth. */
  amount: string | null;
  /** Currency of the amount. */
  currency: string | null;
  /** How likely it is won, in percent; follows the stage unless set. */
  probability: number | null;
  /** When it is expected to close. */
  expected_close: string | null;
  /** When it was won or lost. */
  closed_at: string | null;
  /** Why it was lost. */
  lost_reason: string | null;
  /** Where it came from. */
  source: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
  /** What is to be done next. */
  next_step: string | null;
  /** Tags. */
  tags: string[];
  /** Notes. */
  notes: string | null;
  /** Its place in the column of the board: smaller stands higher. */
  position: number | null;
  /** When it came into its stage. */
  stage_entered_at: string | null;
};

export type OpportunityFound = {
  record: Opportunity;
  refs: Record<string, Reference>;
};

export type OpportunityPage = {
  items: Opportunity[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** One code of a select. */
export type OptionDescription = {
  /** The code. */
  value: string;
  /** Its hue in degrees, where it carries a colour. */
  hue: number | null;
};

/** Lists what is due today (and overdue) in the order that suits the wearer right now: by time, or the light things first while the effect `reorder_today` is on. */
export type OrderToday = Record<string, never>;

/** Where a write comes from. */
export type Origin = 'user' | 'job' | 'automation' | 'import' | 'remote' | 'undo' | 'system';

/** What came of it. */
export type Outcome = 'reached' | 'not_reached' | 'left_message' | 'answered' | 'held' | 'cancelled';

/** A device of the wearer's own, as it stands. */
export type OwnDevice = {
  /** The record, among the `wearables`. */
  wearable: string;
  /** What the wearer calls it. */
  name: string;
  /** What it is. */
  kind: DeviceKind | null;
  /** By which it is connected on this computer. */
  device: string | null;
  /** Whether it is simulated. */
  simulated: boolean;
  /** Whether it is to be connected by itself when it is near. */
  reconnect: boolean;
  /** When it was last connected. */
  last_seen_at: string | null;
  /** How its connection stands; none while it is not connected. */
  live: LiveDevice | null;
};

/** The local owner. */
export type Owner = {
  /** The user's id. */
  id: string;
  /** The user's name. */
  name: string;
};

export type Pipeline = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** Whether new deals go into it. */
  is_default: boolean | null;
  /** Its place among the pipelines. */
  position: number | null;
};

export type PipelineFound = {
  record: Pipeline;
  refs: Record<string, Reference>;
};

export type PipelinePage = {
  items: Pipeline[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** Plays a recording through the live feed, as if it came from a device now; one that is played already is stopped. It is shown only: no rule is stepped by it, and nothing of it is kept. */
export type PlayRecording = {
  /** Its name. */
  id: string;
  /** How many times as fast, 0.25 to 16; as it was when left out. */
  speed?: number | null;
};

/** The recording that is being played. */
export type Playing = {
  /** Its name. */
  id: string;
  /** Under which device it shows in the live feed. */
  device: string;
  /** How far it is, in seconds since its beginning. */
  seconds: number;
  /** How many times as fast as it was. */
  speed: number;
};

/** What the wearer likes. */
export type Preferences = {
  /** After how many minutes without one a break is worth suggesting. */
  break_after_minutes: number;
  /** How long a suggested break lasts, in minutes. */
  break_minutes: number;
  /** Breaths a minute of the paced breathing, in tenths: 60 is six a minute. */
  breaths_per_minute_tenths: number;
  /** Fewest minutes between two suggestions of the same sort. */
  suggestion_pause_minutes: number;
  /** Whether scripts are offered during a call. */
  scripts_in_calls: boolean;
  /** Whether rules may change the screen. */
  screen_effects: boolean;
  /** The mains frequency where the wearer is, 50 or 60 Hz: its hum is filtered out of the EEG. */
  mains_hertz: number;
};

/** What the wearer likes. */
export type PreferencesInput = {
  /** After how many minutes without one a break is worth suggesting. */
  break_after_minutes?: number;
  /** How long a suggested break lasts, in minutes. */
  break_minutes?: number;
  /** Breaths a minute of the paced breathing, in tenths: 60 is six a minute. */
  breaths_per_minute_tenths?: number;
  /** Fewest minutes between two suggestions of the same sort. */
  suggestion_pause_minutes?: number;
  /** Whether scripts are offered during a call. */
  scripts_in_calls?: boolean;
  /** Whether rules may change the screen. */
  screen_effects?: boolean;
  /** The mains frequency where the wearer is, 50 or 60 Hz: its hum is filtered out of the EEG. */
  mains_hertz?: number;
};

/** Shows what would become of some rows of the file. Nothing is written. */
export type PreviewImport = {
  /** The import. */
  id: string;
  /** Rows to go past first: of all, or of those with the outcome that is asked for. */
  offset?: number | null;
  /** How many rows; 100 when left out, at most 500. */
  limit?: number | null;
  /** Only rows that would end like this. */
  outcome?: ImportOutcome | null;
};

/** Some rows. */
export type PreviewPage = {
  /** The rows. */
  rows: RowOutcome[];
  /** Offset of the next page; none at the end. */
  next: number | null;
  /** What a check counted, if there was one. */
  totals: ImportTotals | null;
};

/** What protects the key, in force right now. */
export type Protection = 'keyring' | 'passphrase' | 'environment' | 'passphrase_file' | 'program';

/** How the data is protected. */
export type ProtectionStatus = {
  /** Where the key is. */
  key: Protection;
  /** The cipher. */
  cipher: string;
  /** What that means, in a sentence. */
  sentence: string;
};

/** One file that was taken in. */
export type ReadingImport = {
  /** The import. */
  id: string;
  /** When. */
  at: string;
  /** Name of the file. */
  name: string;
  /** What it was: `apple_health`, `google_fit`, `fitbit`, `csv`; empty until it is known. */
  format: string;
  /** Rows read. */
  seen: number;
  /** Samples taken. */
  taken: number;
  /** Rows that are no readings we keep. */
  passed: number;
  /** Rows that could not be used. */
  bad: number;
  /** Whether it was read to its end. */
  done: boolean;
};

/** The files that were taken in. */
export type ReadingImports = {
  /** The newest first. */
  items: ReadingImport[];
};

/** Something read over time. */
export type ReadingMeasure = 'heart_rate' | 'resting_heart_rate' | 'rmssd' | 'sdnn' | 'respiration' | 'stress' | 'focus' | 'fatigue' | 'steps' | 'energy' | 'distance' | 'active_minutes' | 'sleep' | 'sleep_deep' | 'sleep_rem' | 'sleep_awake' | 'mindful';

/** One point of a series. */
export type ReadingPoint = {
  /** When the stretch begins. */
  at: string;
  /** The mean over it, or the sum for what adds up (steps, minutes of sleep). */
  value: number;
  /** The smallest. */
  least: number;
  /** The largest. */
  most: number;
  /** How many samples. */
  count: number;
};

/** A series of readings. */
export type ReadingSeries = {
  /** What. */
  measure: ReadingMeasure;
  /** The points, the oldest first. */
  points: ReadingPoint[];
  /** Whether there are more than fit into one answer. */
  more: boolean;
  /** Whether any of it is simulated. */
  simulated: boolean;
};

/** What there is, by measure. */
export type ReadingSummaries = {
  /** By measure. */
  items: ReadingSummary[];
};

/** What there is of one measure. */
export type ReadingSummary = {
  /** What. */
  measure: ReadingMeasure;
  /** How many samples. */
  count: number;
  /** The oldest. */
  first: string;
  /** The newest. */
  last: string;
  /** The newest value. */
  newest: number;
  /** Who measured: `apple_health`, `google_fit`, `fitbit`, `health_connect …`, `csv`, `by_hand`, or `device …`. */
  sources: string[];
};

/** Connects those of the wearer's devices that are to be connected by themselves (`reconnect`) and are near; looks for them for some seconds first. What is connected already is left alone. Needs the switch on. */
export type ReconnectDevices = {
  /** For how many seconds they are looked for; 5 when left out, at most 30. */
  seconds?: number | null;
};

/** One line of a recording. */
export type RecordedTrack = {
  /** What it is called: `TP9`, `HR`, `made stress` … */
  name: string;
  /** What a value means, such as `uV`; empty without a unit. */
  unit: string;
  /** Samples a second, where it is evenly sampled. */
  rate: number | null;
};

/** How a recording is written. */
export type RecordingFormat = 'edf' | 'csv';

/** The recordings there are. */
export type RecordingList = {
  /** The newest first; the one that is being made is not among them. */
  items: RecordingView[];
  /** The folder they lie in. */
  place: string;
};

/** The recording that is being made. */
export type RecordingNow = {
  /** Its name. */
  id: string;
  /** When it began. */
  started_at: string;
  /** How long it has lasted. */
  seconds: number;
  /** Notifications taken. */
  packets: number;
  /** Bytes written. */
  bytes: number;
  /** The devices. */
  source: string;
  /** Whether they are simulated. */
  simulated: boolean;
  /** Why nothing is written any more; none while all is well. */
  failed: string | null;
};

/** What is being recorded and played. */
export type RecordingStatus = {
  /** The recording that is being made, if any. */
  recording: RecordingNow | null;
  /** The recording that is being played, if any. */
  playing: Playing | null;
};

/** A recording. */
export type RecordingView = {
  /** Its name: 32 hexadecimal digits. */
  id: string;
  /** When it began; none for one that is damaged. */
  started_at: string | null;
  /** How long it lasts. */
  seconds: number;
  /** Its size on disk. */
  bytes: number;
  /** The devices, or the file it was taken in from. */
  source: string;
  /** Whether what it holds is simulated. */
  simulated: boolean;
  /** What it holds. */
  tracks: RecordedTrack[];
  /** What is wrong with it, in a sentence; none when it is whole. */
  damaged: string | null;
};

/** Brings back what undo took back: the given step, or the newest, unless something new was done since. */
export type RedoStep = {
  /** The step that was taken back. */
  step?: string | null;
};

/** Name of a record that another one refers to. */
export type Reference = {
  /** Its kind. */
  kind: string;
  /** What names it. */
  name: string;
};

/** Changes with the names of what they refer to. */
export type Related = {
  /** The changes, newest first. */
  items: ChangeItem[];
  /** Names of what they refer to. */
  refs: Record<string, Reference>;
  /** Where the next page begins; none at the end. */
  next: string | null;
};

/** Takes an import back: erases its samples and its ledger, for good. */
export type RemoveReadingImport = {
  /** The import. */
  id: string;
};

/** What was removed. */
export type RemovedReadings = {
  /** How many samples. */
  removed: number;
};

/** Brings back the rules that the wearer began with: those of the same name get their first condition, action and timing again, those that are missing are created. Rules of their own stay as they are. */
export type ResetRules = Record<string, never>;

/** What was brought back. */
export type RestoredRules = {
  /** How many rules were changed or created. */
  restored: number;
};

/** How long what is kept, in days. */
export type Retention = {
  /** Readings over time: heart rate, sleep, stress … */
  readings_days: number;
  /** Calls, stress moments, suggestions, labels, breaks and exercises. */
  moments_days: number;
  /** Recordings of raw signals. */
  recordings_days: number;
};

/** How long what is kept, in days. */
export type RetentionInput = {
  /** Readings over time: heart rate, sleep, stress … */
  readings_days?: number;
  /** Calls, stress moments, suggestions, labels, breaks and exercises. */
  moments_days?: number;
  /** Recordings of raw signals. */
  recordings_days?: number;
};

/** Puts a failed or cancelled job back into the queue; it goes on where it stopped. */
export type RetryJob = {
  /** The job. */
  id: string;
};

/** Takes a whole import back: what it created goes away, what it changed goes back. Records that were edited since go to the trash instead. */
export type RevertImport = {
  /** The import. */
  id: string;
};

/** A record that a row matches. */
export type RowMatch = {
  /** The record. */
  id: string;
  /** What names it. */
  name: string;
};

/** What becomes of one row. */
export type RowOutcome = {
  /** Its number, as a spreadsheet shows it. */
  row: number;
  /** How it ends. */
  outcome: ImportOutcome;
  /** Why, where it is not simply written: in English. */
  reason: string | null;
  /** The reason as a stable code. */
  code: string | null;
  /** The field that the reason is about. */
  field: string | null;
  /** What goes into the words of the reason. */
  args: Record<string, unknown>;
  /** What would be written, by target; for a row with an error, its cells. */
  values: Record<string, unknown>;
  /** The record that matches, or that was written. */
  match: RowMatch | null;
};

/** What a rule does while it is on. */
export type RuleAction = 'slower_pacing' | 'larger_text' | 'quieter_colours' | 'fewer_notifications' | 'reorder_today' | 'suggest_break' | 'suggest_breathing';

/** Imports a file as it was configured. All it writes is one step; `imports.revert` or undo takes it back. */
export type RunImport = {
  /** The import. */
  id: string;
};

/** Runs a what-if over the records as they are now and keeps the answer in it. */
export type RunScenario = {
  /** The what-if. */
  id: string;
};

/** Runs a simulation over the records as they are now and keeps the answer in it. */
export type RunSimulation = {
  /** The simulation. */
  id: string;
};

/** What was loaded. */
export type SampleLoaded = {
  /** Accounts. */
  accounts: number;
  /** Contacts. */
  contacts: number;
  /** Deals. */
  opportunities: number;
  /** Activities. */
  activities: number;
};

/** Looks for wearables nearby for some seconds. Needs the switch on; connects nothing and keeps nothing. */
export type ScanDevices = {
  /** For how many seconds; 5 when left out, at most 30. */
  seconds?: number | null;
};

export type Scenario = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** What is changed and what must hold: `ScenarioParameters`; what is left out is filled in. */
  parameters: unknown;
  /** The same seed over the same records gives the same answer; 1 when left out. */
  seed: number | null;
  /** Notes. */
  notes: string | null;
  /** How the last run stands; empty before the first. */
  status: 'running' | 'done' | 'failed' | 'cancelled' | null;
  /** When the last run was begun. */
  started_at: string | null;
  /** When the last run ended. */
  finished_at: string | null;
  /** Why the last run failed. */
  error: string | null;
  /** What the last run that finished answered: a `ScenarioResult`. */
  result: unknown;
};

/** A step that could be taken on top of the what-if. */
export type ScenarioAction = {
  /** The variable. */
  variable: ScenarioVariable;
  /** The stage, of the win rate of one. */
  stage: string | null;
  /** Name of the stage. */
  label: string | null;
  /** Its level before. */
  from: number;
  /** Its level after. */
  to: number;
  /** What it adds to the mean, its cost taken off. */
  gain: ScenarioFigure;
  /** What it changes of the mean loss in the worst 5 of 100 worlds: below 0 is less risk. */
  risk: number;
  /** Whether a bound made the step shorter. */
  limited: boolean;
};

/** A change of one variable. */
export type ScenarioChange = {
  /** What is changed. */
  variable: ScenarioVariable;
  /** Of a win rate: only that of deals which reach this stage. */
  stage: string | null;
  /** How. */
  mode: ScenarioChangeMode;
  /** By, or to, how much. Rates and shares lie between 0 and 1. */
  value: number;
  /** What the change costs, once, in the currency of the answer. */
  cost: number | null;
};

/** How a level is changed. */
export type ScenarioChangeMode = 'relative' | 'absolute' | 'to';

/** What-ifs side by side. */
export type ScenarioComparison = {
  /** The what-ifs, the greatest mean impact first. */
  items: ComparedScenario[];
  /** What-ifs that have not run yet. */
  missing: string[];
  /** Whether all are in one currency. */
  same_currency: boolean;
  /** Whether all look at the same months. */
  same_months: boolean;
  /** Whether all were run on one day. */
  same_day: boolean;
  /** Whether all were drawn with one seed, so that they differ by what was changed alone. */
  same_worlds: boolean;
};

/** A bound on one variable. */
export type ScenarioConstraint = {
  /** What is bounded. */
  variable: ScenarioVariable;
  /** Of a win rate: only that of deals which reach this stage. */
  stage: string | null;
  /** Not below. */
  min: number | null;
  /** Not above. */
  max: number | null;
};

/** A number and the interval that holds its true value with the confidence of the parameters. */
export type ScenarioFigure = {
  /** The estimate. */
  value: number;
  /** Lower end. */
  low: number;
  /** Upper end. */
  high: number;
};

export type ScenarioFound = {
  record: Scenario;
  refs: Record<string, Reference>;
};

/** What the what-if changes, world by world. */
export type ScenarioImpact = {
  /** The mean difference. */
  mean: ScenarioFigure;
  /** The mean difference as a share of the mean as things stand; none where that is 0. */
  relative: number | null;
  /** In one world of ten the difference lies below. */
  p10: number;
  /** In half of the worlds the difference lies below. */
  p50: number;
  /** In nine worlds of ten the difference lies below. */
  p90: number;
  /** Chance that it is better than as things stand. */
  better: ScenarioFigure;
};

/** A variable, and where it stands. */
export type ScenarioLevel = {
  /** The variable. */
  variable: ScenarioVariable;
  /** The stage, of the win rate of one. */
  stage: string | null;
  /** Name of the stage. */
  label: string | null;
  /** What it counts. */
  unit: SimulationUnit;
  /** As things stand. */
  baseline: number;
  /** In the what-if. */
  scenario: number;
  /** Observations it was learned from. */
  observed: number;
};

/** What comes of one way things can stand. Losses are how far it falls short of what is to be expected as things stand. */
export type ScenarioOutcome = {
  /** The mean. */
  mean: ScenarioFigure;
  /** Standard deviation of what comes. */
  deviation: number;
  /** One outcome in ten lies below. */
  p10: number;
  /** Half of the outcomes lie below. */
  p50: number;
  /** Nine outcomes in ten lie below. */
  p90: number;
  /** The loss that is not exceeded in 95 of 100 worlds. */
  value_at_risk_95: ScenarioFigure;
  /** The mean loss in the worst 5 of 100 worlds. */
  conditional_value_at_risk_95: ScenarioFigure;
  /** The loss that is not exceeded in 99 of 100 worlds. */
  value_at_risk_99: ScenarioFigure;
  /** The mean loss in the worst one of 100 worlds. */
  conditional_value_at_risk_99: ScenarioFigure;
};

export type ScenarioPage = {
  items: Scenario[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** Parameters of a what-if. */
export type ScenarioParameters = {
  /** What is changed, in this order. */
  changes: ScenarioChange[];
  /** What must hold. A what-if that breaks a bound is calculated and marked; proposed actions stay inside. */
  constraints: ScenarioConstraint[];
  /** How many months ahead, the present one included. */
  months: number;
  /** How many months back is learned from. */
  history_months: number;
  /** Currency of the answer; when left out that of most deals. */
  currency: string | null;
  /** What one unit of another currency is worth in `currency`. Deals in a currency without a rate are left out. */
  rates: Record<string, number>;
  /** How new deals grow with the people who work them: 1 in proportion, 0.5 with their root, 0 not at all. */
  headcount_elasticity: number;
  /** What one person costs a month. */
  cost_per_head: number;
  /** Most that the changes may cost together, their people included. */
  budget: number | null;
  /** Size of the step that each proposed action takes, as a share of the level. */
  action_step: number;
  /** Chance that an interval holds the true value of the model. */
  confidence: number;
  /** Samples of the Monte Carlo. */
  samples: number;
};

/** What a what-if answers. */
export type ScenarioResult = {
  /** The moment it was seen from. */
  as_of: string;
  /** The seed it was run with. */
  seed: number;
  /** The parameters it was run with, those included that were left out. */
  parameters: ScenarioParameters;
  /** Currency of all amounts. */
  currency: string;
  /** Day after the last that counts. */
  until: string;
  /** As things stand. */
  baseline: ScenarioOutcome;
  /** As things would be. */
  scenario: ScenarioOutcome;
  /** The difference. */
  impact: ScenarioImpact;
  /** Every variable. */
  levels: ScenarioLevel[];
  /** Whether all bounds hold. */
  feasible: boolean;
  /** The bounds that do not hold. */
  violations: ScenarioViolation[];
  /** What the mean hangs on, what matters most first. */
  sensitivities: ScenarioSensitivity[];
  /** Steps that would help, the one that helps most first. */
  actions: ScenarioAction[];
  /** How likely which outcomes are: as things stand, and as they would be. */
  distributions: SimulationDistribution[];
  /** What has come by the end of each month: as things stand, and as they would be. */
  series: SimulationSeries[];
  /** What was looked at. */
  data: SimulationData[];
  /** Sentences about the answer. */
  notes: SimulationNote[];
  /** Time the run took. */
  seconds: number;
};

/** What one hundredth more of a variable does to the mean of the what-if: a central difference over worlds that are otherwise the same. */
export type ScenarioSensitivity = {
  /** The variable. */
  variable: ScenarioVariable;
  /** The stage, of the win rate of one. */
  stage: string | null;
  /** Name of the stage. */
  label: string | null;
  /** Change of the mean for one hundredth more of its level. */
  per_percent: ScenarioFigure;
  /** The same as a share of the mean, in hundredths for one hundredth; none where the mean is 0. */
  elasticity: number | null;
};

/** Something about the business that can be changed. */
export type ScenarioVariable = 'win_rate' | 'deal_size' | 'cycle_time' | 'new_deals' | 'headcount' | 'churn';

/** What can be changed. */
export type ScenarioVariableList = {
  /** The variables. */
  items: ScenarioLevel[];
  /** Currency of amounts. */
  currency: string;
  /** The parameters a new what-if begins with. */
  defaults: ScenarioParameters;
};

/** A bound that does not hold. */
export type ScenarioViolation = {
  /** The variable; none: the budget. */
  variable: ScenarioVariable | null;
  /** The stage, of the win rate of one. */
  stage: string | null;
  /** Name of the stage. */
  label: string | null;
  /** Where it stands in the what-if. */
  level: number;
  /** Not below. */
  min: number | null;
  /** Not above. */
  max: number | null;
};

export type Script = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What it is called. */
  title: string | null;
  /** For what situation. */
  situation: 'anger' | 'complaint' | 'price_pressure' | 'threat_to_leave' | 'personal_attack' | 'interruption' | 'silence' | 'overwhelmed' | 'tired' | 'other' | null;
  /** In what language. */
  language: 'en' | 'de' | null;
  /** What to say. */
  body: string | null;
  /** In which states of the wearer it fits best; any when empty. */
  states: string[];
  /** Whether it came with MyCRM. */
  starter: boolean | null;
  /** Whether it is no longer offered. */
  retired: boolean | null;
  /** Its place among the others, the smallest first; of scripts that fit alike the first is offered. The last one when left out. */
  position: number | null;
};

export type ScriptFound = {
  record: Script;
  refs: Record<string, Reference>;
};

/** The language of a script. */
export type ScriptLanguage = 'en' | 'de';

export type ScriptPage = {
  items: Script[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** Finds records of every kind by what is typed: names, e-mail addresses, phone digits, any searchable text. */
export type SearchAll = {
  /** What was typed. Every word counts as the beginning of a word. */
  q: string;
  /** Only these kinds. */
  kinds?: string[] | null;
  /** Most hits of each kind; 20 when left out, at most 100. */
  limit?: number | null;
};

/** One record found. */
export type SearchHit = {
  /** Kind of the record. */
  kind: string;
  /** The record. */
  id: string;
  /** What names it. */
  title: string;
  /** What tells it from others of the same name. */
  subtitle: string;
};

/** What was found, best first. */
export type SearchHits = {
  /** The hits. */
  hits: SearchHit[];
  /** Whether some kind had more than the limit. */
  more: boolean;
};

export type SensingRule = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** When it is on: `{"measure": "stress", "above": 70, "until": 55}`, joined by `all`, `any` and `not`. A rule without a condition does nothing yet. */
  condition: unknown;
  /** What it does while it is on; a suggested break when left out. */
  action: 'slower_pacing' | 'larger_text' | 'quieter_colours' | 'fewer_notifications' | 'reorder_today' | 'suggest_break' | 'suggest_breathing' | null;
  /** How strongly, 1 to 3; 1 when left out. */
  strength: number | null;
  /** Of two rules that do the same, the higher counts, 0 to 100; 50 when left out. */
  priority: number | null;
  /** For how many seconds the condition must hold before it switches on; 20 when left out. */
  for_seconds: number | null;
  /** For how many seconds it stays on at least; 60 when left out. */
  at_least_seconds: number | null;
  /** For how many seconds it then stays off at least; 120 when left out. */
  pause_seconds: number | null;
  /** Whether it is watched; yes when left out. */
  enabled: boolean | null;
  /** How often it switched on. */
  activations: number | null;
  /** When it switched on last. */
  active_at: string | null;
  /** What it is for. */
  note: string | null;
};

export type SensingRuleFound = {
  record: SensingRule;
  refs: Record<string, Reference>;
};

export type SensingRulePage = {
  items: SensingRule[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** Whether the mirror is on. */
export type SensingStatus = {
  /** Whether devices may be used and readings kept. */
  enabled: boolean;
  /** What was agreed to; none before the first time. */
  consent: ConsentGiven | null;
  /** The terms as they are now, as codes for words. */
  terms: string[];
  /** Their version. */
  version: number;
};

/** Sets what is kept under a key for the caller: the setting is made, or changed where there is one. */
export type SetSetting = {
  /** What is set, such as `theme`. */
  key: string;
  /** What it is set to: any JSON. */
  value: unknown;
};

export type Setting = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What is set: `language`, `theme`, `density`, `currency`, `columns.contact`, … */
  key: string | null;
  /** What it is set to. */
  value: unknown;
};

export type SettingFound = {
  record: Setting;
  refs: Record<string, Reference>;
};

export type SettingPage = {
  items: Setting[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** The setting as it is now. */
export type SettingSet = AnyRecord;

/** Tells whether Bluetooth can be used here, and if not, what to do about it on this system. Needs the switch on. */
export type ShowAdapter = Record<string, never>;

/** Shows the break that is on: since when, and how long it is meant to last. */
export type ShowBreak = Record<string, never>;

/** Shows the paced breathing that is on, with the measures before and now. */
export type ShowBreathing = Record<string, never>;

/** Tells how the calibration stands; null when none is under way. */
export type ShowCalibration = Record<string, never>;

/** Shows the call that is on: its length, the state along it, stretches of stress. */
export type ShowCall = Record<string, never>;

/** Lists the wearer's devices and how their connections stand: battery, signal strength, packets lost. */
export type ShowDevices = Record<string, never>;

/** Tells which screen effects are on right now. */
export type ShowEffects = Record<string, never>;

/** Shows what is known right now, once: for scripts, and for a screen that does not watch. */
export type ShowLive = Record<string, never>;

/** Shows the wearer's profile: preferences, weights, retention, baseline. */
export type ShowProfile = Record<string, never>;

/** Lists the rows of an import that could not be used, with the reason. */
export type ShowReadingErrors = {
  /** The import. */
  id: string;
  /** The `next` of the page before. */
  cursor?: string | null;
};

/** Tells what is being recorded and played right now. */
export type ShowRecordingNow = Record<string, never>;

/** Shows what suggestions come to: taken or not, liked or not, and whether the measures were better afterwards. */
export type ShowResults = Record<string, never>;

/** Tells whether the mirror is on, what was agreed to and when. */
export type ShowSensing = Record<string, never>;

/** Tells what is stored of the wearer: what, where, how many, since when, and for how long. */
export type ShowStored = Record<string, never>;

export type Simulation = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** What is simulated. */
  type: 'deal_closure' | 'revenue_projection' | 'interaction_paths' | 'market_shift' | 'churn_cascade' | 'competitive' | null;
  /** Its parameters, as `simulations.kinds` describes them; what is left out is filled in. */
  parameters: unknown;
  /** The same seed over the same records gives the same answer; 1 when left out. */
  seed: number | null;
  /** How the last run stands; empty before the first. */
  status: 'running' | 'done' | 'failed' | 'cancelled' | null;
  /** When the last run was begun. */
  started_at: string | null;
  /** When the last run ended. */
  finished_at: string | null;
  /** Why the last run failed. */
  error: string | null;
  /** What the last run that finished answered: a `SimulationResult`. */
  result: unknown;
};

/** A complex amplitude of a basis state that a circuit ended in. */
export type SimulationAmplitude = {
  /** Real part. */
  re: number;
  /** Imaginary part. */
  im: number;
  /** Modulus; its square is the probability. */
  modulus: number;
  /** Phase in radians, above −π up to π. */
  phase: number;
};

/** A stretch of values. */
export type SimulationBin = {
  /** From here (included). */
  from: number;
  /** To here (excluded; the last one included). */
  to: number;
  /** Probability to lie in it. */
  probability: number;
  /** Probability to lie in it or below. */
  cumulative: number;
};

/** The circuit that was run. */
export type SimulationCircuit = {
  /** What it does: a code such as `loaded_total` or `deals_and_sum`. */
  purpose: string;
  /** Qubits. */
  qubits: number;
  /** Layers of the state preparation. */
  depth: number;
  /** Gates of the state preparation. */
  gates: number;
  /** Largest number of times the amplification operator was applied in one run of the circuit. */
  power: number;
  /** Measurements in all. */
  shots: number;
  /** Calls of the amplification operator in all. */
  queries: number;
  /** An SVG drawing that takes its colours from the page; none where the circuit is too large to read. */
  drawing: string | null;
};

/** What was looked at. */
export type SimulationData = {
  /** What: a code such as `open_deals`, `closed_deals`, `activities`, `feed`. */
  source: string;
  /** Name, where it has one of its own (a feed). */
  label: string | null;
  /** How many. */
  count: number;
  /** Earliest day of what was looked at. */
  from: string | null;
  /** Latest day of what was looked at. */
  to: string | null;
};

/** How likely which values are. */
export type SimulationDistribution = {
  /** What is distributed: a code such as `closed_amount`. */
  quantity: string;
  /** What it is about; none: the whole. */
  subject: SimulationSubject | null;
  /** How it was come by. */
  method: SimulationMethod;
  /** What its values count. */
  unit: SimulationUnit;
  /** Currency, of money. */
  currency: string | null;
  /** Stretches of values, ascending and without gaps. */
  bins: SimulationBin[];
  /** Its mean. */
  mean: number;
  /** Its standard deviation. */
  deviation: number;
  /** Some of its percentiles, ascending. */
  percentiles: SimulationPercentile[];
  /** Lines to draw. */
  markers: SimulationMarker[];
};

/** What the answer hangs on: one thing varied, everything else left as it is. */
export type SimulationDriver = {
  /** What is varied: a code such as `deal` or `win_rate`. */
  code: string;
  /** The record that is varied, where it is one. */
  subject: SimulationSubject | null;
  /** The quantity that is looked at: the code of an estimate. */
  quantity: string;
  /** The quantity at the worse end of the variation. */
  low: number;
  /** The quantity at the better end of the variation. */
  high: number;
  /** What the quantity counts. */
  unit: SimulationUnit;
  /** Currency, of money. */
  currency: string | null;
};

/** One estimated number with its interval and what it cost. */
export type SimulationEstimate = {
  /** What it is: a code such as `mean`, `p10`, `target_probability`. */
  quantity: string;
  /** What it is about; none: the whole. */
  subject: SimulationSubject | null;
  /** How it was come by. */
  method: SimulationMethod;
  /** The estimate. */
  value: number;
  /** Lower end of its interval. */
  low: number;
  /** Upper end of its interval. */
  high: number;
  /** Chance that the interval holds the true value of the model; 1 for an exact one. */
  confidence: number;
  /** What it counts. */
  unit: SimulationUnit;
  /** Currency, of money. */
  currency: string | null;
  /** Calls of the amplification operator, for amplitude estimation. */
  queries: number | null;
  /** Samples or shots. */
  samples: number | null;
  /** Time it took. */
  seconds: number;
};

export type SimulationFound = {
  record: Simulation;
  refs: Record<string, Reference>;
};

/** What is simulated. */
export type SimulationKind = 'deal_closure' | 'revenue_projection' | 'interaction_paths' | 'market_shift' | 'churn_cascade' | 'competitive';

/** A type of simulation. */
export type SimulationKindDescription = {
  /** The type. */
  type: SimulationKind;
  /** The model behind it. */
  model: SimulationModel;
  /** JSON Schema of the parameters: what a form is made of. */
  parameters: unknown;
  /** The parameters a new simulation begins with. */
  defaults: unknown;
};

/** The types of simulation. */
export type SimulationKindList = {
  /** The types, in the order in which they are offered. */
  items: SimulationKindDescription[];
};

/** A value worth a line in the plot. */
export type SimulationMarker = {
  /** What it is: `target`, `mean`, `value_at_risk`, … */
  code: string;
  /** Where. */
  value: number;
};

/** How a number was come by. */
export type SimulationMethod = 'exact' | 'iterative_amplitude_estimation' | 'likelihood_amplitude_estimation' | 'monte_carlo' | 'observed';

/** A model and its version. */
export type SimulationModel = {
  /** Stable name. */
  name: string;
  /** Its version. */
  version: string;
};

/** A plain sentence about the answer: `simulation.note.<code>` in the catalogues, with its arguments. */
export type SimulationNote = {
  /** Which sentence. */
  code: string;
  /** How much it matters. */
  level: SimulationNoteLevel;
  /** What is put into it: numbers and names. */
  args: Record<string, unknown>;
};

/** How much a note matters. */
export type SimulationNoteLevel = 'information' | 'caution';

export type SimulationPage = {
  items: Simulation[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** A way in which it can go. */
export type SimulationPath = {
  /** The steps in order. */
  steps: SimulationStep[];
  /** How likely it is. */
  probability: number;
  /** Lower end of the probability's interval. */
  low: number;
  /** Upper end of the probability's interval. */
  high: number;
  /** What it brings in when it is taken, times its probability. */
  expected_value: number | null;
  /** Currency of the expected value. */
  currency: string | null;
  /** Days it takes, on average. */
  days: number | null;
  /** Its amplitude, where a circuit made it. */
  amplitude: SimulationAmplitude | null;
};

/** A value below which a share of the outcomes lies. */
export type SimulationPercentile = {
  /** The share, between 0 and 1. */
  share: number;
  /** The value. */
  value: number;
};

/** A moment of a series. */
export type SimulationPoint = {
  /** Number of the step, from 0. */
  step: number;
  /** The day it stands for, where the series goes by the calendar. */
  date: string | null;
  /** One outcome in ten lies below. */
  p10: number;
  /** Half of the outcomes lie below. */
  p50: number;
  /** Nine outcomes in ten lie below. */
  p90: number;
  /** The mean. */
  mean: number;
  /** What really happened, where it is known. */
  actual: number | null;
};

/** What a simulation answers. */
export type SimulationResult = {
  /** What was simulated. */
  type: SimulationKind | null;
  /** The model behind it. */
  model: SimulationModel;
  /** The seed it was run with. */
  seed: number;
  /** The moment it was seen from. */
  as_of: string;
  /** The parameters it was run with, those included that were left out. */
  parameters: unknown;
  /** What was looked at. */
  data: SimulationData[];
  /** The numbers, the most important first; the same quantity by several methods stands together. */
  estimates: SimulationEstimate[];
  /** How likely which values are, the most important first. */
  distributions: SimulationDistribution[];
  /** How it goes on over time, the most important first. */
  series: SimulationSeries[];
  /** The likeliest ways in which it can go. */
  paths: SimulationPath[];
  /** The circuit, where there is one. */
  circuit: SimulationCircuit | null;
  /** What the answer hangs on, what matters most first. */
  drivers: SimulationDriver[];
  /** Sentences about the answer. */
  notes: SimulationNote[];
  /** Time the run took. */
  seconds: number;
};

/** How something goes on over time. */
export type SimulationSeries = {
  /** What it shows: a code such as `revenue`. */
  quantity: string;
  /** What it is about; none: the whole. */
  subject: SimulationSubject | null;
  /** How it was come by. */
  method: SimulationMethod;
  /** What its values count. */
  unit: SimulationUnit;
  /** Currency, of money. */
  currency: string | null;
  /** The moments, in order. */
  points: SimulationPoint[];
};

/** What a run would look at. */
export type SimulationSources = {
  /** The sources. */
  items: SimulationData[];
};

/** One step of a path. */
export type SimulationStep = {
  /** Code of the state, such as `call` or `won`. */
  code: string;
  /** Its name, where it comes out of the records. */
  label: string | null;
  /** The record, where the state is one. */
  record: string | null;
};

/** The record, currency or group that a number is about; none: the whole. */
export type SimulationSubject = {
  /** Kind of the record, where it is one. */
  kind: string | null;
  /** The record, where it is one. */
  id: string | null;
  /** Its name, or a code. */
  label: string;
};

/** What a number counts. */
export type SimulationUnit = 'probability' | 'money' | 'count' | 'days' | 'per_month' | 'ratio';

/** What is going on in a call. */
export type Situation = 'anger' | 'complaint' | 'price_pressure' | 'threat_to_leave' | 'personal_attack' | 'interruption' | 'silence' | 'overwhelmed' | 'tired' | 'other';

/** Power of a channel by frequency. */
export type Spectrum = {
  /** The channel; `mean` for that of all good ones. */
  channel: string;
  /** Frequency of the first value, in Hz. */
  from: number;
  /** Hz from one value to the next. */
  step: number;
  /** Power density in µV²/Hz. */
  density: number[];
};

/** How a measure is spread in a phase. */
export type Spread = {
  /** Mean. */
  mean: number;
  /** Standard deviation (of the sample). */
  sd: number;
  /** How many moments. */
  count: number;
};

export type Stage = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** Stable code: filters and automation name a stage by it. */
  code: string | null;
  /** The pipeline it belongs to. */
  pipeline: string | null;
  /** Its place in the pipeline. */
  position: number | null;
  /** How likely a deal in it is to be won, in percent. */
  probability: number | null;
  /** Whether a deal in it is open, won or lost. */
  kind: 'open' | 'won' | 'lost' | null;
  /** Its colour: hue in degrees. */
  hue: number | null;
  /** Days after which a deal that stays in it asks for attention. */
  rotting_days: number | null;
};

export type StageEntry = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name of the stage when it was entered. */
  name: string | null;
  /** The deal. */
  opportunity: string | null;
  /** The stage. */
  stage: string | null;
  /** When it came. */
  entered_at: string | null;
  /** When it left; empty while it stays. */
  left_at: string | null;
};

export type StageEntryFound = {
  record: StageEntry;
  refs: Record<string, Reference>;
};

export type StageEntryPage = {
  items: StageEntry[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

export type StageFound = {
  record: Stage;
  refs: Record<string, Reference>;
};

/** The stays of a deal. */
export type StageHistory = {
  /** The stays, oldest first. */
  items: StageStay[];
};

/** What it means for a deal to be in a stage. */
export type StageKind = 'open' | 'won' | 'lost';

export type StagePage = {
  items: Stage[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** One stay. */
export type StageStay = {
  /** The stage. */
  stage: string | null;
  /** Its name at that time. */
  name: string;
  /** When the deal came. */
  entered_at: string;
  /** When it left; empty while it stays. */
  left_at: string | null;
  /** Days it stayed, until now if it still does. */
  days: number;
};

/** Begins a break. With the suggestion it follows, that one counts as taken. */
export type StartBreak = {
  /** How it is spent; rest when left out. */
  what?: BreakType | null;
  /** The suggestion that it follows. */
  suggestion?: string | null;
};

/** Begins paced breathing at the wearer's own pace; works without a device as well, then nothing is compared. */
export type StartBreathing = {
  /** Breaths a minute in tenths, instead of the preferred pace: 60 is six a minute. */
  breaths_per_minute_tenths?: number | null;
};

/** Begins the calibration: two minutes with eyes open, two with eyes closed, one of paced breathing. The device is to be on and still. How it stands comes with the live frames, and from `calibration.status`. */
export type StartCalibration = Record<string, never>;

/** Starts a call: a planned call that is named, or a new activity about the given contact, deal or account. From now on the state along the call is kept, privately. Works without a device as well: then only the time is. */
export type StartCall = {
  /** A planned call, that now takes place. */
  activity?: string | null;
  /** Whom it is with, for a new one. */
  contact?: string | null;
  /** The deal it is about, for a new one. */
  opportunity?: string | null;
  /** The organisation it is with, for a new one. */
  account?: string | null;
  /** What it is about, for a new one; the name of the deal, the person or the organisation when left out. */
  subject?: string | null;
};

/** Begins to record all that the connected devices send, and what is made of it, into an encrypted file beside the database. Goes on until it is stopped, the mirror is switched off or the program ends. */
export type StartRecording = Record<string, never>;

export type StateLabel = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** How they felt. */
  state: 'calm' | 'focused' | 'stressed' | 'excited' | 'fatigued' | 'unknown' | null;
  /** When; now when left out. */
  felt_at: string | null;
  /** How strongly, 1 to 5. */
  strength: number | null;
  /** What else there is to say. */
  note: string | null;
  /** The call in which it was. */
  call: string | null;
  /** What was measured then, by measure. */
  features: unknown;
  /** Whether the signals were simulated. */
  simulated: boolean | null;
};

export type StateLabelFound = {
  record: StateLabel;
  refs: Record<string, Reference>;
};

export type StateLabelPage = {
  items: StateLabel[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** One reason for a state: a measurement, what it was held against, and how much it counted. */
export type StateReason = {
  /** The measurement, a code for words. */
  code: string;
  /** What was measured. */
  value: number;
  /** What is ordinary for the wearer, or the limit it was held against. */
  against: number | null;
  /** How much it counted, and in which direction. */
  weight: number;
};

/** How much one measurement speaks for a state, for each usual spread it lies above what is usual. */
export type StateWeight = {
  /** The state. */
  state: BodyState;
  /** The measurement, by the model's name: `heart_rate`, `heart_variability`, `stress_index`, `breathing`, `theta`, `alpha`, `beta`, `engagement`, `asymmetry`, `blinks`, `tension`, `movement`. */
  measure: string;
  /** -2 to 2; below 0 it speaks against it. */
  value: number;
  /** What it was before anyone moved it; not needed when setting it. */
  beginning: number;
  /** How much of it the wearer's labels have moved since it was last set by hand; not needed when setting it. */
  learned: number;
};

/** How much one measurement speaks for a state, for each usual spread it lies above what is usual. */
export type StateWeightInput = {
  /** The state. */
  state: BodyState;
  /** The measurement, by the model's name: `heart_rate`, `heart_variability`, `stress_index`, `breathing`, `theta`, `alpha`, `beta`, `engagement`, `asymmetry`, `blinks`, `tension`, `movement`. */
  measure: string;
  /** -2 to 2; below 0 it speaks against it. */
  value: number;
  /** What it was before anyone moved it; not needed when setting it. */
  beginning?: number;
  /** How much of it the wearer's labels have moved since it was last set by hand; not needed when setting it. */
  learned?: number;
};

/** The state of the app. */
export type Status = {
  /** Version of the program. */
  version: string;
  /** How the data is protected. */
  protection: ProtectionStatus;
  /** The database file. */
  database: string;
  /** This device, hexadecimal. */
  device: string;
  /** The local owner. */
  owner: Owner;
  /** Whether nobody has put in any record yet: the first run. */
  empty: boolean;
  /** The backup that was made before the database was brought up to date at this start. */
  backup: string | null;
};

/** One step. */
export type StepItem = {
  /** The step. */
  id: string;
  /** When. */
  at: string;
  /** Who. */
  actor: string;
  /** The operation. */
  operation: string;
  /** Where it came from. */
  origin: Origin;
  /** `do`, `undo` or `redo`. */
  mode: string;
  /** What it was about. */
  label: StepLabel;
  /** Whether it can be taken back. */
  undoable: boolean;
  /** Whether it is taken back. */
  undone: boolean;
  /** The step that it takes back. */
  undo_of: string | null;
};

/** What a step was about: enough for a sentence in any language. */
export type StepLabel = {
  /** Kind of the first record. */
  kind: string | null;
  /** Name of the first record. */
  name: string | null;
  /** Fields of the first change. */
  fields: string[];
  /** How many changes. */
  count: number;
};

/** One page of steps. */
export type StepPage = {
  /** The steps, newest first. */
  items: StepItem[];
  /** Where the next page begins; none at the end. */
  next: string | null;
};

/** Ends the paced breathing and keeps it, with the heart before and after. */
export type StopBreathing = Record<string, never>;

/** Stops the recording that is being played. */
export type StopPlaying = Record<string, never>;

/** Ends the recording that is being made. */
export type StopRecording = Record<string, never>;

/** What was stopped. */
export type StoppedPlaying = {
  /** Whether anything was played. */
  stopped: boolean;
};

/** All that is stored of the caller. */
export type StoredData = {
  /** Whether the mirror is on. */
  enabled: boolean;
  /** The parts; those with nothing in them included. */
  parts: StoredPart[];
  /** How many things in all. */
  count: number;
  /** How long what is kept. */
  retention: Retention;
  /** Where it never goes, as codes for words. */
  excluded_from: string[];
};

/** One part of what is stored. */
export type StoredPart = {
  /** What: the plural name of a kind, `readings`, `consents`, `imports`, `profile`, `recordings` or `backups`. */
  what: string;
  /** The file or folder it lies in. */
  place: string;
  /** How many. */
  count: number;
  /** The oldest of them; none where there are none. */
  since: string | null;
  /** After how many days it is erased by itself; none: never. */
  kept_days: number | null;
};

export type StressMoment = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** The measurement that spoke for it most. */
  reason: string | null;
  /** The call. */
  call: string | null;
  /** The activity. */
  activity: string | null;
  /** When it began. */
  began_at: string | null;
  /** When it ended. */
  ended_at: string | null;
  /** Its highest stress, 0 to 100. */
  peak: number | null;
  /** What led to it: `[{code, value, against, weight}]`. */
  reasons: unknown;
  /** Whether the signals were simulated. */
  simulated: boolean | null;
};

export type StressMomentFound = {
  record: StressMoment;
  refs: Record<string, Reference>;
};

export type StressMomentPage = {
  items: StressMoment[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** A stretch of stress, as it is shown. */
export type StressStretch = {
  /** When it began. */
  began_at: string;
  /** When it ended; now, for one that goes on. */
  ended_at: string;
  /** Its highest stress, 0 to 100. */
  peak: number;
  /** What led to it. */
  reasons: StateReason[];
};

/** Says which script fits now, and why: by the situation (if it is named), the wearer's state, and what helped before. The best one is kept as a suggestion. */
export type SuggestScript = {
  /** What is going on; taken from the state when left out. */
  situation?: Situation | null;
  /** In what language; that of the screen when left out. */
  language?: ScriptLanguage | null;
};

export type Suggestion = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What was suggested. */
  what: 'break' | 'breathing' | 'script' | null;
  /** When. */
  suggested_at: string | null;
  /** What led to it: `[{code, value, against, weight}]`. */
  reasons: unknown;
  /** The rule it comes from. */
  rule: string | null;
  /** The call it was made in. */
  call: string | null;
  /** The script that was offered. */
  script: string | null;
  /** What the wearer did with it. */
  answer: 'open' | 'taken' | 'dismissed' | null;
  /** When they did. */
  answered_at: string | null;
  /** What they thought of it. */
  feedback: 'helpful' | 'neutral' | 'unhelpful' | null;
  /** In their own words. */
  note: string | null;
  /** The measures when it was made. */
  before: unknown;
  /** The measures some minutes after it was taken. */
  after: unknown;
  /** Whether it helped: stress fell by 10 or more, or the heart's variability grew by 15 % or more. Empty while that cannot be told. */
  helped: boolean | null;
  /** Whether the signals were simulated. */
  simulated: boolean | null;
};

/** What the wearer did with a suggestion. */
export type SuggestionAnswer = 'open' | 'taken' | 'dismissed';

export type SuggestionFound = {
  record: Suggestion;
  refs: Record<string, Reference>;
};

export type SuggestionPage = {
  items: Suggestion[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** What came of the suggestions of one sort. */
export type SuggestionResult = {
  /** What was suggested. */
  what: SuggestionType;
  /** How often. */
  made: number;
  /** How often it was taken. */
  taken: number;
  /** How often it was dismissed. */
  dismissed: number;
  /** Of those taken: how often it can be told whether it helped. */
  measured: number;
  /** And how often it did. */
  helped: number;
  /** How often it was called helpful. */
  liked: number;
  /** Mean fall of stress where it was measured, of 100; none where it never was. */
  stress_fell: number | null;
};

/** What came of all suggestions. */
export type SuggestionResults = {
  /** By sort. */
  items: SuggestionResult[];
};

/** A suggestion as it stands. */
export type SuggestionState = {
  /** The suggestion. */
  id: string;
  /** What the wearer did with it. */
  answer: SuggestionAnswer | null;
  /** What they thought of it. */
  feedback: Feedback | null;
  /** Whether it helped; none while that cannot be told. It is found out some minutes after it was taken. */
  helped: boolean | null;
};

/** What can be suggested. */
export type SuggestionType = 'break' | 'breathing' | 'script';

/** Tells which readings there are: how many of each sort, since when, from whom. */
export type SummariseReadings = Record<string, never>;

/** Takes back a step, or brings it back, as long work: a little at a time, so that nobody else waits. Undo, redo and the revert of an import become this where there are more than 20,000 changes. Stopped in between, what was taken back so far stays so, as one step that redo brings back. */
export type TakeBack = {
  /** The step. */
  step: string;
  /** Bring back what an undo took back. */
  redo?: boolean | null;
};

/** What was taken back, or brought back. */
export type TakenBack = {
  /** The step. */
  step: string;
  /** The operation that had made it. */
  operation: string;
  /** How many changes were taken back. */
  changed: number;
  /** How many were left because something changed there since. */
  skipped: number;
  /** Whether it was brought back. */
  redo: boolean;
};

/** Which records: by id, or all that a list shows. */
export type Target = {
  /** These records. */
  ids?: string[] | null;
  /** All records that meet this filter; with neither ids nor filter nor search, all records. */
  filter?: Filter | null;
  /** Words to be found in them. */
  search?: string | null;
  /** Save for these. */
  except?: string[] | null;
  /** Whether to look in the trash. */
  trash?: boolean | null;
};

/** What was erased because of its age. */
export type Tidied = {
  /** Records. */
  records: number;
  /** Readings. */
  readings: number;
  /** Recordings. */
  recordings: number;
};

/** Erases for good what is older than the wearer wants it kept (`profile.show`, `retention`). Runs by itself once a day while a device is in use. */
export type TidyStored = Record<string, never>;

/** One entry of a timeline. */
export type TimelineItem = {
  type: 'change';
  /** When. */
  at: string;
  /** The change. */
  change: ChangeItem;
} | {
  type: 'record';
  /** When. */
  at: string;
  /** Kind of the record. */
  kind: string;
  /** The record. */
  record: AnyRecord;
};

/** One page of a timeline. */
export type Timelines = {
  /** The entries, newest first. */
  items: TimelineItem[];
  /** Names of what they refer to. */
  refs: Record<string, Reference>;
  /** Where the next page begins; none at the end. */
  next: string | null;
};

/** One of today's open activities. */
export type TodayItem = {
  /** The activity. */
  activity: string;
  /** What it is about. */
  subject: string;
  /** Its type. */
  type: string;
  /** When it is due. */
  due_at: string;
  /** How heavy it is taken to be, 1 to 5: a note 1, a task 2, an e-mail 2, a call 4, a meeting 5; overdue counts one more. */
  weight: number;
};

/** Today's open activities in an order. */
export type TodayOrder = {
  /** Whether the light ones come first: the effect `reorder_today` is on. */
  lightest_first: boolean;
  /** The activities. */
  items: TodayItem[];
};

/** Samples of one channel. */
export type Trace = {
  /** Name of the channel: `TP9`, `AF7`, `AF8`, `TP10`, `ppg_infrared`, `rr` … */
  channel: string;
  /** Unit: `uV`, `g`, `ms`, `bpm`, or empty. */
  unit: string;
  /** When the first sample was measured, in milliseconds since 1970. */
  start: number;
  /** Milliseconds from one sample to the next. */
  step: number;
  /** The samples; null where packets were lost. */
  values: (number | null)[];
};

/** Samples of one device over the same stretch of time. */
export type Traces = {
  /** The device. */
  device: string;
  /** The channels. */
  channels: Trace[];
};

/** What would have come of a rule. */
export type Tried = {
  /** How often it would have switched on. */
  times: number;
  /** Minutes it would have been on, in all. */
  minutes: number;
  /** The last 200 times, the oldest first. */
  fired: Fired[];
  /** Minutes of which there is any reading that it asks about. */
  measured_minutes: number;
  /** What it asks about and is not kept over time: names of measures, and `state`. */
  ignored: string[];
  /** Whether any of the readings are simulated. */
  simulated: boolean;
};

/** Tries a condition against the readings of the last days, minute by minute: how often a rule with it would have switched on. Writes nothing. Comparisons of what is not kept over time (`confidence`, the state …) are left out and named in `ignored`, so that `times` is what it would have been at most. */
export type TryRule = {
  /** When it would be on, as in a rule. */
  condition: unknown;
  /** For how many seconds the condition must hold; 20 when left out. */
  for_seconds?: number | null;
  /** For how many seconds it stays on at least; 60 when left out. */
  at_least_seconds?: number | null;
  /** For how many seconds it then stays off at least; 120 when left out. */
  pause_seconds?: number | null;
  /** How many days back; 7 when left out, at most 90. */
  days?: number | null;
};

/** Takes back a step: the given one, or the caller's newest. Answers what was taken back. */
export type UndoStep = {
  /** The step; the newest that is not taken back yet when left out. */
  step?: string | null;
};

/** What an undo or redo did. */
export type Undone = {
  /** The step that was taken back (or brought back). */
  step: string;
  /** The operation that had made it. */
  operation: string;
  /** How many changes were taken back. */
  changed: number;
  /** How many were left because something changed there since. */
  skipped: number;
  /** The long work that does it, where there are too many changes for one transaction; it counts as it goes. */
  job: string | null;
};

export type UpdateAccount = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** Internet domain, such as example.com. */
  domain?: string | null;
  /** What it is to us. */
  type?: 'customer' | 'prospect' | 'partner' | 'competitor' | null;
  /** Industry. */
  industry?: string | null;
  /** The account it belongs to. */
  parent?: string | null;
  /** Website. */
  website?: string | null;
  /** Phone number. */
  phone?: string | null;
  /** Street and number. */
  street?: string | null;
  /** City. */
  city?: string | null;
  /** State, province or region. */
  region?: string | null;
  /** Postal code. */
  postal_code?: string | null;
  /** Country: an ISO 3166 code such as DE, or a name. */
  country?: string | null;
  /** Number of people who work there. */
  employees?: number | null;
  /** Revenue a year. */
  annual_revenue?: string | null;
  /** Currency of the revenue. */
  currency?: string | null;
  /** Tags. */
  tags?: string[];
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type UpdateActivity = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What it was about; of a note without one, its first line. */
  subject?: string | null;
  /** What it is. */
  type?: 'call' | 'email' | 'meeting' | 'task' | 'note' | null;
  /** What was said, or is to be done. */
  body?: string | null;
  /** The person. */
  contact?: string | null;
  /** The organisation. */
  account?: string | null;
  /** The deal. */
  opportunity?: string | null;
  /** When it is to be done. */
  due_at?: string | null;
  /** When it happened. */
  occurred_at?: string | null;
  /** When it was done; a task or a planned call is open until then. */
  done_at?: string | null;
  /** How long it took. */
  duration_minutes?: number | null;
  /** What came of it. */
  outcome?: 'reached' | 'not_reached' | 'left_message' | 'answered' | 'held' | 'cancelled' | null;
  owner?: string | null;
};

export type UpdateBreak = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** How it was spent. */
  what?: 'rest' | 'walk' | 'meal' | 'company' | 'other' | null;
  /** When it began. */
  started_at?: string | null;
  /** When it ended; empty while it goes on. */
  ended_at?: string | null;
  /** The suggestion that it follows. */
  suggestion?: string | null;
  /** What else there is to say. */
  note?: string | null;
  owner?: string | null;
};

export type UpdateCalibration = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** The device it was made with. */
  device?: string | null;
  owner?: string | null;
};

export type UpdateCall = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What it was about, as the activity said when it began. */
  subject?: string | null;
  /** The activity. */
  activity?: string | null;
  /** When it began. */
  started_at?: string | null;
  /** When it ended; empty while it is on. */
  ended_at?: string | null;
  /** A private note: only the wearer sees it. */
  note?: string | null;
  owner?: string | null;
};

export type UpdateContact = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Given name. */
  first_name?: string | null;
  /** Family name. */
  last_name?: string | null;
  /** What they are to us. */
  kind?: 'customer' | 'prospect' | 'vendor' | 'partner' | null;
  /** The account they work for. */
  account?: string | null;
  /** Job title. */
  title?: string | null;
  /** Department. */
  department?: string | null;
  /** E-mail address. */
  email?: string | null;
  /** Phone number at work. */
  phone?: string | null;
  /** Mobile number. */
  mobile?: string | null;
  /** Further e-mail addresses. */
  other_emails?: string[];
  /** Further phone numbers. */
  other_phones?: string[];
  /** Street and number. */
  street?: string | null;
  /** City. */
  city?: string | null;
  /** State, province or region. */
  region?: string | null;
  /** Postal code. */
  postal_code?: string | null;
  /** Country: an ISO 3166 code such as DE, or a name. */
  country?: string | null;
  /** Website. */
  website?: string | null;
  /** LinkedIn page. */
  linkedin?: string | null;
  /** Birthday. */
  birthday?: string | null;
  /** Where they came from. */
  source?: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
  /** Tags. */
  tags?: string[];
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type UpdateExercise = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What was practised. */
  what?: 'paced_breathing' | null;
  /** When it began. */
  started_at?: string | null;
  /** When it ended. */
  ended_at?: string | null;
  /** Milliseconds of breathing in. */
  inhale_ms?: number | null;
  /** Milliseconds of breathing out. */
  exhale_ms?: number | null;
  /** How long it took, in seconds. */
  seconds?: number | null;
  /** What else there is to say. */
  note?: string | null;
  owner?: string | null;
};

export type UpdateFeed = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What it is called. */
  name?: string | null;
  /** What it tells of. */
  category?: 'iot' | 'social' | 'market' | 'other' | null;
  /** Unit of its values, as people read it: °C, EUR, mentions. */
  unit?: string | null;
  /** Where its points come from; by hand when left out. */
  source?: 'manual' | 'csv' | 'http' | null;
  /** Address to fetch from: http or https. */
  url?: string | null;
  /** How the server writes the points; JSON when left out. */
  format?: 'json' | 'csv' | null;
  /** JSON Pointer (RFC 6901) to the list of points, or to one number; the whole answer when left out. */
  items_pointer?: string | null;
  /** JSON Pointer inside a point to its time; recognised when left out. */
  time_pointer?: string | null;
  /** JSON Pointer inside a point to its value; recognised when left out. */
  value_pointer?: string | null;
  /** The spacing at which simulations read it; a day when left out. */
  interval?: 'hour' | 'day' | 'week' | 'month' | null;
  /** What is done to its values before simulations read them; nothing when left out. */
  transform?: 'none' | 'difference' | 'log_return' | 'standardised' | null;
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type UpdateOpportunity = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What it is about. */
  name?: string | null;
  /** The organisation that buys. */
  account?: string | null;
  /** The person we talk to. */
  contact?: string | null;
  /** The pipeline it is worked in; the default one when left out. */
  pipeline?: string | null;
  /** The stage it is in; the pipeline's first when left out. */
  stage?: string | null;
  /** What it is worth. */
  amount?: string | null;
  /** Currency of the amount. */
  currency?: string | null;
  /** How likely it is won, in percent; follows the stage unless set. */
  probability?: number | null;
  /** When it is expected to close. */
  expected_close?: string | null;
  /** Why it was lost. */
  lost_reason?: string | null;
  /** Where it came from. */
  source?: 'referral' | 'web' | 'event' | 'cold_call' | 'partner' | 'advertising' | 'import' | 'other' | null;
  /** What is to be done next. */
  next_step?: string | null;
  /** Tags. */
  tags?: string[];
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type UpdatePipeline = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** Whether new deals go into it. */
  is_default?: boolean | null;
  /** Its place among the pipelines. */
  position?: number | null;
  owner?: string | null;
};

export type UpdateScenario = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** What is changed and what must hold: `ScenarioParameters`; what is left out is filled in. */
  parameters?: unknown;
  /** The same seed over the same records gives the same answer; 1 when left out. */
  seed?: number | null;
  /** Notes. */
  notes?: string | null;
  owner?: string | null;
};

export type UpdateScript = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What it is called. */
  title?: string | null;
  /** For what situation. */
  situation?: 'anger' | 'complaint' | 'price_pressure' | 'threat_to_leave' | 'personal_attack' | 'interruption' | 'silence' | 'overwhelmed' | 'tired' | 'other' | null;
  /** In what language. */
  language?: 'en' | 'de' | null;
  /** What to say. */
  body?: string | null;
  /** In which states of the wearer it fits best; any when empty. */
  states?: string[];
  /** Whether it is no longer offered. */
  retired?: boolean | null;
  /** Its place among the others, the smallest first; of scripts that fit alike the first is offered. The last one when left out. */
  position?: number | null;
  owner?: string | null;
};

export type UpdateSensingRule = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** When it is on: `{"measure": "stress", "above": 70, "until": 55}`, joined by `all`, `any` and `not`. A rule without a condition does nothing yet. */
  condition?: unknown;
  /** What it does while it is on; a suggested break when left out. */
  action?: 'slower_pacing' | 'larger_text' | 'quieter_colours' | 'fewer_notifications' | 'reorder_today' | 'suggest_break' | 'suggest_breathing' | null;
  /** How strongly, 1 to 3; 1 when left out. */
  strength?: number | null;
  /** Of two rules that do the same, the higher counts, 0 to 100; 50 when left out. */
  priority?: number | null;
  /** For how many seconds the condition must hold before it switches on; 20 when left out. */
  for_seconds?: number | null;
  /** For how many seconds it stays on at least; 60 when left out. */
  at_least_seconds?: number | null;
  /** For how many seconds it then stays off at least; 120 when left out. */
  pause_seconds?: number | null;
  /** Whether it is watched; yes when left out. */
  enabled?: boolean | null;
  /** What it is for. */
  note?: string | null;
  owner?: string | null;
};

export type UpdateSetting = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What is set: `language`, `theme`, `density`, `currency`, `columns.contact`, … */
  key?: string | null;
  /** What it is set to. */
  value?: unknown;
  owner?: string | null;
};

export type UpdateSimulation = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** What is simulated. */
  type?: 'deal_closure' | 'revenue_projection' | 'interaction_paths' | 'market_shift' | 'churn_cascade' | 'competitive' | null;
  /** Its parameters, as `simulations.kinds` describes them; what is left out is filled in. */
  parameters?: unknown;
  /** The same seed over the same records gives the same answer; 1 when left out. */
  seed?: number | null;
  owner?: string | null;
};

export type UpdateStage = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** Stable code: filters and automation name a stage by it. */
  code?: string | null;
  /** The pipeline it belongs to. */
  pipeline?: string | null;
  /** Its place in the pipeline. */
  position?: number | null;
  /** How likely a deal in it is to be won, in percent. */
  probability?: number | null;
  /** Whether a deal in it is open, won or lost. */
  kind?: 'open' | 'won' | 'lost' | null;
  /** Its colour: hue in degrees. */
  hue?: number | null;
  /** Days after which a deal that stays in it asks for attention. */
  rotting_days?: number | null;
  owner?: string | null;
};

export type UpdateStageEntry = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  owner?: string | null;
};

export type UpdateStateLabel = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** How they felt. */
  state?: 'calm' | 'focused' | 'stressed' | 'excited' | 'fatigued' | 'unknown' | null;
  /** When; now when left out. */
  felt_at?: string | null;
  /** How strongly, 1 to 5. */
  strength?: number | null;
  /** What else there is to say. */
  note?: string | null;
  /** The call in which it was. */
  call?: string | null;
  owner?: string | null;
};

export type UpdateStressMoment = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** The measurement that spoke for it most. */
  reason?: string | null;
  /** The call. */
  call?: string | null;
  /** The activity. */
  activity?: string | null;
  /** When it began. */
  began_at?: string | null;
  /** When it ended. */
  ended_at?: string | null;
  /** Its highest stress, 0 to 100. */
  peak?: number | null;
  owner?: string | null;
};

export type UpdateSuggestion = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What was suggested. */
  what?: 'break' | 'breathing' | 'script' | null;
  /** What they thought of it. */
  feedback?: 'helpful' | 'neutral' | 'unhelpful' | null;
  /** In their own words. */
  note?: string | null;
  owner?: string | null;
};

export type UpdateUser = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** E-mail address. */
  email?: string | null;
  owner?: string | null;
};

export type UpdateView = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** Name. */
  name?: string | null;
  /** Kind of record it lists. */
  kind?: string | null;
  /** What it asks and shows: `filter`, `ordering`, `search`, `columns` in their order, their `widths` in pixels, and of a board its `pipeline`. */
  query?: unknown;
  /** How it shows them. */
  shape?: 'table' | 'board' | null;
  /** Its place among the views. */
  position?: number | null;
  /** Its colour: hue in degrees. */
  hue?: number | null;
  owner?: string | null;
};

export type UpdateWearable = {
  id: string;
  /** Only if this is still the record's revision. */
  if_match?: string | null;
  /** What the wearer calls it; at first what it calls itself. */
  name?: string | null;
  /** Whether it is to be connected by itself when it is near. */
  reconnect?: boolean | null;
  owner?: string | null;
};

export type User = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** E-mail address. */
  email: string | null;
  /** Whether this database is theirs. */
  is_owner: boolean | null;
};

export type UserFound = {
  record: User;
  refs: Record<string, Reference>;
};

export type UserPage = {
  items: User[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** What a check of the whole log found. */
export type Verification = {
  /** Whether every change is as it was written. */
  ok: boolean;
  /** How many changes were checked. */
  checked: number;
  /** The first change that does not fit. */
  broken_at: number | null;
  /** What does not fit there. */
  reason: string | null;
};

/** Checks the hash chain of the whole change log: whether anything was altered, removed or slipped in. */
export type VerifyChanges = Record<string, never>;

export type View = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** Name. */
  name: string | null;
  /** Kind of record it lists. */
  kind: string | null;
  /** What it asks and shows: `filter`, `ordering`, `search`, `columns` in their order, their `widths` in pixels, and of a board its `pipeline`. */
  query: unknown;
  /** How it shows them. */
  shape: 'table' | 'board' | null;
  /** Its place among the views. */
  position: number | null;
  /** Its colour: hue in degrees. */
  hue: number | null;
};

export type ViewFound = {
  record: View;
  refs: Record<string, Reference>;
};

export type ViewPage = {
  items: View[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** Tells the screen effects as they change: at once those that are on, then every change. */
export type WatchEffects = Record<string, never>;

/** Tells what changes as it changes: committed writes by kind, and the progress of jobs. */
export type WatchEvents = Record<string, never>;

/** Shows live what the devices say: traces, spectra, bands, heart, state with confidence and reasons, quality, battery, markers, effects. A listener that is slow loses old traces and is told how many frames. Needs the switch on. */
export type WatchLive = {
  /** Whether the traces are wanted as well; yes when left out. Without them there is about a frame a second. */
  traces?: boolean | null;
};

export type Wearable = {
  id: string;
  revision: string;
  owner: string | null;
  scope: 'personal' | 'team';
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
  custom: Record<string, unknown>;
  /** What the wearer calls it; at first what it calls itself. */
  name: string | null;
  /** What it is. */
  kind: 'headband' | 'heart_strap' | 'watch' | 'unknown' | null;
  /** Its Bluetooth address, where the system tells. */
  address: string | null;
  /** By which it is connected on this computer. */
  device: string | null;
  /** Whether it is simulated. */
  simulated: boolean | null;
  /** Whether it is to be connected by itself when it is near. */
  reconnect: boolean | null;
  /** When the wearer agreed to it. */
  consented_at: string | null;
  /** When it was last connected. */
  last_seen_at: string | null;
};

export type WearableFound = {
  record: Wearable;
  refs: Record<string, Reference>;
};

export type WearablePage = {
  items: Wearable[];
  refs: Record<string, Reference>;
  next: string | null;
  count: Count | null;
};

/** The profile, and what is ordinary for the wearer. */
export type WearerProfile = {
  /** What they like. */
  preferences: Preferences;
  /** How much each measurement speaks for each state; moved by hand and by labels. */
  weights: StateWeight[];
  /** How many labels the weights have learned from. */
  labels: number;
  /** How long what is kept. */
  retention: Retention;
  /** What is ordinary for them; none before the first calibration. */
  baseline: Baseline | null;
  /** Situations for which no script is offered unasked (`calls.mute`). */
  muted: Situation[];
};

/** A file that was written. */
export type WrittenRecording = {
  /** Where it lies. */
  path: string;
  /** Its size in bytes. */
  bytes: number;
};

/** Every operation that is called: its input and its answer. */
export interface Operations {
  /** Moves many accounts to the trash, as one step. */
  'accounts.bulk_delete': { input: Bulk; output: Done };
  /** Erases many accounts in the trash for good. This cannot be undone. */
  'accounts.bulk_purge': { input: Bulk; output: Done };
  /** Takes many accounts out of the trash, as one step. */
  'accounts.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many accounts, as one step. */
  'accounts.bulk_update': { input: BulkUpdateAccount; output: Done };
  /** Counts the accounts that a list would show, up to a cap. */
  'accounts.count': { input: CountQuery; output: Count };
  /** Creates an account. */
  'accounts.create': { input: CreateAccount; output: Account };
  /** Moves an account to the trash. */
  'accounts.delete': { input: OneRecord; output: Done };
  /** Shows one account, with the names of what it refers to. */
  'accounts.get': { input: OneRecord; output: AccountFound };
  /** Lists the changes of one account, newest first: who, when, and each field from and to. */
  'accounts.history': { input: HistoryQuery; output: Related };
  /** Lists accounts: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'accounts.list': { input: ListQuery; output: AccountPage };
  /** Erases an account in the trash for good. This cannot be undone. */
  'accounts.purge': { input: OneRecord; output: Done };
  /** Takes an account out of the trash. */
  'accounts.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of an account. With `if_match` only if nobody changed it meanwhile. */
  'accounts.update': { input: UpdateAccount; output: Account };
  /** Moves many activities to the trash, as one step. */
  'activities.bulk_delete': { input: Bulk; output: Done };
  /** Erases many activities in the trash for good. This cannot be undone. */
  'activities.bulk_purge': { input: Bulk; output: Done };
  /** Takes many activities out of the trash, as one step. */
  'activities.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many activities, as one step. */
  'activities.bulk_update': { input: BulkUpdateActivity; output: Done };
  /** Counts the activities that a list would show, up to a cap. */
  'activities.count': { input: CountQuery; output: Count };
  /** Creates an activity. */
  'activities.create': { input: CreateActivity; output: Activity };
  /** Moves an activity to the trash. */
  'activities.delete': { input: OneRecord; output: Done };
  /** Shows one activity, with the names of what it refers to. */
  'activities.get': { input: OneRecord; output: ActivityFound };
  /** Lists the changes of one activity, newest first: who, when, and each field from and to. */
  'activities.history': { input: HistoryQuery; output: Related };
  /** Lists activities: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'activities.list': { input: ListQuery; output: ActivityPage };
  /** Erases an activity in the trash for good. This cannot be undone. */
  'activities.purge': { input: OneRecord; output: Done };
  /** Takes an activity out of the trash. */
  'activities.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of an activity. With `if_match` only if nobody changed it meanwhile. */
  'activities.update': { input: UpdateActivity; output: Activity };
  /** Measures what amplitude estimation costs beside Monte Carlo at equal error: calls, samples, and time on this machine. */
  'advantage.measure': { input: MeasureAdvantage; output: { job: string } };
  /** Tells the version, how the data is protected, where it lies, and whether there are records yet. */
  'app.status': { input: AppStatus; output: Status };
  /** Tells whether a break is due, with the evidence: the time since the last one, the heart against its baseline, fatigue, stress, the day's calls. */
  'breaks.advice': { input: AdviseBreak; output: Advice };
  /** Moves many breaks to the trash, as one step. */
  'breaks.bulk_delete': { input: Bulk; output: Done };
  /** Erases many breaks in the trash for good. This cannot be undone. */
  'breaks.bulk_purge': { input: Bulk; output: Done };
  /** Takes many breaks out of the trash, as one step. */
  'breaks.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many breaks, as one step. */
  'breaks.bulk_update': { input: BulkUpdateBreak; output: Done };
  /** Counts the breaks that a list would show, up to a cap. */
  'breaks.count': { input: CountQuery; output: Count };
  /** Creates a break. */
  'breaks.create': { input: CreateBreak; output: Break };
  /** Moves a break to the trash. */
  'breaks.delete': { input: OneRecord; output: Done };
  /** Ends the break that is on. */
  'breaks.end': { input: EndBreak; output: BreakState };
  /** Shows one break, with the names of what it refers to. */
  'breaks.get': { input: OneRecord; output: BreakFound };
  /** Lists the changes of one break, newest first: who, when, and each field from and to. */
  'breaks.history': { input: HistoryQuery; output: Related };
  /** Lists breaks: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'breaks.list': { input: ListQuery; output: BreakPage };
  /** Shows the break that is on: since when, and how long it is meant to last. */
  'breaks.now': { input: ShowBreak; output: BreakNow };
  /** Erases a break in the trash for good. This cannot be undone. */
  'breaks.purge': { input: OneRecord; output: Done };
  /** Takes a break out of the trash. */
  'breaks.restore': { input: OneRecord; output: Done };
  /** Begins a break. With the suggestion it follows, that one counts as taken. */
  'breaks.start': { input: StartBreak; output: BreakState };
  /** Changes the given fields of a break. With `if_match` only if nobody changed it meanwhile. */
  'breaks.update': { input: UpdateBreak; output: Break };
  /** Begins paced breathing at the wearer's own pace; works without a device as well, then nothing is compared. */
  'breathing.start': { input: StartBreathing; output: BreathingStatus };
  /** Shows the paced breathing that is on, with the measures before and now. */
  'breathing.status': { input: ShowBreathing; output: BreathingStatus };
  /** Ends the paced breathing and keeps it, with the heart before and after. */
  'breathing.stop': { input: StopBreathing; output: BreathingDone };
  /** Gives a calibration up; nothing of it is kept. */
  'calibration.cancel': { input: CancelCalibration; output: CalibrationStatus };
  /** Begins the calibration: two minutes with eyes open, two with eyes closed, one of paced breathing. The device is to be on and still. How it stands comes with the live frames, and from `calibration.status`. */
  'calibration.start': { input: StartCalibration; output: GuideView };
  /** Tells how the calibration stands; null when none is under way. */
  'calibration.status': { input: ShowCalibration; output: CalibrationStatus };
  /** Moves many calibrations to the trash, as one step. */
  'calibrations.bulk_delete': { input: Bulk; output: Done };
  /** Erases many calibrations in the trash for good. This cannot be undone. */
  'calibrations.bulk_purge': { input: Bulk; output: Done };
  /** Takes many calibrations out of the trash, as one step. */
  'calibrations.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many calibrations, as one step. */
  'calibrations.bulk_update': { input: BulkUpdateCalibration; output: Done };
  /** Counts the calibrations that a list would show, up to a cap. */
  'calibrations.count': { input: CountQuery; output: Count };
  /** Creates a calibration. */
  'calibrations.create': { input: CreateCalibration; output: Calibration };
  /** Moves a calibration to the trash. */
  'calibrations.delete': { input: OneRecord; output: Done };
  /** Shows one calibration, with the names of what it refers to. */
  'calibrations.get': { input: OneRecord; output: CalibrationFound };
  /** Lists the changes of one calibration, newest first: who, when, and each field from and to. */
  'calibrations.history': { input: HistoryQuery; output: Related };
  /** Lists calibrations: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'calibrations.list': { input: ListQuery; output: CalibrationPage };
  /** Erases a calibration in the trash for good. This cannot be undone. */
  'calibrations.purge': { input: OneRecord; output: Done };
  /** Takes a calibration out of the trash. */
  'calibrations.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a calibration. With `if_match` only if nobody changed it meanwhile. */
  'calibrations.update': { input: UpdateCalibration; output: Calibration };
  /** Moves many calls to the trash, as one step. */
  'calls.bulk_delete': { input: Bulk; output: Done };
  /** Erases many calls in the trash for good. This cannot be undone. */
  'calls.bulk_purge': { input: Bulk; output: Done };
  /** Takes many calls out of the trash, as one step. */
  'calls.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many calls, as one step. */
  'calls.bulk_update': { input: BulkUpdateCall; output: Done };
  /** Counts the calls that a list would show, up to a cap. */
  'calls.count': { input: CountQuery; output: Count };
  /** Creates a call. */
  'calls.create': { input: CreateCall; output: Call };
  /** Moves a call to the trash. */
  'calls.delete': { input: OneRecord; output: Done };
  /** Ends the call that is on: the activity gets its length and is done, the private record what was lived in it. */
  'calls.end': { input: EndCall; output: CallState };
  /** Shows one call, with the names of what it refers to. */
  'calls.get': { input: OneRecord; output: CallFound };
  /** Lists the changes of one call, newest first: who, when, and each field from and to. */
  'calls.history': { input: HistoryQuery; output: Related };
  /** Lists calls: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'calls.list': { input: ListQuery; output: CallPage };
  /** Says that no script for a situation is to be offered unasked any more, or that they are again. Whoever asks for one (`calls.suggest`) gets it all the same. */
  'calls.mute': { input: MuteSituation; output: MutedSituations };
  /** Writes the private note on a call, by the call or by its activity. Only the wearer ever sees it. For an activity that was never lived with a device, a private record is made to hold it. */
  'calls.note': { input: NoteCall; output: CallNote };
  /** Shows the call that is on: its length, the state along it, stretches of stress. */
  'calls.now': { input: ShowCall; output: CallNow };
  /** Erases a call in the trash for good. This cannot be undone. */
  'calls.purge': { input: OneRecord; output: Done };
  /** Takes a call out of the trash. */
  'calls.restore': { input: OneRecord; output: Done };
  /** Starts a call: a planned call that is named, or a new activity about the given contact, deal or account. From now on the state along the call is kept, privately. Works without a device as well: then only the time is. */
  'calls.start': { input: StartCall; output: CallState };
  /** Says which script fits now, and why: by the situation (if it is named), the wearer's state, and what helped before. The best one is kept as a suggestion. */
  'calls.suggest': { input: SuggestScript; output: OfferedScripts };
  /** Changes the given fields of a call. With `if_match` only if nobody changed it meanwhile. */
  'calls.update': { input: UpdateCall; output: Call };
  /** Checks the hash chain of the whole change log: whether anything was altered, removed or slipped in. */
  'changes.verify': { input: VerifyChanges; output: Verification };
  /** Moves many contacts to the trash, as one step. */
  'contacts.bulk_delete': { input: Bulk; output: Done };
  /** Erases many contacts in the trash for good. This cannot be undone. */
  'contacts.bulk_purge': { input: Bulk; output: Done };
  /** Takes many contacts out of the trash, as one step. */
  'contacts.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many contacts, as one step. */
  'contacts.bulk_update': { input: BulkUpdateContact; output: Done };
  /** Counts the contacts that a list would show, up to a cap. */
  'contacts.count': { input: CountQuery; output: Count };
  /** Creates a contact. */
  'contacts.create': { input: CreateContact; output: Contact };
  /** Moves a contact to the trash. */
  'contacts.delete': { input: OneRecord; output: Done };
  /** Shows one contact, with the names of what it refers to. */
  'contacts.get': { input: OneRecord; output: ContactFound };
  /** Lists the changes of one contact, newest first: who, when, and each field from and to. */
  'contacts.history': { input: HistoryQuery; output: Related };
  /** Lists contacts: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'contacts.list': { input: ListQuery; output: ContactPage };
  /** Erases a contact in the trash for good. This cannot be undone. */
  'contacts.purge': { input: OneRecord; output: Done };
  /** Takes a contact out of the trash. */
  'contacts.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a contact. With `if_match` only if nobody changed it meanwhile. */
  'contacts.update': { input: UpdateContact; output: Contact };
  /** Tells whether Bluetooth can be used here, and if not, what to do about it on this system. Needs the switch on. */
  'devices.adapter': { input: ShowAdapter; output: AdapterView };
  /** Connects a device and keeps it connected. By this the wearer agrees to it; it is kept among the `wearables`. */
  'devices.connect': { input: ConnectDevice; output: ConnectedDevice };
  /** Disconnects a device, or gives up connecting it. It stays among the `wearables`. */
  'devices.disconnect': { input: DisconnectDevice; output: DeviceList };
  /** Forgets a device: disconnects it and erases its record for good. What was measured with it stays until it is erased (`privacy.erase`). */
  'devices.forget': { input: ForgetDevice; output: DeviceList };
  /** Connects those of the wearer's devices that are to be connected by themselves (`reconnect`) and are near; looks for them for some seconds first. What is connected already is left alone. Needs the switch on. */
  'devices.reconnect': { input: ReconnectDevices; output: DeviceList };
  /** Looks for wearables nearby for some seconds. Needs the switch on; connects nothing and keeps nothing. */
  'devices.scan': { input: ScanDevices; output: FoundDevices };
  /** Lists the wearer's devices and how their connections stand: battery, signal strength, packets lost. */
  'devices.status': { input: ShowDevices; output: DeviceList };
  /** Tells which screen effects are on right now. */
  'effects.active': { input: ShowEffects; output: ActiveEffects };
  /** Takes a screen effect back: every rule that has it on is off now, and stays so until what led to it has passed and comes again. Nothing happens where the effect is not on. */
  'effects.end': { input: EndEffect; output: ActiveEffects };
  /** Lists what is due today (and overdue) in the order that suits the wearer right now: by time, or the light things first while the effect `reorder_today` is on. */
  'effects.today': { input: OrderToday; output: TodayOrder };
  /** Moves many exercises to the trash, as one step. */
  'exercises.bulk_delete': { input: Bulk; output: Done };
  /** Erases many exercises in the trash for good. This cannot be undone. */
  'exercises.bulk_purge': { input: Bulk; output: Done };
  /** Takes many exercises out of the trash, as one step. */
  'exercises.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many exercises, as one step. */
  'exercises.bulk_update': { input: BulkUpdateExercise; output: Done };
  /** Counts the exercises that a list would show, up to a cap. */
  'exercises.count': { input: CountQuery; output: Count };
  /** Creates an exercise. */
  'exercises.create': { input: CreateExercise; output: Exercise };
  /** Moves an exercise to the trash. */
  'exercises.delete': { input: OneRecord; output: Done };
  /** Shows one exercise, with the names of what it refers to. */
  'exercises.get': { input: OneRecord; output: ExerciseFound };
  /** Lists the changes of one exercise, newest first: who, when, and each field from and to. */
  'exercises.history': { input: HistoryQuery; output: Related };
  /** Lists exercises: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'exercises.list': { input: ListQuery; output: ExercisePage };
  /** Erases an exercise in the trash for good. This cannot be undone. */
  'exercises.purge': { input: OneRecord; output: Done };
  /** Takes an exercise out of the trash. */
  'exercises.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of an exercise. With `if_match` only if nobody changed it meanwhile. */
  'exercises.update': { input: UpdateExercise; output: Exercise };
  /** Adds points to a feed: by hand, or pushed by a device. One at a moment that is there already takes its place. All are taken or none. Cannot be undone. */
  'feeds.add_points': { input: AddPoints; output: AddedFeedPoints };
  /** Moves many feeds to the trash, as one step. */
  'feeds.bulk_delete': { input: Bulk; output: Done };
  /** Erases many feeds in the trash for good. This cannot be undone. */
  'feeds.bulk_purge': { input: Bulk; output: Done };
  /** Takes many feeds out of the trash, as one step. */
  'feeds.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many feeds, as one step. */
  'feeds.bulk_update': { input: BulkUpdateFeed; output: Done };
  /** Counts the feeds that a list would show, up to a cap. */
  'feeds.count': { input: CountQuery; output: Count };
  /** Creates a feed. */
  'feeds.create': { input: CreateFeed; output: Feed };
  /** Moves a feed to the trash. */
  'feeds.delete': { input: OneRecord; output: Done };
  /** Deletes the points of a feed in a window of time, or all. Cannot be undone. */
  'feeds.delete_points': { input: DeletePoints; output: DeletedFeedPoints };
  /** Fetches points from the address of a feed, now. JSON is read at the feed's pointers, a CSV as an import reads it; a lone number is the value of this moment. Waits at most 20 seconds, takes at most 16 MiB. Cannot be undone. */
  'feeds.fetch': { input: FetchFeed; output: FetchedFeedPoints };
  /** Shows one feed, with the names of what it refers to. */
  'feeds.get': { input: OneRecord; output: FeedFound };
  /** Lists the changes of one feed, newest first: who, when, and each field from and to. */
  'feeds.history': { input: HistoryQuery; output: Related };
  /** Reads points from a CSV: rows with a time and a value. The two columns are recognised, or named. A point at a moment that the feed knows already takes its place; a bad row costs itself alone and is reported. Cannot be undone. */
  'feeds.import_csv': { input: ImportPoints; output: ImportedFeedPoints };
  /** Lists feeds: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'feeds.list': { input: ListQuery; output: FeedPage };
  /** Shows the points of a feed in a window of time, thinned out where there are more than asked for: then each stands for a stretch of equal length, with mean, least and greatest of its values. */
  'feeds.points': { input: ListPoints; output: FeedPointList };
  /** Erases a feed in the trash for good. This cannot be undone. */
  'feeds.purge': { input: OneRecord; output: Done };
  /** Takes a feed out of the trash. */
  'feeds.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a feed. With `if_match` only if nobody changed it meanwhile. */
  'feeds.update': { input: UpdateFeed; output: Feed };
  /** Counts what would become of every row of the file. Nothing is written. */
  'imports.check': { input: CheckImport; output: { job: string } };
  /** Lays down how a file is to be imported. What is left out stays as it is. */
  'imports.configure': { input: ConfigureImport; output: Import };
  /** Forgets an import, its file and its ledger. The records that it brought in stay. */
  'imports.delete': { input: DeleteImport; output: ImportDeleted };
  /** The rows with errors as a CSV file with a column for the reason, to be mended and imported again. */
  'imports.errors_csv': { input: ExportErrors; output: ErrorsFile };
  /** Shows one import. */
  'imports.get': { input: GetImport; output: Import };
  /** Lists what became of each row of an import. */
  'imports.ledger': { input: ListLedger; output: LedgerPage };
  /** Lists the newest imports. */
  'imports.list': { input: ListImports; output: ImportList };
  /** Takes a file in and finds out what it is: encoding, separator, header, the product that wrote it, and where each of its columns goes. Nothing is imported yet. */
  'imports.open': { input: OpenImport; output: Import };
  /** Shows what would become of some rows of the file. Nothing is written. */
  'imports.preview': { input: PreviewImport; output: PreviewPage };
  /** Takes a whole import back: what it created goes away, what it changed goes back. Records that were edited since go to the trash instead. */
  'imports.revert': { input: RevertImport; output: Undone };
  /** Imports a file as it was configured. All it writes is one step; `imports.revert` or undo takes it back. */
  'imports.run': { input: RunImport; output: { job: string } };
  /** Stops a job. What it wrote before stays, as one step that can be undone. */
  'jobs.cancel': { input: CancelJob; output: JobState };
  /** Shows one job. */
  'jobs.get': { input: GetJob; output: JobState };
  /** Lists the newest jobs. */
  'jobs.list': { input: ListJobs; output: JobList };
  /** Puts a failed or cancelled job back into the queue; it goes on where it stopped. */
  'jobs.retry': { input: RetryJob; output: JobState };
  /** Describes every kind of record: its fields, their types and rules. Forms, lists and filters are made from it. */
  'kinds.list': { input: ListKinds; output: KindList };
  /** Puts a mark into the live traces; it is shown to whoever watches, and not kept. */
  'live.mark': { input: MarkLive; output: Marker };
  /** Shows what is known right now, once: for scripts, and for a screen that does not watch. */
  'live.now': { input: ShowLive; output: LiveNow };
  /** Runs every model on the records as they are and on the past as it was known, and keeps how it did. */
  'models.calibrate': { input: CalibrateModels; output: { job: string } };
  /** Lists the models behind the simulations, with how each did when it was calibrated last. */
  'models.list': { input: ListModels; output: ModelList };
  /** Shows a pipeline as a board: every stage with the number and worth of its deals and the first of them. The rest of a column is `opportunities.list` with the same filter, `stage`, and ordering `position`. */
  'opportunities.board': { input: BoardOpportunities; output: Board };
  /** Moves many opportunities to the trash, as one step. */
  'opportunities.bulk_delete': { input: Bulk; output: Done };
  /** Erases many opportunities in the trash for good. This cannot be undone. */
  'opportunities.bulk_purge': { input: Bulk; output: Done };
  /** Takes many opportunities out of the trash, as one step. */
  'opportunities.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many opportunities, as one step. */
  'opportunities.bulk_update': { input: BulkUpdateOpportunity; output: Done };
  /** Counts the opportunities that a list would show, up to a cap. */
  'opportunities.count': { input: CountQuery; output: Count };
  /** Creates an opportunity. */
  'opportunities.create': { input: CreateOpportunity; output: Opportunity };
  /** Moves an opportunity to the trash. */
  'opportunities.delete': { input: OneRecord; output: Done };
  /** Shows one opportunity, with the names of what it refers to. */
  'opportunities.get': { input: OneRecord; output: OpportunityFound };
  /** Lists the changes of one opportunity, newest first: who, when, and each field from and to. */
  'opportunities.history': { input: HistoryQuery; output: Related };
  /** Lists opportunities: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'opportunities.list': { input: ListQuery; output: OpportunityPage };
  /** Moves a deal into a stage, before another deal of that stage or to its end. Probability, closing and stage history follow. Undoable as one step. */
  'opportunities.move': { input: MoveOpportunity; output: Moved };
  /** Erases an opportunity in the trash for good. This cannot be undone. */
  'opportunities.purge': { input: OneRecord; output: Done };
  /** Takes an opportunity out of the trash. */
  'opportunities.restore': { input: OneRecord; output: Done };
  /** Lists the stages that a deal has been in, oldest first, with the time it spent in each. */
  'opportunities.stage_history': { input: ListStageHistory; output: StageHistory };
  /** Changes the given fields of an opportunity. With `if_match` only if nobody changed it meanwhile. */
  'opportunities.update': { input: UpdateOpportunity; output: Opportunity };
  /** Moves many pipelines to the trash, as one step. */
  'pipelines.bulk_delete': { input: Bulk; output: Done };
  /** Erases many pipelines in the trash for good. This cannot be undone. */
  'pipelines.bulk_purge': { input: Bulk; output: Done };
  /** Takes many pipelines out of the trash, as one step. */
  'pipelines.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many pipelines, as one step. */
  'pipelines.bulk_update': { input: BulkUpdatePipeline; output: Done };
  /** Counts the pipelines that a list would show, up to a cap. */
  'pipelines.count': { input: CountQuery; output: Count };
  /** Creates a pipeline. */
  'pipelines.create': { input: CreatePipeline; output: Pipeline };
  /** Moves a pipeline to the trash. */
  'pipelines.delete': { input: OneRecord; output: Done };
  /** Shows one pipeline, with the names of what it refers to. */
  'pipelines.get': { input: OneRecord; output: PipelineFound };
  /** Lists the changes of one pipeline, newest first: who, when, and each field from and to. */
  'pipelines.history': { input: HistoryQuery; output: Related };
  /** Lists pipelines: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'pipelines.list': { input: ListQuery; output: PipelinePage };
  /** Erases a pipeline in the trash for good. This cannot be undone. */
  'pipelines.purge': { input: OneRecord; output: Done };
  /** Takes a pipeline out of the trash. */
  'pipelines.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a pipeline. With `if_match` only if nobody changed it meanwhile. */
  'pipelines.update': { input: UpdatePipeline; output: Pipeline };
  /** Erases all that is stored of the wearer, now and for good: records, their values in the change log, readings, imports, recordings, consents and preferences. The mirror is off afterwards. What stays is what the log's chain of hashes needs: that something was written and when, without what it was. Cannot be undone. */
  'privacy.erase': { input: EraseStored; output: Erased };
  /** Tells what is stored of the wearer: what, where, how many, since when, and for how long. */
  'privacy.stored': { input: ShowStored; output: StoredData };
  /** Erases for good what is older than the wearer wants it kept (`profile.show`, `retention`). Runs by itself once a day while a device is in use. */
  'privacy.tidy': { input: TidyStored; output: { job: string } };
  /** Changes preferences, weights or retention; what is left out stays as it is. */
  'profile.change': { input: ChangeProfile; output: WearerProfile };
  /** Says how the wearer feels right now: the state model learns a little from it, and it is kept with what is measured at this moment, and with the call that is on. */
  'profile.label': { input: LabelNow; output: Labelled };
  /** Shows the wearer's profile: preferences, weights, retention, baseline. */
  'profile.show': { input: ShowProfile; output: WearerProfile };
  /** Adds a reading by hand. */
  'readings.add': { input: AddReading; output: AddedReading };
  /** Takes in a file of readings that was handed in: an export of Apple Health (`export.xml` or its zip), Health Connect (its zip, or the database in it), Google Fit, Fitbit (a file or the whole archive), or a CSV with the columns time, measure, value. Rows that cannot be used are kept in a ledger. The file is removed afterwards. */
  'readings.import': { input: ImportReadings; output: { job: string } };
  /** Lists the rows of an import that could not be used, with the reason. */
  'readings.import_errors': { input: ShowReadingErrors; output: BadReadings };
  /** The same of a file on this computer, read where it lies. */
  'readings.import_file': { input: ImportReadingsFile; output: { job: string } };
  /** Lists the files of readings that were taken in. */
  'readings.imports': { input: ListReadingImports; output: ReadingImports };
  /** Shows readings of one sort over time, by minutes, hours or days. What several sources say adds up once only: of things that add up, the source with the largest sum of each stretch counts. */
  'readings.list': { input: ListReadings; output: ReadingSeries };
  /** Takes an import back: erases its samples and its ledger, for good. */
  'readings.remove_import': { input: RemoveReadingImport; output: RemovedReadings };
  /** Tells which readings there are: how many of each sort, since when, from whom. */
  'readings.summary': { input: SummariseReadings; output: ReadingSummaries };
  /** Erases a recording for good. */
  'recordings.delete': { input: DeleteRecording; output: DeletedRecording };
  /** Exports a recording as EDF+ or CSV, in the answer. What leaves the house is no longer encrypted. */
  'recordings.export': { input: ExportRecording; output: ExportedRecording };
  /** Exports a recording as EDF+ or CSV into a file on this computer. What leaves the house is no longer encrypted. */
  'recordings.export_file': { input: ExportRecordingFile; output: { job: string } };
  /** Takes an EDF, EDF+ or CSV file in as a recording, to be played. The file is removed afterwards. */
  'recordings.import': { input: ImportRecording; output: { job: string } };
  /** The same of a file on this computer, read where it lies. */
  'recordings.import_file': { input: ImportRecordingFile; output: { job: string } };
  /** Lists the recordings: of what, how long, how large, whether simulated. They belong to the database's owner and lie in files beside it, encrypted with a key made of the database's. */
  'recordings.list': { input: ListRecordings; output: RecordingList };
  /** Plays a recording through the live feed, as if it came from a device now; one that is played already is stopped. It is shown only: no rule is stepped by it, and nothing of it is kept. */
  'recordings.play': { input: PlayRecording; output: Playing };
  /** Stops the recording that is being played. */
  'recordings.play_stop': { input: StopPlaying; output: StoppedPlaying };
  /** Begins to record all that the connected devices send, and what is made of it, into an encrypted file beside the database. Goes on until it is stopped, the mirror is switched off or the program ends. */
  'recordings.start': { input: StartRecording; output: RecordingStatus };
  /** Tells what is being recorded and played right now. */
  'recordings.status': { input: ShowRecordingNow; output: RecordingStatus };
  /** Ends the recording that is being made. */
  'recordings.stop': { input: StopRecording; output: RecordingView };
  /** Brings back the rules that the wearer began with: those of the same name get their first condition, action and timing again, those that are missing are created. Rules of their own stay as they are. */
  'rules.reset': { input: ResetRules; output: RestoredRules };
  /** Tries a condition against the readings of the last days, minute by minute: how often a rule with it would have switched on. Writes nothing. Comparisons of what is not kept over time (`confidence`, the state …) are left out and named in `ignored`, so that `times` is what it would have been at most. */
  'rules.try': { input: TryRule; output: Tried };
  /** Loads sample data: accounts, people, deals with their histories, activities over two years. Undoable as one step. */
  'sample.load': { input: LoadSample; output: { job: string } };
  /** Moves many scenarios to the trash, as one step. */
  'scenarios.bulk_delete': { input: Bulk; output: Done };
  /** Erases many scenarios in the trash for good. This cannot be undone. */
  'scenarios.bulk_purge': { input: Bulk; output: Done };
  /** Takes many scenarios out of the trash, as one step. */
  'scenarios.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many scenarios, as one step. */
  'scenarios.bulk_update': { input: BulkUpdateScenario; output: Done };
  /** Puts what-ifs that have run side by side, the one that brings most first. Whether they can be compared at all is said with them: they can when they look at the same months in the same currency, and were run on one day. */
  'scenarios.compare': { input: CompareScenarios; output: ScenarioComparison };
  /** Counts the scenarios that a list would show, up to a cap. */
  'scenarios.count': { input: CountQuery; output: Count };
  /** Creates a scenario. */
  'scenarios.create': { input: CreateScenario; output: Scenario };
  /** Moves a scenario to the trash. */
  'scenarios.delete': { input: OneRecord; output: Done };
  /** Shows one scenario, with the names of what it refers to. */
  'scenarios.get': { input: OneRecord; output: ScenarioFound };
  /** Lists the changes of one scenario, newest first: who, when, and each field from and to. */
  'scenarios.history': { input: HistoryQuery; output: Related };
  /** Lists scenarios: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'scenarios.list': { input: ListQuery; output: ScenarioPage };
  /** Erases a scenario in the trash for good. This cannot be undone. */
  'scenarios.purge': { input: OneRecord; output: Done };
  /** Takes a scenario out of the trash. */
  'scenarios.restore': { input: OneRecord; output: Done };
  /** Runs a what-if over the records as they are now and keeps the answer in it. */
  'scenarios.run': { input: RunScenario; output: { job: string } };
  /** Changes the given fields of a scenario. With `if_match` only if nobody changed it meanwhile. */
  'scenarios.update': { input: UpdateScenario; output: Scenario };
  /** Lists what a what-if can change: each variable with its level as things stand and how many observations it was learned from, the win rates of stages one by one. */
  'scenarios.variables': { input: ListScenarioVariables; output: ScenarioVariableList };
  /** Moves many scripts to the trash, as one step. */
  'scripts.bulk_delete': { input: Bulk; output: Done };
  /** Erases many scripts in the trash for good. This cannot be undone. */
  'scripts.bulk_purge': { input: Bulk; output: Done };
  /** Takes many scripts out of the trash, as one step. */
  'scripts.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many scripts, as one step. */
  'scripts.bulk_update': { input: BulkUpdateScript; output: Done };
  /** Counts the scripts that a list would show, up to a cap. */
  'scripts.count': { input: CountQuery; output: Count };
  /** Creates a script. */
  'scripts.create': { input: CreateScript; output: Script };
  /** Moves a script to the trash. */
  'scripts.delete': { input: OneRecord; output: Done };
  /** Shows one script, with the names of what it refers to. */
  'scripts.get': { input: OneRecord; output: ScriptFound };
  /** Lists the changes of one script, newest first: who, when, and each field from and to. */
  'scripts.history': { input: HistoryQuery; output: Related };
  /** Lists scripts: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'scripts.list': { input: ListQuery; output: ScriptPage };
  /** Puts a script right before another one, or at the end. Of scripts that fit alike the first is offered. */
  'scripts.move': { input: MoveScript; output: MovedScript };
  /** Erases a script in the trash for good. This cannot be undone. */
  'scripts.purge': { input: OneRecord; output: Done };
  /** Takes a script out of the trash. */
  'scripts.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a script. With `if_match` only if nobody changed it meanwhile. */
  'scripts.update': { input: UpdateScript; output: Script };
  /** Finds records of every kind by what is typed: names, e-mail addresses, phone digits, any searchable text. */
  'search.all': { input: SearchAll; output: SearchHits };
  /** Switches the mirror off: every device is disconnected, nothing more is measured or kept, the consent is withdrawn. What was kept so far stays until it is erased (`privacy.erase`). */
  'sensing.disable': { input: DisableSensing; output: SensingStatus };
  /** Switches the mirror on: from now on devices may be scanned for and connected, and what they measure is kept on this machine. Whoever calls this agrees to the terms of `sensing.status`; that is kept with the moment. */
  'sensing.enable': { input: EnableSensing; output: SensingStatus };
  /** Tells whether the mirror is on, what was agreed to and when. */
  'sensing.status': { input: ShowSensing; output: SensingStatus };
  /** Moves many sensing rules to the trash, as one step. */
  'sensing_rules.bulk_delete': { input: Bulk; output: Done };
  /** Erases many sensing rules in the trash for good. This cannot be undone. */
  'sensing_rules.bulk_purge': { input: Bulk; output: Done };
  /** Takes many sensing rules out of the trash, as one step. */
  'sensing_rules.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many sensing rules, as one step. */
  'sensing_rules.bulk_update': { input: BulkUpdateSensingRule; output: Done };
  /** Counts the sensing rules that a list would show, up to a cap. */
  'sensing_rules.count': { input: CountQuery; output: Count };
  /** Creates a sensing rule. */
  'sensing_rules.create': { input: CreateSensingRule; output: SensingRule };
  /** Moves a sensing rule to the trash. */
  'sensing_rules.delete': { input: OneRecord; output: Done };
  /** Shows one sensing rule, with the names of what it refers to. */
  'sensing_rules.get': { input: OneRecord; output: SensingRuleFound };
  /** Lists the changes of one sensing rule, newest first: who, when, and each field from and to. */
  'sensing_rules.history': { input: HistoryQuery; output: Related };
  /** Lists sensing rules: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'sensing_rules.list': { input: ListQuery; output: SensingRulePage };
  /** Erases a sensing rule in the trash for good. This cannot be undone. */
  'sensing_rules.purge': { input: OneRecord; output: Done };
  /** Takes a sensing rule out of the trash. */
  'sensing_rules.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a sensing rule. With `if_match` only if nobody changed it meanwhile. */
  'sensing_rules.update': { input: UpdateSensingRule; output: SensingRule };
  /** Moves many settings to the trash, as one step. */
  'settings.bulk_delete': { input: Bulk; output: Done };
  /** Erases many settings in the trash for good. This cannot be undone. */
  'settings.bulk_purge': { input: Bulk; output: Done };
  /** Takes many settings out of the trash, as one step. */
  'settings.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many settings, as one step. */
  'settings.bulk_update': { input: BulkUpdateSetting; output: Done };
  /** Counts the settings that a list would show, up to a cap. */
  'settings.count': { input: CountQuery; output: Count };
  /** Creates a setting. */
  'settings.create': { input: CreateSetting; output: Setting };
  /** Moves a setting to the trash. */
  'settings.delete': { input: OneRecord; output: Done };
  /** Shows one setting, with the names of what it refers to. */
  'settings.get': { input: OneRecord; output: SettingFound };
  /** Lists the changes of one setting, newest first: who, when, and each field from and to. */
  'settings.history': { input: HistoryQuery; output: Related };
  /** Lists settings: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'settings.list': { input: ListQuery; output: SettingPage };
  /** Erases a setting in the trash for good. This cannot be undone. */
  'settings.purge': { input: OneRecord; output: Done };
  /** Takes a setting out of the trash. */
  'settings.restore': { input: OneRecord; output: Done };
  /** Sets what is kept under a key for the caller: the setting is made, or changed where there is one. */
  'settings.set': { input: SetSetting; output: SettingSet };
  /** Changes the given fields of a setting. With `if_match` only if nobody changed it meanwhile. */
  'settings.update': { input: UpdateSetting; output: Setting };
  /** Answers a question over the records as they are now without keeping it: a forecast that is looked at while its target is still being chosen. */
  'simulations.answer': { input: AnswerSimulation; output: { job: string } };
  /** Moves many simulations to the trash, as one step. */
  'simulations.bulk_delete': { input: Bulk; output: Done };
  /** Erases many simulations in the trash for good. This cannot be undone. */
  'simulations.bulk_purge': { input: Bulk; output: Done };
  /** Takes many simulations out of the trash, as one step. */
  'simulations.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many simulations, as one step. */
  'simulations.bulk_update': { input: BulkUpdateSimulation; output: Done };
  /** Counts the simulations that a list would show, up to a cap. */
  'simulations.count': { input: CountQuery; output: Count };
  /** Creates a simulation. */
  'simulations.create': { input: CreateSimulation; output: Simulation };
  /** Moves a simulation to the trash. */
  'simulations.delete': { input: OneRecord; output: Done };
  /** Shows one simulation, with the names of what it refers to. */
  'simulations.get': { input: OneRecord; output: SimulationFound };
  /** Lists the changes of one simulation, newest first: who, when, and each field from and to. */
  'simulations.history': { input: HistoryQuery; output: Related };
  /** Lists the types of simulation with the schemas and defaults of their parameters. */
  'simulations.kinds': { input: ListSimulationKinds; output: SimulationKindList };
  /** Lists simulations: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'simulations.list': { input: ListQuery; output: SimulationPage };
  /** Erases a simulation in the trash for good. This cannot be undone. */
  'simulations.purge': { input: OneRecord; output: Done };
  /** Takes a simulation out of the trash. */
  'simulations.restore': { input: OneRecord; output: Done };
  /** Runs a simulation over the records as they are now and keeps the answer in it. */
  'simulations.run': { input: RunSimulation; output: { job: string } };
  /** Says what a run with these parameters would look at: which records, how many, which feeds. */
  'simulations.sources': { input: ListSimulationSources; output: SimulationSources };
  /** Changes the given fields of a simulation. With `if_match` only if nobody changed it meanwhile. */
  'simulations.update': { input: UpdateSimulation; output: Simulation };
  /** Moves many stage entries to the trash, as one step. */
  'stage_entries.bulk_delete': { input: Bulk; output: Done };
  /** Erases many stage entries in the trash for good. This cannot be undone. */
  'stage_entries.bulk_purge': { input: Bulk; output: Done };
  /** Takes many stage entries out of the trash, as one step. */
  'stage_entries.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many stage entries, as one step. */
  'stage_entries.bulk_update': { input: BulkUpdateStageEntry; output: Done };
  /** Counts the stage entries that a list would show, up to a cap. */
  'stage_entries.count': { input: CountQuery; output: Count };
  /** Creates a stage entry. */
  'stage_entries.create': { input: CreateStageEntry; output: StageEntry };
  /** Moves a stage entry to the trash. */
  'stage_entries.delete': { input: OneRecord; output: Done };
  /** Shows one stage entry, with the names of what it refers to. */
  'stage_entries.get': { input: OneRecord; output: StageEntryFound };
  /** Lists the changes of one stage entry, newest first: who, when, and each field from and to. */
  'stage_entries.history': { input: HistoryQuery; output: Related };
  /** Lists stage entries: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'stage_entries.list': { input: ListQuery; output: StageEntryPage };
  /** Erases a stage entry in the trash for good. This cannot be undone. */
  'stage_entries.purge': { input: OneRecord; output: Done };
  /** Takes a stage entry out of the trash. */
  'stage_entries.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a stage entry. With `if_match` only if nobody changed it meanwhile. */
  'stage_entries.update': { input: UpdateStageEntry; output: StageEntry };
  /** Moves many stages to the trash, as one step. */
  'stages.bulk_delete': { input: Bulk; output: Done };
  /** Erases many stages in the trash for good. This cannot be undone. */
  'stages.bulk_purge': { input: Bulk; output: Done };
  /** Takes many stages out of the trash, as one step. */
  'stages.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many stages, as one step. */
  'stages.bulk_update': { input: BulkUpdateStage; output: Done };
  /** Counts the stages that a list would show, up to a cap. */
  'stages.count': { input: CountQuery; output: Count };
  /** Creates a stage. */
  'stages.create': { input: CreateStage; output: Stage };
  /** Moves a stage to the trash. */
  'stages.delete': { input: OneRecord; output: Done };
  /** Shows one stage, with the names of what it refers to. */
  'stages.get': { input: OneRecord; output: StageFound };
  /** Lists the changes of one stage, newest first: who, when, and each field from and to. */
  'stages.history': { input: HistoryQuery; output: Related };
  /** Lists stages: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'stages.list': { input: ListQuery; output: StagePage };
  /** Erases a stage in the trash for good. This cannot be undone. */
  'stages.purge': { input: OneRecord; output: Done };
  /** Takes a stage out of the trash. */
  'stages.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a stage. With `if_match` only if nobody changed it meanwhile. */
  'stages.update': { input: UpdateStage; output: Stage };
  /** Moves many state labels to the trash, as one step. */
  'state_labels.bulk_delete': { input: Bulk; output: Done };
  /** Erases many state labels in the trash for good. This cannot be undone. */
  'state_labels.bulk_purge': { input: Bulk; output: Done };
  /** Takes many state labels out of the trash, as one step. */
  'state_labels.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many state labels, as one step. */
  'state_labels.bulk_update': { input: BulkUpdateStateLabel; output: Done };
  /** Counts the state labels that a list would show, up to a cap. */
  'state_labels.count': { input: CountQuery; output: Count };
  /** Creates a state label. */
  'state_labels.create': { input: CreateStateLabel; output: StateLabel };
  /** Moves a state label to the trash. */
  'state_labels.delete': { input: OneRecord; output: Done };
  /** Shows one state label, with the names of what it refers to. */
  'state_labels.get': { input: OneRecord; output: StateLabelFound };
  /** Lists the changes of one state label, newest first: who, when, and each field from and to. */
  'state_labels.history': { input: HistoryQuery; output: Related };
  /** Lists state labels: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'state_labels.list': { input: ListQuery; output: StateLabelPage };
  /** Erases a state label in the trash for good. This cannot be undone. */
  'state_labels.purge': { input: OneRecord; output: Done };
  /** Takes a state label out of the trash. */
  'state_labels.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a state label. With `if_match` only if nobody changed it meanwhile. */
  'state_labels.update': { input: UpdateStateLabel; output: StateLabel };
  /** Lists what one step changed, field by field, the last change first. */
  'steps.changes': { input: ListStepChanges; output: Related };
  /** Lists the steps, newest first: what was done, by which operation, and what can be taken back. */
  'steps.list': { input: ListSteps; output: StepPage };
  /** Brings back what undo took back: the given step, or the newest, unless something new was done since. */
  'steps.redo': { input: RedoStep; output: Undone };
  /** Takes back a step, or brings it back, as long work: a little at a time, so that nobody else waits. Undo, redo and the revert of an import become this where there are more than 20,000 changes. Stopped in between, what was taken back so far stays so, as one step that redo brings back. */
  'steps.take_back': { input: TakeBack; output: { job: string } };
  /** Takes back a step: the given one, or the caller's newest. Answers what was taken back. */
  'steps.undo': { input: UndoStep; output: Undone };
  /** Moves many stress moments to the trash, as one step. */
  'stress_moments.bulk_delete': { input: Bulk; output: Done };
  /** Erases many stress moments in the trash for good. This cannot be undone. */
  'stress_moments.bulk_purge': { input: Bulk; output: Done };
  /** Takes many stress moments out of the trash, as one step. */
  'stress_moments.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many stress moments, as one step. */
  'stress_moments.bulk_update': { input: BulkUpdateStressMoment; output: Done };
  /** Counts the stress moments that a list would show, up to a cap. */
  'stress_moments.count': { input: CountQuery; output: Count };
  /** Creates a stress moment. */
  'stress_moments.create': { input: CreateStressMoment; output: StressMoment };
  /** Moves a stress moment to the trash. */
  'stress_moments.delete': { input: OneRecord; output: Done };
  /** Shows one stress moment, with the names of what it refers to. */
  'stress_moments.get': { input: OneRecord; output: StressMomentFound };
  /** Lists the changes of one stress moment, newest first: who, when, and each field from and to. */
  'stress_moments.history': { input: HistoryQuery; output: Related };
  /** Lists stress moments: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'stress_moments.list': { input: ListQuery; output: StressMomentPage };
  /** Erases a stress moment in the trash for good. This cannot be undone. */
  'stress_moments.purge': { input: OneRecord; output: Done };
  /** Takes a stress moment out of the trash. */
  'stress_moments.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a stress moment. With `if_match` only if nobody changed it meanwhile. */
  'stress_moments.update': { input: UpdateStressMoment; output: StressMoment };
  /** Takes a suggestion or dismisses it. What was taken is followed up: some minutes later the measures are compared. */
  'suggestions.answer': { input: AnswerSuggestion; output: SuggestionState };
  /** Moves many suggestions to the trash, as one step. */
  'suggestions.bulk_delete': { input: Bulk; output: Done };
  /** Erases many suggestions in the trash for good. This cannot be undone. */
  'suggestions.bulk_purge': { input: Bulk; output: Done };
  /** Takes many suggestions out of the trash, as one step. */
  'suggestions.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many suggestions, as one step. */
  'suggestions.bulk_update': { input: BulkUpdateSuggestion; output: Done };
  /** Counts the suggestions that a list would show, up to a cap. */
  'suggestions.count': { input: CountQuery; output: Count };
  /** Creates a suggestion. */
  'suggestions.create': { input: CreateSuggestion; output: Suggestion };
  /** Moves a suggestion to the trash. */
  'suggestions.delete': { input: OneRecord; output: Done };
  /** Says what the wearer thought of a suggestion. */
  'suggestions.feedback': { input: JudgeSuggestion; output: SuggestionState };
  /** Shows one suggestion, with the names of what it refers to. */
  'suggestions.get': { input: OneRecord; output: SuggestionFound };
  /** Lists the changes of one suggestion, newest first: who, when, and each field from and to. */
  'suggestions.history': { input: HistoryQuery; output: Related };
  /** Lists suggestions: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'suggestions.list': { input: ListQuery; output: SuggestionPage };
  /** Erases a suggestion in the trash for good. This cannot be undone. */
  'suggestions.purge': { input: OneRecord; output: Done };
  /** Takes a suggestion out of the trash. */
  'suggestions.restore': { input: OneRecord; output: Done };
  /** Shows what suggestions come to: taken or not, liked or not, and whether the measures were better afterwards. */
  'suggestions.results': { input: ShowResults; output: SuggestionResults };
  /** Changes the given fields of a suggestion. With `if_match` only if nobody changed it meanwhile. */
  'suggestions.update': { input: UpdateSuggestion; output: Suggestion };
  /** Everything that happened to a record, newest first: its changes, and the activities, deals and notes about it. Without a record: all changes of everybody. */
  'timeline.list': { input: ListTimeline; output: Timelines };
  /** Moves many users to the trash, as one step. */
  'users.bulk_delete': { input: Bulk; output: Done };
  /** Erases many users in the trash for good. This cannot be undone. */
  'users.bulk_purge': { input: Bulk; output: Done };
  /** Takes many users out of the trash, as one step. */
  'users.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many users, as one step. */
  'users.bulk_update': { input: BulkUpdateUser; output: Done };
  /** Counts the users that a list would show, up to a cap. */
  'users.count': { input: CountQuery; output: Count };
  /** Creates a user. */
  'users.create': { input: CreateUser; output: User };
  /** Moves a user to the trash. */
  'users.delete': { input: OneRecord; output: Done };
  /** Shows one user, with the names of what it refers to. */
  'users.get': { input: OneRecord; output: UserFound };
  /** Lists the changes of one user, newest first: who, when, and each field from and to. */
  'users.history': { input: HistoryQuery; output: Related };
  /** Lists users: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'users.list': { input: ListQuery; output: UserPage };
  /** Erases a user in the trash for good. This cannot be undone. */
  'users.purge': { input: OneRecord; output: Done };
  /** Takes a user out of the trash. */
  'users.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a user. With `if_match` only if nobody changed it meanwhile. */
  'users.update': { input: UpdateUser; output: User };
  /** Moves many views to the trash, as one step. */
  'views.bulk_delete': { input: Bulk; output: Done };
  /** Erases many views in the trash for good. This cannot be undone. */
  'views.bulk_purge': { input: Bulk; output: Done };
  /** Takes many views out of the trash, as one step. */
  'views.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many views, as one step. */
  'views.bulk_update': { input: BulkUpdateView; output: Done };
  /** Counts the views that a list would show, up to a cap. */
  'views.count': { input: CountQuery; output: Count };
  /** Creates a view. */
  'views.create': { input: CreateView; output: View };
  /** Moves a view to the trash. */
  'views.delete': { input: OneRecord; output: Done };
  /** Shows one view, with the names of what it refers to. */
  'views.get': { input: OneRecord; output: ViewFound };
  /** Lists the changes of one view, newest first: who, when, and each field from and to. */
  'views.history': { input: HistoryQuery; output: Related };
  /** Lists views: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'views.list': { input: ListQuery; output: ViewPage };
  /** Erases a view in the trash for good. This cannot be undone. */
  'views.purge': { input: OneRecord; output: Done };
  /** Takes a view out of the trash. */
  'views.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a view. With `if_match` only if nobody changed it meanwhile. */
  'views.update': { input: UpdateView; output: View };
  /** Moves many wearables to the trash, as one step. */
  'wearables.bulk_delete': { input: Bulk; output: Done };
  /** Erases many wearables in the trash for good. This cannot be undone. */
  'wearables.bulk_purge': { input: Bulk; output: Done };
  /** Takes many wearables out of the trash, as one step. */
  'wearables.bulk_restore': { input: Bulk; output: Done };
  /** Changes the same fields of many wearables, as one step. */
  'wearables.bulk_update': { input: BulkUpdateWearable; output: Done };
  /** Counts the wearables that a list would show, up to a cap. */
  'wearables.count': { input: CountQuery; output: Count };
  /** Creates a wearable. */
  'wearables.create': { input: CreateWearable; output: Wearable };
  /** Moves a wearable to the trash. */
  'wearables.delete': { input: OneRecord; output: Done };
  /** Shows one wearable, with the names of what it refers to. */
  'wearables.get': { input: OneRecord; output: WearableFound };
  /** Lists the changes of one wearable, newest first: who, when, and each field from and to. */
  'wearables.history': { input: HistoryQuery; output: Related };
  /** Lists wearables: filtered, searched, ordered, a page at a time. `next` leads to the following page. */
  'wearables.list': { input: ListQuery; output: WearablePage };
  /** Erases a wearable in the trash for good. This cannot be undone. */
  'wearables.purge': { input: OneRecord; output: Done };
  /** Takes a wearable out of the trash. */
  'wearables.restore': { input: OneRecord; output: Done };
  /** Changes the given fields of a wearable. With `if_match` only if nobody changed it meanwhile. */
  'wearables.update': { input: UpdateWearable; output: Wearable };
}

/** What long work comes to. */
export interface JobResults {
  /** Measures what amplitude estimation costs beside Monte Carlo at equal error: calls, samples, and time on this machine. */
  'advantage.measure': Advantage;
  /** Counts what would become of every row of the file. Nothing is written. */
  'imports.check': ImportResult;
  /** Imports a file as it was configured. All it writes is one step; `imports.revert` or undo takes it back. */
  'imports.run': ImportResult;
  /** Runs every model on the records as they are and on the past as it was known, and keeps how it did. */
  'models.calibrate': ModelsCalibrated;
  /** Erases for good what is older than the wearer wants it kept (`profile.show`, `retention`). Runs by itself once a day while a device is in use. */
  'privacy.tidy': Tidied;
  /** Takes in a file of readings that was handed in: an export of Apple Health (`export.xml` or its zip), Health Connect (its zip, or the database in it), Google Fit, Fitbit (a file or the whole archive), or a CSV with the columns time, measure, value. Rows that cannot be used are kept in a ledger. The file is removed afterwards. */
  'readings.import': ReadingImport;
  /** The same of a file on this computer, read where it lies. */
  'readings.import_file': ReadingImport;
  /** Exports a recording as EDF+ or CSV into a file on this computer. What leaves the house is no longer encrypted. */
  'recordings.export_file': WrittenRecording;
  /** Takes an EDF, EDF+ or CSV file in as a recording, to be played. The file is removed afterwards. */
  'recordings.import': RecordingView;
  /** The same of a file on this computer, read where it lies. */
  'recordings.import_file': RecordingView;
  /** Loads sample data: accounts, people, deals with their histories, activities over two years. Undoable as one step. */
  'sample.load': SampleLoaded;
  /** Runs a what-if over the records as they are now and keeps the answer in it. */
  'scenarios.run': ScenarioResult;
  /** Answers a question over the records as they are now without keeping it: a forecast that is looked at while its target is still being chosen. */
  'simulations.answer': SimulationResult;
  /** Runs a simulation over the records as they are now and keeps the answer in it. */
  'simulations.run': SimulationResult;
  /** Takes back a step, or brings it back, as long work: a little at a time, so that nobody else waits. Undo, redo and the revert of an import become this where there are more than 20,000 changes. Stopped in between, what was taken back so far stays so, as one step that redo brings back. */
  'steps.take_back': TakenBack;
}

/** Live feeds and their frames. */
export interface Feeds {
  /** Tells the screen effects as they change: at once those that are on, then every change. */
  'effects.watch': { input: WatchEffects; frame: ActiveEffects };
  /** Tells what changes as it changes: committed writes by kind, and the progress of jobs. */
  'events.watch': { input: WatchEvents; frame: Event };
  /** Shows live what the devices say: traces, spectra, bands, heart, state with confidence and reasons, quality, battery, markers, effects. A listener that is slow loses old traces and is told how many frames. Needs the switch on. */
  'live.watch': { input: WatchLive; frame: LiveFrame };
}
