// porto: count usage events exactly once and turn them into exact invoice lines.
import type { Readable, Writable } from "node:stream";
import type * as tables from "./tables.js";
import type { Day, Decimal, Month, Time } from "./tables.js";

export type * from "./tables.js";

// ---- Values ------------------------------------------------------------------------------------

/** A time: a Date, RFC 3339 with seconds and an offset, a Temporal.Instant or ZonedDateTime. */
export type TimeLike = Date | string | { readonly epochNanoseconds: bigint };
/** A month: "2026-03", or a Temporal.PlainYearMonth. */
export type MonthLike = Month | { readonly [Symbol.toStringTag]: string; toString(): string };
/** A day: "2026-03-17", or a Temporal.PlainDate. */
export type DayLike = Day | { readonly [Symbol.toStringTag]: string; toString(): string };
/** An exact number of whole units, by no meter's decimals: 250n is the same as "250", and "2.5" is
 * less than 3n. A Number is none. What events, corrections and `amountMinor` take is a BigInt of
 * smallest units, and no Exact. */
export type Exact = bigint | Decimal;
export type PathLike = string | Uint8Array | URL;
/** Is told how much is done and how much there is in all (0: not known). */
export type Progress = (done: number, total: number) => void;
export type Format = "table" | "csv" | "json" | "html";

export interface Abortable {
  /** Ends the call. What it has changed is taken back, but for what an import has committed. */
  signal?: AbortSignal | undefined;
}

/** Who changes something, why, and how. */
export interface ChangeOptions extends Abortable {
  actor?: string | undefined;
  reason?: string | undefined;
  /** When; left out: not said. */
  at?: TimeLike | undefined;
  /** All of it is done and taken back; nothing is changed. */
  dryRun?: boolean | undefined;
  /** Months are meant that are years away. */
  allowFar?: boolean | undefined;
}
/** Who takes away a subscription or a domain, and why. */
export interface RemoveOptions extends ChangeOptions {
  /** Removes also what closed months used, which the next close credits. */
  settle?: boolean | undefined;
}

/** What a change needs that must say who made it, and why. */
export type Signed<Options extends ChangeOptions = ChangeOptions> = Options & {
  actor: string;
  reason: string;
};

export interface Changed {
  /** false: it was there already, and nothing changed. */
  changed: boolean;
  /** What it does to closed months, which the next close settles. */
  effect: Rows<tables.Effect>;
}
export interface ChangedRows<Row> extends Changed {
  rows: Rows<Row>;
}

// ---- Rows --------------------------------------------------------------------------------------

export interface Column {
  /** The name of the property. */
  readonly name: string;
  /** The name in porto.h and in text. */
  readonly column: string;
  readonly type:
    | "text"
    | "integer"
    | "decimal"
    | "money"
    | "quantity"
    | "time"
    | "month"
    | "day"
    | "month-or-day";
}

/** How a format is written where it leaves a choice. */
export interface Output {
  /** A ready dialect of CSV. */
  csv?: "plain" | "excel-sv" | undefined;
  delimiter?: string | undefined;
  decimalMark?: "." | "," | undefined;
  byteOrderMark?: boolean | undefined;
  /** Tables: characters that a line has room for. */
  tableWidth?: number | undefined;
}

/** The rows of a result, a snapshot: they need their ledger no more. */
export class Rows<Row = Record<string, string | number | null>> implements Iterable<Row> {
  private constructor();
  readonly columns: readonly Column[];
  readonly length: number;
  [Symbol.iterator](): IterableIterator<Row>;
  at(index: number): Row | undefined;
  toArray(): Row[];
  map<To>(take: (row: Row, index: number, rows: Row[]) => To): To[];
  filter(wanted: (row: Row, index: number, rows: Row[]) => boolean): Row[];
  find(wanted: (row: Row, index: number, rows: Row[]) => boolean): Row | undefined;
  toJSON(): Row[];
  /** Cells as tables show them to people: times by the clocks of the ledger's zone. */
  shown(): Record<keyof Row, string | null>[];
  /** A column as the BigInts that porto.h has: 86000n for 860.00 SEK, microseconds for a time. */
  integers(name: keyof Row & string): (bigint | null)[];
  /** How many digits of each of these are decimals. */
  decimals(name: keyof Row & string): (number | null)[];
  /** The rows whose cell is this; null: is absent. */
  where(column: keyof Row & string, is: string | number | null): Rows<Row>;
  toText(format?: Format, output?: Output): string;
  /** A table for people. */
  toString(): string;
  /** Writes all rows to a Writable, which stays open, until it has taken them: somebody reads a
   * PassThrough meanwhile. */
  write(to: Writable, format?: Format, output?: Output): Promise<void>;
  /** Frees them; without it, the garbage collector does. */
  close(): void;
  [Symbol.dispose](): void;
}

