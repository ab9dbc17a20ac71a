// What the API answers (docs/openapi.json), as far as the page reads it. The words are those of docs/record.md.

export type Status = 'happened' | 'ongoing' | 'planned' | 'possible' | 'requested' | 'cancelled' | 'denied';

export interface Interval {
  from: string | null;
  to: string | null;
  precision: string;
  part_of_day?: string | null;
  why?: string[];
}

export interface Place {
  name: string;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  geonames?: number | null;
}

export interface Participant {
  role: 'actor' | 'recipient';
  id: string | null;
  name: string;
  kind: string | null;
  country: string | null;
  country_name?: string | null;
  sector: string | null;
  office: string | null;
  as_written?: string | null;
}

export interface Speaker {
  id: string | null;
  name: string;
  how: string | null;
  quoted: boolean;
  office?: string | null;
  kind?: string | null;
}

export interface Summary {
  store: string;
  version: string;
  revision: string;
  events: number;
  claims: number;
  documents: number;
  refused: number;
  actors: number;
  outlets: number;
  first: string | null;
  last: string | null;
  review: boolean;
}

// An event as lists show it.
export interface Brief {
  id: string;
  type: string;
  mode: string[];
  status: Status;
  outcome: string | null;
  score: number | null;
  confidence: number | null;
  headline: string;
  time: Interval & { text?: string };
  place: Place | null;
  participants: Participant[];
  documents: number;
  outlets: number;
  roots: number;
  disagreements: number;
  lead: { claim: string; document: string; sentence: string } | null;
}

export interface Claim {
  id: string;
  document: string;
  path: string;
  outlet: string | null;
  status: Status;
  said_by: Speaker[];
  sentence: { text: string; block: string; spans?: [number, number][] };
  time_as_written: string | null;
  place_as_written?: string | null;
  rule: string | null;
  confidence: number | null;
  type: string;
  mode: string[];
  participants: Participant[];
  time: Interval;
  place: Place | null;
  casualties?: { killed: number | null; injured: number | null };
  participants_count?: number | null;
  why?: string[];
  marks?: Record<string, [number, number][]> | null; // evidence, as UTF-16 offsets into the sentence
}

export interface Side {
  value: unknown;
  claims: string[];
}

// Where a document has an event from.
export interface Origin {
  document: string;
  from: string | null;
  source: string | null;
  kind: string;
  why: string | null;
  root: string | null;
}

export interface EventWhole extends Omit<Brief, 'disagreements' | 'lead'> {
  contexts: string[];
  setting: string | null;
  topics: string[];
  history: { status: Status; as_of: string | null; claim: string }[];
  casualties: { killed: number | null; injured: number | null };
  moved_to: string | null;
  origins?: Origin[];
  disagreements: { field: string; sides: Side[] }[];
  claims: Claim[];
  why: string[];
  time_text: string;
  asked_as: string | null; // an older id, or a claim's, by which it was asked for
}

export interface Facet {
  value: string;
  name?: string | null;
  count: number;
}

export interface Facets {
  total: number;
  facets: Record<string, Facet[]>;
  more: Record<string, number>; // values beyond those listed
}

export interface WeighedClaim {
  id: string;
  document: string;
  path: string;
  outlet: string | null;
  sentence: string;
}

// Two claims, and what the linker weighs for and against their being of one event.
export interface ClaimPair {
  claim: WeighedClaim;
  other: WeighedClaim;
  weight: number;
  against: string | null;
  reasons: { words: string; weight: number; times: number }[];
}

export interface Explained {
  why: string[];
  pairs: ClaimPair[];
  nearest: { event: Brief; weight: number; shared: string[]; why_not: string[]; pair: ClaimPair }[];
}

export interface BriefPage {
  total: number;
  next: string | null;
  events: Brief[];
}

// Columns, one entry an event, the best attested first.
export interface TimelineAnswer {
  total: number;
  dated: number;
  undated: number;
  shown: number;
  types: string[];
  statuses: Status[];
  actors: { id: string; name: string; country: string | null }[];
  pairs: { a: number | null; b: number | null; events: number }[];
  id: string[];
  from: (number | null)[];
  to: (number | null)[];
  type: number[];
  status: number[];
  pair: (number | null)[]; // null: a pair that is not named
  score: (number | null)[];
  confidence: (number | null)[];
  roots: number[];
  histogram: { unit: 'day' | 'month' | 'year'; start: number[]; counts: number[]; types: Record<string, number[]> };
}

export interface MapPoint {
  name: string;
  country: string | null;
  latitude: number;
  longitude: number;
  events: number;
  types: Record<string, number>;
}

