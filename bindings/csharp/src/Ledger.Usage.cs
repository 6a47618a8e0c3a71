// Usage: recording and importing it, and what was metered.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>What an import did.</summary>
    public sealed class Imported
    {
        internal Imported(int status, RowsHandle report, RowsHandle effect)
        {
            IsComplete = status != Abi.PORTO_REJECTS;
            Report = new Rows<ImportReportRow>(report, ImportReportRow.Make);
            Effect = new Rows<Effect>(effect, Porto.Effect.Make);
        }

        /// <summary>False: some rows were rejected or conflict.</summary>
        public bool IsComplete { get; }

        /// <summary>How many rows of which kind there were, and what there is to know.</summary>
        public Rows<ImportReportRow> Report { get; }

        /// <summary>What it does to closed months, which the next close settles.</summary>
        public Rows<Effect> Effect { get; }

        /// <summary>How many events were stored.</summary>
        public long Stored => Number("stored");

        /// <summary>How many were there already.</summary>
        public long Duplicate => Number("duplicate");

        /// <summary>How many are there with other content.</summary>
        public long Conflict => Number("conflict");

        /// <summary>How many were rejected.</summary>
        public long Rejected => Number("rejected");

        /// <summary>A number of the report: <c>rows</c>, <c>late</c>, <c>unassigned</c> ...; 0
        /// where the report has none.</summary>
        /// <exception cref="OverflowException">It is no whole number of 64 bits; the report has
        /// it.</exception>
        public long Number(string entry) => Exact.Whole(
            Report.Where(row => row.Entry == Given.NotNull(entry, nameof(entry)))
                .Sum(row => row.Value ?? 0),
            entry);
    }

    /// <summary>How to compare with somebody else's counts.</summary>
    public sealed class ReconcileOptions
    {
        /// <summary><c>company</c>, <c>domain</c> or <c>total</c>; null: as the file names
        /// them.</summary>
        public string By { get; set; }

        /// <summary>The company of a file that names none.</summary>
        public string Company { get; set; }

        /// <summary>The meter that is compared; null: <c>messages</c>.</summary>
        public string Meter { get; set; }

        /// <summary>As <see cref="ImportOptions.Map"/>.</summary>
        public string Map { get; set; }

        /// <summary>IANA name of the zone of their months; null: the ledger's.</summary>
        public string Zone { get; set; }

        /// <summary>The number of Mailgun's JSON; null: the one that the ledger counts.</summary>
        public string Metric { get; set; }

        /// <summary>CSV: what stands between columns; null: a comma.</summary>
        public char? Delimiter { get; set; }

        /// <summary>As <see cref="ImportOptions.Encoding"/>.</summary>
        public string Encoding { get; set; }

        /// <summary>Rows that are the same are left out.</summary>
        public bool OnlyDiffers { get; set; }

        internal static unsafe porto_reconcile_options Fill(ReconcileOptions from, Call call)
        {
            porto_reconcile_options made = porto_reconcile_options.Init;
            if (from != null)
            {
                made.delimiter = Exact.Mark(from.Delimiter);
                made.only_differs = from.OnlyDiffers ? 1 : 0;
                made.encoding = call.Text(from.Encoding, out made.encoding_len);
                made.map = call.Text(from.Map, out made.map_len);
                made.company = call.Text(from.Company, out made.company_len);
                made.meter = call.Text(from.Meter, out made.meter_len);
                made.by = call.Text(from.By, out made.by_len);
                made.zone = call.Text(from.Zone, out made.zone_len);
                made.metric = call.Text(from.Metric, out made.metric_len);
            }
            return made;
        }
    }

    /// <summary>Somebody else's counts beside what was metered.</summary>
    public sealed class Reconciliation
    {
        internal Reconciliation(int status, RowsHandle rows, RowsHandle report)
        {
            IsSame = status != Abi.PORTO_DIFFERS;
            Rows = new Rows<Reconciled>(rows, Reconciled.Make);
            Report = new Rows<ReportRow>(report, ReportRow.Make);
        }

        /// <summary>Whether nothing differs, and no month is incomplete.</summary>
        public bool IsSame { get; }

        /// <summary>Each count.</summary>
        public Rows<Reconciled> Rows { get; }

        /// <summary>How many differ, and by how much.</summary>
        public Rows<ReportRow> Report { get; }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>Records events in one transaction: arrays of a thousand take little more time
        /// than one event. <paramref name="now"/> is the clock's unless it is given.</summary>
        public Recorded Record(
            IEnumerable<UsageEvent> events,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            RecordFrom(0, events, now, cancellationToken);

        /// <summary>Records any number of events, a transaction for each <paramref name="batch"/>.
        /// What is stored when it fails stays, and the exception, whichever it is, says in
        /// <c>Data["Porto.Committed"]</c> how many events that are, as a long; the same events
        /// again count once.</summary>
        public Recorded RecordMany(
            IEnumerable<UsageEvent> events,
            DateTimeOffset? now = null,
            int batch = 10000,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Events.RecordMany(
                events, batch, (some, first) => RecordFrom(first, some, now, cancellationToken));

        /// <summary>Imports usage events of a file.</summary>
        public Imported Import(
            string path,
            ImportOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Import(new[] { Input.File(path) }, options, now, cancellationToken);

        /// <summary>Imports usage events, batch by batch. When it is stopped, what was committed
        /// stays, and the exception says in <c>Data["Porto.Committed"]</c> how many events that
        /// are, as a long; importing the same inputs again continues.</summary>
        public Imported Import(
            IEnumerable<Input> inputs,
            ImportOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            List<Input> list = Given.List(inputs, nameof(inputs));
            using (var call = new Call(cancellationToken))
            {
                var array = (porto_input*)call.Memory.Take((long)sizeof(porto_input) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    array[i] = Input.Fill(list[i], nameof(inputs), call);
                }
                porto_import_options how = ImportOptions.Fill(options, now, call);
                int status = call.Check(
                    NativeMethods.porto_usage_import(
                        call.Begin(Handle),
                        array, (UIntPtr)(uint)list.Count, &how, out RowsHandle report,
                        out RowsHandle effect, out IntPtr error),
                    error);
                return new Imported(status, report, effect);
            }
        }

        /// <summary>Metered totals, of all or of a month, of a company.</summary>
        public Rows<UsageTotal> Usage(Month? month = null, string company = null)
        {
            using (var call = new Call())
            {
                porto_usage_filter which = porto_usage_filter.Init;
                which.month_yyyymm = month?.Yyyymm ?? 0;
                which.company = call.Text(company, out which.company_len);
                call.Check(
                    NativeMethods.porto_usage_list(
                        Handle, &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<UsageTotal>(rows, UsageTotal.Make);
            }
        }

        /// <summary>Usage of sending domains on days on which they belong to no company.</summary>
        public Rows<UnassignedUsage> Unassigned()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_usage_unassigned(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<UnassignedUsage>(rows, UnassignedUsage.Make);
            }
        }

        /// <summary>Compares metered usage with somebody else's counts: CSV, or JSON of
        /// Mailgun.</summary>
        public Reconciliation Reconcile(
            Input counts,
            ReconcileOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_input input = Input.Fill(counts, nameof(counts), call);
                porto_reconcile_options how = ReconcileOptions.Fill(options, call);
                int status = call.Check(
                    NativeMethods.porto_usage_reconcile(
                        call.Begin(Handle),
                        &input, &how, out RowsHandle rows, out RowsHandle report,
                        out IntPtr error),
                    error);
                return new Reconciliation(status, rows, report);
            }
        }

        // ---- Import log -------------------------------------------------------------------------

        /// <summary>Every import, also one that was stopped: those after a number, the first so
        /// many (0: all).</summary>
        public Rows<ImportRecord> Imports(long after = 0, long limit = 0)
        {
            using (var call = new Call())
            {
                porto_list_options which = porto_list_options.Init;
                which.after = after;
                which.limit = limit;
                call.Check(
                    NativeMethods.porto_import_list(
                        Handle, &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ImportRecord>(rows, ImportRecord.Make);
            }
        }

        /// <summary>What is known of one import.</summary>
        public Rows<ImportDetail> ImportDetails(long number)
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_import_show(
                        Handle, number, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ImportDetail>(rows, ImportDetail.Make);
            }
        }

        /// <summary>Takes back an import: all of its events are voided, and their ids are
        /// free.</summary>
        public Changed<Undone> UndoImport(
            long number, By by, CancellationToken cancellationToken = default(CancellationToken))
        {
            Given.NotNull(by, nameof(by));
            using (var call = new Call(cancellationToken))
            {
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_import_undo(
                        call.Begin(Handle),
                        number, &how, out RowsHandle rows, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed<Undone>(status, effect, new Rows<Undone>(rows, Undone.Make));
            }
        }

        private Recorded RecordFrom(
            long first,
            IEnumerable<UsageEvent> events,
            DateTimeOffset? now,
            CancellationToken cancellationToken)
        {
            using (var call = new Call(cancellationToken))
            {
                return Events.Record(
                    events, first, now, call,
                    (porto_event* array, UIntPtr count, long at, porto_record_options* options,
                        int* outcomes, out RowsHandle rejected, out IntPtr error) =>
                        NativeMethods.porto_usage_record(
                            call.Begin(Handle), array, count, at, options, outcomes, out rejected,
                            out error));
            }
        }
    }
}