/** Several results with the same columns as text, as if they were one. */
export function joinedText(results: Iterable<Rows<any>>, format?: Format, output?: Output): string;
export function formats(): Format[];

// ---- Inputs ------------------------------------------------------------------------------------

export type Bytes = Uint8Array | string;
/** A path, bytes, or a stream or iterable of bytes. */
export type InputLike =
  | string
  | URL
  | Uint8Array
  | Readable
  | AsyncIterable<Bytes>
  | IterableIterator<Bytes>
  | { getReader(): unknown }
  | { readonly fd: number; read(...given: any[]): any }
  | Input;
/** An input with the name that reports and the import log call it. */
export type Input = { name?: string | undefined } & (
  | { path: PathLike }
  | { bytes: Bytes }
  | { stream: AsyncIterable<Bytes> | Iterable<Bytes> | { getReader(): unknown } }
  /** Gives one piece each time that the library reads, and null or undefined at the end. */
  | { read: () => Bytes | null | undefined }
  | { fd: number }
);

// ---- Companies, tariffs, subscriptions ---------------------------------------------------------

/** A customer. What is left out a known company keeps; "" takes it away. */
export interface Company {
  id: string;
  name?: string | undefined;
  customerNumber?: string | undefined;
  reference?: string | undefined;
  language?: "sv" | "en" | "" | undefined;
  costCentre?: string | undefined;
}
/** What events count, and with how many decimals, 0 to 18. */
export interface Meter {
  id: string;
  decimals?: number | undefined;
}
/** A company on a tariff from a month or day through a month or day; left out: no end. */
export interface Subscription {
  company: string;
  tariff: string;
  from: MonthLike | DayLike;
  through?: MonthLike | DayLike | undefined;
}
/** A one-time line of the invoice of a month, excluding VAT; below 0 it is a credit. Its amount is a
 * decimal text, "10.00", or a BigInt of minor units of the currency, 1000n. */
export type Item = { month: MonthLike; company: string; text: string } & (
  { amount: Decimal; amountMinor?: undefined } | { amountMinor: bigint; amount?: undefined }
);
export interface ListOptions extends Abortable {
  /** Only those with a higher number. */
  after?: number | bigint | undefined;
  /** The first so many. */
  limit?: number | bigint | undefined;
}
export interface Columns {
  /** A column map: TOML, its short form, or the name of a ready one. */
  map?: string | undefined;
  delimiter?: string | undefined;
  encoding?: string | undefined;
}

// ---- Usage -------------------------------------------------------------------------------------

/** A usage event. (source, eventId) is its identity for ever: the idempotency key. */
export interface Event {
  eventId: string;
  occurredAt: TimeLike;
  /** In the meter's smallest unit: 250n is 2.50 of a meter with 2 decimals (Ledger.units). */
  quantity: bigint;
  /** Left out: that of the domain. */
  company?: string | null | undefined;
  /** Left out: "messages". */
  meter?: string | null | undefined;
  /** Left out: "import". */
  source?: string | null | undefined;
  /** Where there is no company: the sending domain, in lower case. */
  domain?: string | null | undefined;
}
export type Outcome = "stored" | "duplicate" | "conflict" | "rejected";
/** What recording did. */
export interface RecordedMany {
  stored: number;
  duplicate: number;
  conflict: number;
  rejected: number;
  /** Whether each event is stored, by this call or an earlier one. */
  complete: boolean;
  /** The events that were rejected or conflict; `index` is their place, from 0. */
  rejects: tables.RejectedRow[];
}
export interface Recorded extends RecordedMany {
  /** Of each event, in order. */
  outcomes: Outcome[];
}
export interface RecordOptions extends Abortable {
  /** The time of the call; left out: the clock's. */
  now?: TimeLike | undefined;
}
export interface RecordManyOptions extends RecordOptions {
  /** How many events a transaction takes; 10,000 unless it is said. */
  batch?: number | undefined;
}