// What is no point: a province, a sea.
export interface MapRegion extends MapPoint {
  precision: string;
  radius_km: number;
}

export interface MapCountry {
  country: string | null; // null: a place that no gazetteer knows
  name: string | null;
  events: number;
  types: Record<string, number>;
}

export interface MapAnswer {
  total: number;
  placed: number;
  unplaced: number;
  points: MapPoint[];
  regions: MapRegion[];
  countries: MapCountry[];
}

export interface MatrixColumn {
  kind: 'outlet' | 'speaker';
  name: string;
  id: string;
  events: number;
}

export interface MatrixCell {
  column: number;
  status: Status[];
  claims: string[];
  roots: string[]; // the origins of the documents it stands for
}

export interface MatrixRow {
  event: Brief;
  cells: MatrixCell[];
  fields: string[]; // on which the accounts differ
}

export interface MatrixAnswer {
  total: number;
  next: string | null;
  columns: MatrixColumn[];
  rows: MatrixRow[];
}

// One claim's part in a commitment.
export interface Step {
  step: string;
  as_of: string | null;
  time: Interval;
  by: Participant[];
  said_by: Speaker[];
  claim: string;
  event: string | null;
  document: string;
  path: string;
  outlet: string | null;
  sentence: { text: string };
}

export interface Commitment {
  id: string;
  kind: string;
  state: string;
  type: string;
  mode: string[];
  what: string;
  owed_by: Participant[];
  owed_to: Participant[];
  due: Interval;
  due_text: string;
  due_as_written: string | null;
  condition: string | null;
  steps: Step[];
  event: string | null;
  moved_to: string | null;
  documents: number;
  outlets: number;
}

export interface CommitmentsAnswer {
  total: number;
  as_of: string | null;
  commitments: Commitment[];
}

export interface Hit {
  document: string;
  path: string;
  title: string | null;
  outlet: string | null;
  published: Interval | null;
  text: string;
  marks: [number, number][];
  spans: [number, number][]; // into the raw bytes
  claims: { id: string; event: string | null; type: string; status: Status }[];
}

export interface SearchAnswer {
  total: number;
  next: string | null;
  hits: Hit[];
  facets: Record<'outlet' | 'year', { value: string; count: number }[]>;
}

export interface DocumentBrief {
  id: string;
  title: string | null;
  outlet: string | null;
  agency: string | null;
  published: Interval & { text?: string };
  path: string;
  url: string | null;
  language: string | null;
  claims: number;
  events: number;
}

export interface DocumentPage {
  total: number;
  next: string | null;
  documents: DocumentBrief[];
}

export type Span = [block: number, from: number, to: number];

export interface TextClaim {
  id: string;
  event: string | null;
  type: string;
  mode: string[];
  status: Status;
  headline: string | null; // its event's
  time_text: string;
  said_by: Speaker[];
  sentence: Span[];
  evidence: Record<string, Span[]>;
}

export interface DocumentText {
  id: string;
  path: string;
  title: string | null;
  byline: string | null;
  outlet: string | null;
  agency: string | null;
  url: string | null;
  language: string | null;
  bytes: number;
  published: Interval;
  published_text: string;
  root: string | null;
  copies: { document: string; similarity: number; kind: string }[];
  notes: string[];
  blocks: { kind: string; text: string; repeated: boolean; why: string | null }[];
  sentences: { block: number; from: number; to: number; spans: [number, number][] }[];
  claims: TextClaim[];
}

export interface Decision {
  id: string;
  what: string;
  targets: string[];
  field: string | null;
  value: string | null;
  reason: string | null;
  who: string;
  when: string;
  superseded_by: string | null; // what undid or replaced it
  claims: { id: string }[];
}

export interface DecisionsAnswer {
  total: number;
  decisions: Decision[];
  agreement: { a: string; b: string; both: number; agreed: number; kappa: number | null; differ: string[] }[];
  fields: { name: string; form: string }[]; // that can be corrected, and how their values are written
}

export interface NetworkNode {
  node: string; // by which edges name it
  id: string | null;
  name: string;
  kind: string | null;
  country: string | null;
  events: number;
}

export interface NetworkEdge {
  from: string;
  to: string;
  mutual: boolean;
  events: number;
  score: number | null;
  types: Record<string, number>;
}

export interface NetworkAnswer {
  total: number;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  left_out: number;
}

export interface ActorWhole {
  id: string | null;
  name: string;
  kind: string | null;
  country: string | null;
  country_name: string | null;
  events: number;
  offices: { office: string; from: string | null; to: string | null; events: number }[];
  types: Record<string, number>;
  partners: { id: string | null; name: string; events: number; score: number }[];
}
