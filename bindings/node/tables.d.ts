// The rows of each table, column by column; a test compares them with those of the library.

/** An exact decimal number as text, "860.00". */
export type Decimal = string;
/** A time, RFC 3339 in UTC to the microsecond: new Date() and Temporal.Instant.from() read it. */
export type Time = string;
/** A month, "2026-03". */
export type Month = string;
/** A day, "2026-03-17". */
export type Day = string;

/** What a ledger is. */
export interface LedgerInfo {
  zone: string;
  currency: string;
  schemaVersion: number;
  tzdbVersion: string;
  libraryVersion: string;
  late: string;
  futureDays: number | null;
  negative: string;
  firstMonth: Month;
}

/** Something that is known of where a ledger is stored; `note` says what is wrong with it, or why
 * there is no value. */
export interface StorageFact {
  subject: string;
  item: string | null;
  name: string;
  value: string | null;
  unit: string | null;
  note: string | null;
}

/** A lane of a ledger, in which one writer at a time records. */
export interface StorageLane {
  lane: number;
  batches: number;
  events: number;
  epoch: number;
  fenced: Month | null;
  pruned: Month | null;
  note: string | null;
}

/** A change that is kept. */
export interface ChangeRecord {
  change: number;
  at: Time | null;
  kind: string;
  company: string | null;
  tariff: string | null;
  version: number | null;
  domain: string | null;
  from: Month | Day | null;
  through: Month | Day | null;
  wasThrough: Month | Day | null;
  sha256: string | null;
  actor: string | null;
  reason: string | null;
  closedThrough: Month | null;
  digest: string | null;
  item: number | null;
  amount: Decimal | null;
  text: string | null;
}

/** What a change does to closed months: rows "month", "total" and "notice". */
export interface Effect {
  entry: string;
  month: Month | null;
  company: string | null;
  before: Decimal | null;
  after: Decimal | null;
  difference: Decimal | null;
  currency: string | null;
  notice: string | null;
}

/** A company. */
export interface CompanyRow {
  company: string;
  name: string;
  customerNumber: string;
  reference: string;
  language: string;
  costCentre: string;
}

/** A meter. */
export interface MeterRow {
  meter: string;
  decimals: number;
}

/** A version of a tariff. */
export interface TariffRow {
  tariff: string;
  version: number;
  effective: Month;
  name: string;
  currency: string;
  sha256: string;
}

/** A version of a tariff with its document. */
export interface TariffDocument {
  tariff: string;
  version: number;
  effective: Month;
  name: string;
  currency: string;
  document: string;
  sha256: string;
}

/** A company on a tariff. */
export interface SubscriptionRow {
  company: string;
  tariff: string;
  from: Month | Day;
  through: Month | Day | null;
}

/** A mistake of a tariff document. */
export interface Mistake {
  file: string;
  line: number;
  column: number;
  severity: string;
  what: string;
  hint: string | null;
}

/** A line of an invoice, excluding VAT. */
export interface InvoiceLine {
  month: Month;
  company: string;
  line: number;
  charge: string;
  kind: string;
  text: string;
  quantity: Decimal;
  unit: string;
  unitPrice: Decimal | null;
  baseQuantity: Decimal | null;
  exactAmount: Decimal;
  netAmount: Decimal;
  currency: string;
  tariff: string | null;
  tariffVersion: number | null;
  usageMonth: Month;
}

/** A sum of lines; company None: of all. */
export interface InvoiceTotal {
  company: string | null;
  lines: number;
  netAmount: Decimal;
  currency: string;
}

/** An adjustment, or what caused it. */
export interface Cause {
  entry: string;
  company: string;
  usageMonth: Month;
  tariff: string | null;
  charge: string | null;
  netAmount: Decimal | null;
  currency: string | null;
  cause: string | null;
  meter: string | null;
  quantity: Decimal | null;
  events: number | null;
  source: string | null;
  eventId: string | null;
  import: number | null;
  domain: string | null;
  version: number | null;
  at: Time | null;
  actor: string | null;
  reason: string | null;
}

/** A figure of an example in a tariff document. */
export interface Example {
  file: string;
  line: number;
  usage: string;
  subject: string;
  expected: string;
  actual: string;
  ok: string;
}

/** A step of the derivation of an amount. */
export interface Step {
  charge: string;
  step: string;
  formula: string;
  value: string;
  line: number | null;
}

/** What a contract says of a charge, or of the whole tariff (an empty charge). */
export interface ContractText {
  charge: string;
  text: string;
}

/** What differs between two documents. */
export interface Difference {
  charge: string;
  field: string;
  change: string;
  old: string | null;
  new: string | null;
}

/** What usage costs under two documents. */
export interface Comparison {
  usage: string;
  old: Decimal;
  new: Decimal;
  difference: Decimal | null;
  oldCurrency: string;
  newCurrency: string;
}

/** An event that was not stored. */
export interface RejectedRow {
  index: number;
  outcome: string;
  reason: string;
  kind: string;
}

/** What an import did: rows of a report. */
export interface ImportReportRow {
  entry: string;
  name: string | null;
  value: Decimal | null;
  month: Month | null;
}

/** A column map that is ready. */
export interface ImportMap {
  map: string;
  about: string;
}

/** A metered total. */
export interface UsageTotal {
  month: Month;
  company: string;
  meter: string;
  quantity: Decimal;
  events: number;
}