export interface RejectedLine {
  file: string;
  line: number;
  outcome: Outcome;
  reason: string;
  /** As it is in the file. */
  row: Buffer;
}
export interface CorrectedLine {
  file: string;
  line: number;
  eventId: string;
  correctedBy: string;
  before: Decimal;
  quantity: Decimal;
}
export interface ImportOptions extends Columns, Abortable {
  now?: TimeLike | undefined;
  dryRun?: boolean | undefined;
  byCompany?: boolean | undefined;
  format?: string | undefined;
  year?: number | undefined;
  zone?: string | undefined;
  signingKey?: string | undefined;
  source?: string | undefined;
  count?: string | undefined;
  companyFrom?: Iterable<string> | undefined;
  company?: string | undefined;
  quantityFrom?: string | undefined;
  batchEvents?: number | bigint | undefined;
  rejectsPath?: PathLike | undefined;
  /** Rows that differ in quantity alone correct the stored event: by whom, and why. */
  correct?: { actor: string; reason: string } | undefined;
  /** Each input and its format, before the first row is stored. */
  onFile?: ((file: string, format: string) => void) | undefined;
  /** Each input that was imported before, by which import, and what follows from that. */
  onKnown?: ((file: string, number: number, what: string) => void) | undefined;
  onRejected?: ((line: RejectedLine) => void) | undefined;
  onCorrected?: ((line: CorrectedLine) => void) | undefined;
  /** In bytes. */
  onProgress?: Progress | undefined;
}
export interface Imported {
  /** false: some rows were rejected or conflict. */
  complete: boolean;
  report: Rows<tables.ImportReportRow>;
  effect: Rows<tables.Effect>;
  /** A number of the report: "rows", "stored", "duplicate", "conflict", "rejected" ... */
  count(entry: string): number;
}
export interface ReconcileOptions extends Columns, Abortable {
  by?: "company" | "domain" | "total" | undefined;
  company?: string | undefined;
  meter?: string | undefined;
  zone?: string | undefined;
  metric?: string | undefined;
  onlyDiffers?: boolean | undefined;
}

// ---- Invoices and books ------------------------------------------------------------------------

export interface Invoice {
  /** "open": its lines are a preview. */
  state: "open" | "closed" | "pruned";
  lines: Rows<tables.InvoiceLine>;
  /** Usage of the month that no subscription prices. */
  unbilled: Rows<tables.UsageTotal>;
  /** What there is to know of the month; companies that cannot be rated have no lines. */
  tasks: Rows<tables.Task>;
  /** The total of each company, then that of all. */
  totals(): Rows<tables.InvoiceTotal>;
}
export interface Closed {
  /** false: it was closed before, with these lines. */
  changed: boolean;
  lines: Rows<tables.InvoiceLine>;
  tasks: Rows<tables.Task>;
  totals(): Rows<tables.InvoiceTotal>;
}
export interface CloseOptions extends Abortable {
  now?: TimeLike | undefined;
  dryRun?: boolean | undefined;
  /** Companies that are left out, which the next close bills. */
  without?: Iterable<string> | undefined;
  actor?: string | undefined;
  reason?: string | undefined;
  onProgress?: Progress | undefined;
}
export interface OfCompany extends Abortable {
  company?: string | undefined;
}
export interface BooksOptions extends Abortable {
  /** The text of a books file (TOML). */
  books?: string | undefined;
  fileName?: string | undefined;
}
export interface NumberedOptions extends BooksOptions {
  now?: TimeLike | undefined;
  issued?: DayLike | undefined;
  /** The date of issue is meant, though it is years ahead. */
  allowFar?: boolean | undefined;
  /** Numbers are given as an export would, then taken back. */
  dryRun?: boolean | undefined;
  onFile?: ((name: string, bytes: Buffer) => void) | undefined;
}
export interface NumberedInvoices {
  invoices: Rows<tables.NumberedInvoice>;
  /** By name. */
  files: Map<string, Buffer>;
  notices: Rows<tables.Notice>;
}

// ---- Audit -------------------------------------------------------------------------------------

export interface EventFilter extends Abortable {
  company?: string | undefined;
  source?: string | undefined;
  domain?: string | undefined;
  meter?: string | undefined;
  /** Months of the ledger's zone, both included. */
  from?: MonthLike | undefined;
  through?: MonthLike | undefined;
  /** Or a day of it. */
  day?: DayLike | undefined;
  /** Only events that were voided, alone or with their import. */
  voided?: boolean | undefined;
  /** The number of the import that stored them. */
  import?: number | bigint | undefined;
  /** Stored after the event with this seq. */
  after?: number | bigint | undefined;
  limit?: number | undefined;
}
export interface Written {
  format?: Format | undefined;
  output?: Output | undefined;
}
export interface VoidOptions extends Abortable {
  actor: string;
  reason: string;
  /** Left out: the clock's. */
  at?: TimeLike | undefined;
  /** Of the event; left out: "import". */
  source?: string | undefined;
  dryRun?: boolean | undefined;
}
/** A digest that was kept elsewhere to prove the past of a ledger. */
export interface KeptDigest {
  digest: string;
  /** The month whose hash it is. */
  month?: MonthLike | undefined;
  /** Or the record that it is of. */
  record?: "batch" | "change" | "undo" | "void" | undefined;
  number?: number | bigint | undefined;
}
export interface VerifyOptions extends Abortable {
  expected?: Iterable<KeptDigest> | undefined;
  /** The most rows of what differs. */
  limit?: number | undefined;
  onProgress?: Progress | undefined;
}
export interface Verification {
  /** Whether nothing differs. */
  sound: boolean;
  findings: Rows<tables.Finding>;
}
export interface WithProgress extends Abortable {
  onProgress?: Progress | undefined;
}

// ---- Outlook -----------------------------------------------------------------------------------

export interface AsOf extends Abortable {
  now?: TimeLike | undefined;
  company?: string | undefined;
}
export interface Span extends Abortable {
  /** Both months are included. */
  from: MonthLike;
  through: MonthLike;
}
export interface SimulateOptions extends Span {
  /** The tariff that is replaced; left out: the one with the document's id. */
  insteadOf?: string | undefined;
  by?: "month-and-company" | "month" | "company" | "nothing" | undefined;
  onProgress?: Progress | undefined;
}
export type ReportKey = "month" | "company" | "tariff" | "charge" | "meter" | "domain";
export interface ReportOptions extends Span {
  by?: string | readonly ReportKey[] | undefined;
  company?: string | undefined;
  tariff?: string | undefined;
  /** One of `by`, whose values become columns, named as they are. */
  pivot?: ReportKey | undefined;
  measure?: "amount" | "quantity" | undefined;
  compare?: "previous" | "year" | undefined;
  sort?: "amount" | "quantity" | "difference" | ReportKey | undefined;
  limit?: number | bigint | undefined;
  descending?: boolean | undefined;
  byUsageMonth?: boolean | undefined;
}
/** Rows, what one must know to read them, and the companies that cannot be rated. */
export interface Outlook<Row> {
  rows: Rows<Row>;
  notices: Rows<tables.Notice>;
  tasks: Rows<tables.Task>;
}
export interface Picture {
  svg: string;
  notices: Rows<tables.Notice>;
}

// ---- Tariffs -----------------------------------------------------------------------------------

/** A document: TOML as text, or the bytes of a file. */
export type Document = string | Uint8Array;
/** What single events used of a meter, for a charge that prices each one: in units of so many
 * `decimals`, 250n with 2 is 2.50; left out: whole units. */
export interface EventValues {
  values: Iterable<bigint>;
  decimals?: number | undefined;
}
/** What was used of the only meter, or by meter, in whole units: a document does not know how many
 * decimals a meter of a ledger has. 250n of smallest units with 2 decimals is "2.50" here. */
export type Usage = Exact | EventValues | Readonly<Record<string, Exact | EventValues>>;
export interface Share {
  /** The part of the month that is rated, [15, 31] days, by a tariff that prorates. */
  share?: readonly [days: number, of: number] | undefined;
}

export class Rating {
  private constructor();
  /** How many lines there are. */
  readonly length: number;
  /** The sum of the lines, excluding VAT: "860.00". */
  readonly total: Decimal;
  /** The same in minor units of the currency: 86000n. */
  readonly totalMinor: bigint;
  /** The net amount of a line, from 0, in minor units. */
  netMinor(line: number): bigint;
  /** The id of the charge of a line; "" for limits of the whole tariff. */
  charge(line: number): string | null;
  lines(month: MonthLike, company?: string): Rows<tables.InvoiceLine>;
  close(): void;
  [Symbol.dispose](): void;
}