/** Usage of a domain that has no company. */
export interface UnassignedUsage {
  domain: string;
  month: Month;
  meter: string;
  quantity: Decimal;
  events: number;
}

/** A count of somebody else beside what was metered. */
export interface Reconciled {
  month: Month;
  company: string | null;
  metered: Decimal | null;
  theirs: Decimal | null;
  difference: Decimal | null;
  result: string;
  domain: string | null;
}

/** What a comparison gave: rows of a report. */
export interface ReportRow {
  entry: string;
  name: string | null;
  value: Decimal | null;
}

/** What a table of companies was: rows of a report. */
export interface TableReportRow {
  entry: string;
  name: string | null;
  value: number | null;
}

/** What a table of companies says that the ledger does not. */
export interface TableDifference {
  what: string;
  company: string;
  name: string | null;
  change: string;
  before: string | null;
  after: string | null;
  place: string | null;
}

/** A row of the table of all companies. */
export interface CompanyTableRow {
  id: string;
  name: string | null;
  tariff: string | null;
  from: Month | Day | null;
  through: Month | Day | null;
  domains: string | null;
  customerNumber: string | null;
  reference: string | null;
  language: string | null;
  costCentre: string | null;
}

/** An import. */
export interface ImportRecord {
  import: number;
  begunAt: Time | null;
  state: string;
  files: number;
  file: string;
  format: string;
  rows: number;
  stored: number;
  duplicate: number;
  conflict: number;
  rejected: number;
  notCounted: number;
  corrected: number;
  undoneAt: Time | null;
  actor: string | null;
  reason: string | null;
}

/** What is known of one import. */
export interface ImportDetail {
  entry: string;
  name: string | null;
  value: string | null;
  size: number | null;
  digest: string | null;
}

/** What the undoing of an import did. */
export interface Undone {
  import: number;
  voided: number;
  kept: number;
}

/** A sending domain of a company. */
export interface DomainRow {
  domain: string;
  company: string;
  from: Day | null;
  through: Day | null;
}

/** A closed month. */
export interface ClosedMonth {
  month: Month;
  closedAt: Time;
  lines: number;
  netAmount: Decimal;
  currency: string;
  hash: string;
  prunedAt: Time | null;
}

/** A one-time line that was agreed. */
export interface ItemRow {
  item: number;
  month: Month;
  company: string;
  amount: Decimal;
  currency: string;
  text: string;
  at: Time | null;
  actor: string;
  reason: string;
}

/** An event as it is stored. */
export interface StoredEvent {
  seq: number | null;
  source: string;
  eventId: string;
  company: string | null;
  domain: string | null;
  meter: string | null;
  decimals: number | null;
  occurredAt: Time | null;
  quantity: Decimal | null;
  voidedAt: Time | null;
  actor: string | null;
  reason: string | null;
  import: number | null;
  corrects: string | null;
  correctedBy: string | null;
}

/** An event and the one that counts in its place. */
export interface Corrected {
  source: string;
  eventId: string;
  correctedBy: string;
}

/** What was verified. */
export interface Finding {
  result: string;
  check: string | null;
  place: string | null;
  stored: string | null;
  expected: string | null;
}

/** What was pruned. */
export interface Pruned {
  through: Month;
  events: number;
}

/** How much a copy of a ledger has. */
export interface Copied {
  events: number;
  prunedEvents: number;
  batches: number;
  closedMonths: number;
}

/** The versions of a ledger's tables, before and after. */
export interface Migrated {
  fromVersion: number;
  toVersion: number;
}

/** What a month costs, and would cost. */
export interface Simulated {
  month: Month | null;
  company: string | null;
  current: Decimal;
  simulated: Decimal;
  difference: Decimal;
  basis: string;
  currency: string;
}

/** A text to be shown. */
export interface Notice {
  notice: string;
}

/** How a charge of the running month stands. */
export interface ChargeOutlook {
  month: Month;
  company: string;
  tariff: string;
  charge: string | null;
  meter: string | null;
  used: Decimal | null;
  included: Decimal | null;
  usedPercent: Decimal | null;
  cost: Decimal;
  forecastUsed: Decimal | null;
  forecastCost: Decimal | null;
  currency: string;
}

/** Sums of how charges stand. */
export interface OutlookTotal {
  month: Month;
  company: string | null;
  cost: Decimal;
  forecastCost: Decimal | null;
  currency: string;
}

/** What waits to be done. */
export interface Task {
  what: string;
  month: Month | null;
  company: string | null;
  domain: string | null;
  meter: string | null;
  quantity: Decimal | null;
  events: number | null;
  tariff: string | null;
  source: string | null;
  eventId: string | null;
  occurredAt: Time | null;
  error: string | null;
  reason: string | null;
}

/** A row of an order, of which an accounting system makes an invoice line. */
export interface OrderRow {
  company: string;
  line: number;
  customerNumber: string;
  reference: string;
  article: string;
  account: string;
  costCentre: string;
  text: string;
  quantity: Decimal;
  unit: string;
  unitPrice: Decimal;
  netAmount: Decimal;
  currency: string;
  usageMonth: Month;
}

/** A company's month with a number: an invoice, or a credit note. */
export interface NumberedInvoice {
  number: string;
  company: string;
  kind: string;
  issued: Day;
  /** `null` of a credit note. */
  due: Day | null;
  netAmount: Decimal;
  vat: Decimal;
  total: Decimal;
  currency: string;
  file: string | null;
  isNew: string;
}