/** A tariff document that was read: how usage becomes money. Its methods compute, and wait for
 * nothing. */
export class Tariff {
  private constructor();
  static parse(document: Document, options?: { fileName?: string | undefined }): Tariff;
  static load(path: string | URL): Tariff;
  readonly info: tables.TariffRow;
  rate(usage: Usage, options?: Share): Rating;
  examples(): Rows<tables.Example>;
  describe(language?: "sv" | "en"): Rows<tables.ContractText>;
  explain(
    usage: Usage,
    options?: Share & { language?: "sv" | "en" | undefined },
  ): Rows<tables.Step>;
  diff(after: Tariff): Rows<tables.Difference>;
  compare(after: Tariff, usages?: readonly Usage[]): Rows<tables.Comparison>;
  /** What usage of a meter costs, as an SVG picture. */
  plot(options?: {
    meter?: string | undefined;
    from?: Exact | undefined;
    to?: Exact | undefined;
  }): string;
  close(): void;
  [Symbol.dispose](): void;
}

export function mistakes(
  document: Document,
  options?: { fileName?: string | undefined },
): Rows<tables.Mistake>;

// ---- Ledgers -----------------------------------------------------------------------------------

export interface OpenOptions extends Abortable {
  readOnly?: boolean | undefined;
  /** How long each call waits for another process that writes, in milliseconds; 0: not at all. */
  busyTimeout?: number | undefined;
}
export interface CreateOptions extends Abortable {
  zone?: string | undefined;
  currency?: string | undefined;
  late?: "adjust" | "refuse" | undefined;
  futureDays?: number | undefined;
  allowNegative?: boolean | undefined;
  firstMonth?: MonthLike | undefined;
  busyTimeout?: number | undefined;
}

export interface CopyOptions extends WithProgress {
  /** false: the copy is not verified. */
  verify?: boolean | undefined;
  /** How many findings are listed; left out: 100. */
  limit?: number | undefined;
  /** Milliseconds. */
  busyTimeout?: number | undefined;
}
/** What was copied, and what verifying the copy found. */
export interface LedgerCopy extends tables.Copied {
  sound: boolean;
  findings: Rows<tables.Finding>;
}

/** Where a ledger is stored: what is known of it, and its lanes. */
export interface Storage {
  facts: Rows<tables.StorageFact>;
  lanes: Rows<tables.StorageLane>;
}

/** An open ledger. Its calls are made one after the other, in the order in which they come. */
export class Ledger {
  private constructor();
  static create(path: PathLike, options?: CreateOptions): Promise<Ledger>;
  static open(path: PathLike, options?: OpenOptions): Promise<Ledger>;
  /** Makes a copy of a ledger where there is none yet, and verifies it; each is a file or the URL of
   * a server. */
  static copy(from: PathLike, to: PathLike, options?: CopyOptions): Promise<LedgerCopy>;
  /** Brings the tables of a ledger to the version of the library, as their owner. */
  static migrate(
    path: PathLike,
    options?: Abortable & { busyTimeout?: number | undefined },
  ): Promise<tables.Migrated>;
  readonly path: string;
  readonly closed: boolean;
  /** Ends the call that goes on, with CancelledError. */
  interrupt(): void;
  /** Closes it once the calls before have ended; again is right. */
  close(): Promise<void>;
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;

  info(options?: Abortable): Promise<tables.LedgerInfo>;
  /** Where it is stored, and how that is: its file or server, sizes, lanes, standbys. */
  storage(options?: Abortable): Promise<Storage>;
  /** The month in which a time lies, by the clocks of the ledger's zone. */
  monthOf(time: TimeLike, options?: Abortable): Promise<Month>;

  /** Adds companies, or changes what is known of them: all or none. false: all were there. */
  addCompanies(companies: Company | readonly Company[], options?: Abortable): Promise<boolean>;
  removeCompany(id: string, options: Signed): Promise<Changed>;
  companies(options?: Abortable): Promise<Rows<tables.CompanyRow>>;
  /** Companies that are on no tariff in a month: they are not billed. */
  unsubscribed(month: MonthLike, options?: Abortable): Promise<Rows<tables.CompanyRow>>;
  addMeters(meters: Meter | readonly Meter[], options?: Abortable): Promise<boolean>;
  meters(options?: Abortable): Promise<Rows<tables.MeterRow>>;
  /** A quantity of whole units in the meter's smallest unit, as events take it: with 2 decimals "2.5"
   * is 250n, and 2n is 200n. */
  units(meter: string, quantity: Exact, options?: Abortable): Promise<bigint>;

  /** Adds a tariff document. BadTariffError has every mistake, one a line. */
  addTariff(
    document: Document,
    options?: ChangeOptions & { fileName?: string | undefined },
  ): Promise<Changed>;
  removeTariff(id: string, version: number, options: Signed): Promise<Changed>;
  tariffs(options?: Abortable): Promise<Rows<tables.TariffRow>>;
  /** A version with its document; left out: the highest. */
  tariffDocument(
    id: string,
    options?: Abortable & { version?: number | undefined },
  ): Promise<tables.TariffDocument>;
  /** The version that prices a month. */
  tariffFor(id: string, month: MonthLike, options?: Abortable): Promise<Tariff>;

  subscribe(
    subscriptions: Subscription | readonly Subscription[],
    options?: ChangeOptions,
  ): Promise<Changed>;
  endSubscription(
    company: string,
    tariff: string,
    through: MonthLike | DayLike,
    options?: ChangeOptions,
  ): Promise<Changed>;
  removeSubscription(
    company: string,
    tariff: string,
    options: Signed<RemoveOptions> & { from?: MonthLike | DayLike | undefined },
  ): Promise<Changed>;
  /** All subscriptions, or those of a month. */
  subscriptions(
    options?: Abortable & {
      month?: MonthLike | undefined;
      which?: "joined" | "left" | undefined;
    },
  ): Promise<Rows<tables.SubscriptionRow>>;

  /** Gives a company a mail domain, from a day through a day, both included. */
  addDomain(
    domain: string,
    company: string,
    options?: ChangeOptions & { from?: DayLike | undefined; through?: DayLike | undefined },
  ): Promise<Changed>;
  endDomain(
    domain: string,
    company: string,
    through: DayLike,
    options?: ChangeOptions,
  ): Promise<Changed>;
  removeDomain(domain: string, company: string, options: Signed<RemoveOptions>): Promise<Changed>;
  domains(options?: Abortable): Promise<Rows<tables.DomainRow>>;

  addItems(
    items: Item | readonly Item[],
    options: Signed,
  ): Promise<{ changed: boolean; items: Rows<tables.ItemRow> }>;
  removeItem(item: number | bigint, options: Signed): Promise<void>;
  items(
    options?: Abortable & { month?: MonthLike | undefined; company?: string | undefined },
  ): Promise<Rows<tables.ItemRow>>;

  /** Adds and changes what a table says (CSV), in one transaction; again changes nothing. */
  importCompanies(
    table: InputLike,
    options?: ChangeOptions & Columns & { all?: boolean | undefined },
  ): Promise<ChangedRows<tables.TableDifference> & { report: Rows<tables.TableReportRow> }>;
  /** The table of all companies, which importCompanies takes back as CSV. */
  exportCompanies(options?: Abortable): Promise<Rows<tables.CompanyTableRow>>;
  changes(options?: ListOptions): Promise<Rows<tables.ChangeRecord>>;

  /** Records events in one transaction. */
  record(events: Iterable<Event>, options?: RecordOptions): Promise<Recorded>;
  /** Records any number of events, a transaction for each batch. What an error leaves stored its
   * `committed` says; the same events again count once. */
  recordMany(
    events: Iterable<Event> | AsyncIterable<Event>,
    options?: RecordManyOptions,
  ): Promise<RecordedMany>;
  /** Imports usage events, batch by batch; an array is several inputs. */
  importUsage(inputs: InputLike | readonly InputLike[], options?: ImportOptions): Promise<Imported>;
  usage(
    options?: Abortable & { month?: MonthLike | undefined; company?: string | undefined },
  ): Promise<Rows<tables.UsageTotal>>;
  unassigned(options?: Abortable): Promise<Rows<tables.UnassignedUsage>>;
  /** Compares metered usage with somebody else's counts. */
  reconcile(
    counts: InputLike,
    options?: ReconcileOptions,
  ): Promise<{
    same: boolean;
    rows: Rows<tables.Reconciled>;
    report: Rows<tables.ReportRow>;
  }>;
  imports(options?: ListOptions): Promise<Rows<tables.ImportRecord>>;
  importDetails(number: number | bigint, options?: Abortable): Promise<Rows<tables.ImportDetail>>;
  /** Takes back an import: all of its events are voided, and their ids are free. */
  undoImport(
    number: number | bigint,
    options: Signed & { at: TimeLike },
  ): Promise<ChangedRows<tables.Undone>>;

  /** The invoice of a month: as it would be now while it is open, frozen once it is closed. */
  invoice(month: MonthLike, options?: OfCompany): Promise<Invoice>;
  /** Why there are adjustments on the invoice of a month. */
  causes(month: MonthLike, options?: OfCompany): Promise<Rows<tables.Cause>>;
  /** Freezes a month that is over. */
  closeMonth(month: MonthLike, options?: CloseOptions): Promise<Closed>;
  closedMonths(options?: Abortable): Promise<Rows<tables.ClosedMonth>>;
  /** A closed month as rows of orders. */
  orderRows(
    month: MonthLike,
    options?: BooksOptions,
  ): Promise<{ rows: Rows<tables.OrderRow>; notices: Rows<tables.Notice> }>;
  /** A closed month as a file of vouchers, or an e-invoice for each company. Numbers that are
   * given stay. */
  exportBooks(
    month: MonthLike,
    format: "sie" | "ubl",
    options?: NumberedOptions,
  ): Promise<NumberedInvoices>;

  event(
    eventId: string,
    options?: Abortable & { source?: string | undefined },
  ): Promise<tables.StoredEvent>;
  /** Stored events, at most 10,000 unless `limit` says otherwise. */
  events(options?: EventFilter): Promise<Rows<tables.StoredEvent>>;
  /** All of them, one by one, with a page of them in memory. */
  eachEvent(options?: EventFilter): AsyncGenerator<tables.StoredEvent, void, void>;
  /** Writes stored events as they are read to a Writable, which stays open, until it has taken them:
   * somebody reads a PassThrough meanwhile. */
  writeEvents(to: Writable, options?: EventFilter & Written): Promise<void>;
  /** Takes an event out of what is counted. It stays, with who voided it and why. */
  void(eventId: string, options: VoidOptions): Promise<ChangedRows<tables.StoredEvent>>;
  /** Voids an event and stores a replacement with another quantity. */
  correct(
    eventId: string,
    quantity: bigint,
    options: VoidOptions,
  ): Promise<ChangedRows<tables.Corrected>>;
  /** Checks everything that is stored, and all of it with digests that were kept elsewhere. */
  verify(options?: VerifyOptions): Promise<Verification>;
  /** A company's month with everything its lines were computed from. */
  statement(month: MonthLike, company: string, options?: Abortable & Written): Promise<string>;
  /** The statements of all companies with lines or usage in a month, as of one moment. */
  statements(
    month: MonthLike,
    take: (company: string, statement: string) => void,
    options?: Abortable & Written,
  ): Promise<void>;
  /** Removes the events of all months before one; totals, lines and hashes stay. */
  prune(
    before: MonthLike,
    options?: WithProgress & { now?: TimeLike | undefined },
  ): Promise<tables.Pruned>;
  /** Copies the ledger, as it is at one moment, to a new file. */
  backup(path: PathLike, options?: WithProgress): Promise<void>;

  /** How the charges of the running month stand, and where they lead. */
  charges(options?: AsOf): Promise<Rows<tables.ChargeOutlook>>;
  /** What waits to be done. */
  tasks(options?: AsOf): Promise<Rows<tables.Task>>;
  /** Compares what months cost with what they would cost under another tariff. */
  simulate(tariff: Tariff, options: SimulateOptions): Promise<Outlook<tables.Simulated>>;
  simulationPlot(tariff: Tariff, options: SimulateOptions): Promise<Picture>;
  /** Sums of what months were invoiced and used. */
  report(options: ReportOptions): Promise<Outlook<Record<string, string | number | null>>>;
  reportPlot(options: ReportOptions & { language?: "sv" | "en" | undefined }): Promise<Picture>;
  /** A month of all companies as an HTML page for the vendor. */
  monthPage(
    month: MonthLike,
    options?: Abortable & { language?: "sv" | "en" | undefined },
  ): Promise<string>;
}

/** A ledger file open for recording by any number of callers at once: calls that come at the same
 * time are written in one transaction. */
export class Recorder {
  private constructor();
  static open(
    path: PathLike,
    options?: Abortable & { busyTimeout?: number | undefined },
  ): Promise<Recorder>;
  readonly path: string;
  readonly closed: boolean;
  record(events: Iterable<Event>, options?: Omit<RecordOptions, "signal">): Promise<Recorded>;
  recordMany(
    events: Iterable<Event> | AsyncIterable<Event>,
    options?: Omit<RecordManyOptions, "signal">,
  ): Promise<RecordedMany>;
  /** Ends all calls that go on; nothing of them is stored. */
  interrupt(): void;
  close(): Promise<void>;
  [Symbol.dispose](): void;
  [Symbol.asyncDispose](): Promise<void>;
}

// ---- Functions ---------------------------------------------------------------------------------

/** Loads the library from a path, before anything else is called; worker threads that are started
 * later inherit it. Without, it is loaded from where the loader looks, once it is needed. */
export function load(path: string | URL): void;
export function libraryVersion(): string;
/** What the library was built from, 64 hexadecimal digits: it belongs in a report of a bug. */
export function sourceId(): string;
/** The stable name of a status, "not_found". */
export function statusName(status: number): string;
/** RFC 3339 with seconds and an offset, as microseconds since 1970. */
export function parseTime(text: string): bigint;
/** Microseconds since 1970 as RFC 3339 in UTC. */
export function timeText(unixMicros: bigint): Time;
/** The column maps that are ready, whose names `map` of an import takes. */
export function importMaps(): Rows<tables.ImportMap>;
/** The totals of each company in the order of the lines, then those of all. */
export function invoiceTotals(lines: Rows<tables.InvoiceLine>): Rows<tables.InvoiceTotal>;
export function outlookTotals(charges: Rows<tables.ChargeOutlook>): Rows<tables.OutlookTotal>;

// ---- Errors ------------------------------------------------------------------------------------

/** A call of porto that failed. It has changed nothing, unless `committed` says otherwise. */
export class PortoError extends Error {
  static readonly status: number;
  constructor(message: string, options?: { where?: string; status?: number; cause?: unknown });
  /** The name of the status in porto.h, "PORTO_E_NOT_FOUND". */
  readonly code: string;
  readonly status: number;
  /** The place, "file:line" or the name of a parameter in porto.h; "" if the call is the place. */
  readonly where: string;
  /** How many events a stopped import, or a bulk of several batches, has stored; they stay. */
  committed: number;
  /** The number of the operating system behind a failure; 0: none. */
  readonly errno: number;
  /** SQLite's extended result code behind a failure; 0: none. */
  readonly sqliteCode: number;
}
/** The call is wrong: fix the program. */
export class CallError extends PortoError {}
/** The data, or the order of things, is wrong: fix that. */
export class DataError extends PortoError {}
/** The machine failed: free space, mend permissions, or try again. */
export class MachineError extends PortoError {}
/** A fault of porto: report it, with sourceId(). */
export class InternalError extends PortoError {}

/** An argument is malformed, or the object cannot do that (it is closed). */
export class InvalidError extends CallError {}
export class BadNumberError extends CallError {}
export class BadTimeError extends CallError {}
/** A number does not fit; nothing was wrapped or written. */
export class OverflowError extends CallError {}
export class UnknownZoneError extends CallError {}
export class UnknownCurrencyError extends CallError {}
export class NotFoundError extends DataError {}
export class ConflictError extends DataError {}
export class BadTariffError extends DataError {}
export class BadInputError extends DataError {}
export class MonthOpenError extends DataError {}
export class MonthClosedError extends DataError {}
export class LedgerExistsError extends DataError {}
export class NotALedgerError extends DataError {}
export class NewerLedgerError extends DataError {}
export class NegativeUsageError extends DataError {}
export class UnratedError extends DataError {}
export class IOError extends MachineError {}
/** Another process writes to the ledger: try again. */
export class BusyError extends MachineError {}
export class FullError extends MachineError {}
export class ReadOnlyError extends MachineError {}
export class CorruptError extends MachineError {}
/** interrupt() stopped the work, or an AbortSignal: then its name is "AbortError". */
export class CancelledError extends MachineError {}
export class OutOfMemoryError extends MachineError {}
