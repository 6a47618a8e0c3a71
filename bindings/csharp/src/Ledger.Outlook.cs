// What lies ahead: the running month, other tariffs, reports over months, and open tasks.
using System;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>What is compared, and how.</summary>
    public sealed class SimulateOptions
    {
        /// <summary>The tariff that is replaced; null: the one with the document's id.</summary>
        public string InsteadOf { get; set; }

        /// <summary><c>month-and-company</c> (null), <c>month</c>, <c>company</c> or
        /// <c>nothing</c>.</summary>
        public string By { get; set; }

        /// <summary>Is told how many months are done.</summary>
        public IProgress<WorkDone> Progress { get; set; }

        internal static unsafe porto_simulate_options Fill(
            SimulateOptions from, Month first, Month last, Call call)
        {
            porto_simulate_options made = porto_simulate_options.Init;
            made.from_yyyymm = first.Yyyymm;
            made.through_yyyymm = last.Yyyymm;
            made.instead_of = call.Text(from?.InsteadOf, out made.instead_of_len);
            made.by = call.Text(from?.By, out made.by_len);
            made.on_progress = call.Progress(from?.Progress);
            return made;
        }
    }

    /// <summary>What is summed up, and how; everything has a default.</summary>
    public sealed class ReportOptions
    {
        /// <summary>A list of <c>month</c>, <c>company</c>, <c>tariff</c>, <c>charge</c>,
        /// <c>meter</c> and <c>domain</c>: <c>month,company</c>; null: <c>month</c>.</summary>
        public string By { get; set; }

        /// <summary>Only of this company.</summary>
        public string Company { get; set; }

        /// <summary>Only of this tariff.</summary>
        public string Tariff { get; set; }

        /// <summary>One of <see cref="By"/>, whose values become columns; null: none.</summary>
        public string Pivot { get; set; }

        /// <summary>What the cells of a pivot are: <c>amount</c> (null) or
        /// <c>quantity</c>.</summary>
        public string Measure { get; set; }

        /// <summary>With the months before: <c>previous</c>; with those a year ago:
        /// <c>year</c>.</summary>
        public string Compare { get; set; }

        /// <summary><c>amount</c>, <c>quantity</c>, <c>difference</c> or one of
        /// <see cref="By"/>.</summary>
        public string Sort { get; set; }

        /// <summary>The largest first.</summary>
        public bool Descending { get; set; }

        /// <summary>The first so many rows, the rest as one; 0: all.</summary>
        public long Limit { get; set; }

        /// <summary>Adjustments are in the month whose usage they settle.</summary>
        public bool ByUsageMonth { get; set; }

        internal static unsafe porto_report_options Fill(
            ReportOptions from, Month first, Month last, Call call)
        {
            porto_report_options made = porto_report_options.Init;
            made.from_yyyymm = first.Yyyymm;
            made.through_yyyymm = last.Yyyymm;
            if (from != null)
            {
                made.by = call.Text(from.By, out made.by_len);
                made.company = call.Text(from.Company, out made.company_len);
                made.tariff = call.Text(from.Tariff, out made.tariff_len);
                made.pivot = call.Text(from.Pivot, out made.pivot_len);
                made.measure = call.Text(from.Measure, out made.measure_len);
                made.compare = call.Text(from.Compare, out made.compare_len);
                made.sort = call.Text(from.Sort, out made.sort_len);
                made.limit = from.Limit;
                made.descending = from.Descending ? 1 : 0;
                made.by_usage_month = from.ByUsageMonth ? 1 : 0;
            }
            return made;
        }
    }

    /// <summary>Rows, what one must know to read them, and the companies that cannot be
    /// rated.</summary>
    /// <typeparam name="T">What a row is.</typeparam>
    public sealed class Outlook<T>
        where T : Row
    {
        internal Outlook(Rows<T> rows, RowsHandle notices, RowsHandle tasks)
        {
            Rows = rows;
            Notices = new Rows<NoticeRow>(notices, NoticeRow.Make);
            Tasks = new Rows<OpenTask>(tasks, OpenTask.Make);
        }

        /// <summary>The rows.</summary>
        public Rows<T> Rows { get; }

        /// <summary>What one must know to read them.</summary>
        public Rows<NoticeRow> Notices { get; }

        /// <summary>Companies that cannot be rated, and are in no sum.</summary>
        public Rows<OpenTask> Tasks { get; }
    }

    /// <summary>A picture, and what one must know to read it.</summary>
    public sealed class Picture
    {
        internal Picture(string svg, RowsHandle notices)
        {
            Svg = svg;
            Notices = new Rows<NoticeRow>(notices, NoticeRow.Make);
        }

        /// <summary>The picture as SVG.</summary>
        public string Svg { get; }

        /// <summary>What one must know to read it.</summary>
        public Rows<NoticeRow> Notices { get; }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>The totals of each company in the order of the rows, then those of
        /// all.</summary>
        public static Rows<OutlookTotal> Totals(Rows<ChargeOutlook> charges)
        {
            Given.NotNull(charges, nameof(charges));
            lock (charges.Gate)
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_outlook_totals(
                        charges.Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<OutlookTotal>(rows, OutlookTotal.Make);
            }
        }

        /// <summary>How the charges of the running month stand, and where they lead.</summary>
        public Rows<ChargeOutlook> Charges(DateTimeOffset? now = null, string company = null)
        {
            using (var call = new Call())
            {
                porto_outlook_options which = porto_outlook_options.Init;
                which.company = call.Text(company, out which.company_len);
                call.Check(
                    NativeMethods.porto_outlook_charges(
                        Handle, Exact.NowOr(now), &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ChargeOutlook>(rows, ChargeOutlook.Make);
            }
        }

        /// <summary>What waits to be done.</summary>
        public Rows<OpenTask> Tasks(DateTimeOffset? now = null, string company = null)
        {
            using (var call = new Call())
            {
                porto_outlook_options which = porto_outlook_options.Init;
                which.company = call.Text(company, out which.company_len);
                call.Check(
                    NativeMethods.porto_outlook_tasks(
                        Handle, Exact.NowOr(now), &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<OpenTask>(rows, OpenTask.Make);
            }
        }

        /// <summary>Compares what months, both included, cost with what they would cost under
        /// another tariff. Nothing is written.</summary>
        public Outlook<SimulatedRow> Simulate(
            Tariff tariff,
            Month from,
            Month through,
            SimulateOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_simulate_options how = SimulateOptions.Fill(options, from, through, call);
                call.Check(
                    NativeMethods.porto_outlook_simulate(
                        call.Begin(Handle), Tariff.Other(tariff, nameof(tariff)),
                        &how, out RowsHandle rows,
                        out RowsHandle notices, out RowsHandle tasks, out IntPtr error),
                    error);
                return new Outlook<SimulatedRow>(
                    new Rows<SimulatedRow>(rows, SimulatedRow.Make), notices, tasks);
            }
        }

        /// <summary>The same month by month as a picture.</summary>
        public Picture PlotSimulation(
            Tariff tariff,
            Month from,
            Month through,
            SimulateOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            RowsHandle notices = null;
            string svg = OutputOptions.Text(stream =>
            {
                using (var call = new Call(cancellationToken))
                {
                    porto_simulate_options how = SimulateOptions.Fill(options, from, through, call);
                    call.Check(
                        NativeMethods.porto_outlook_plot(
                            call.Begin(Handle),
                            Tariff.Other(tariff, nameof(tariff)), &how, call.Write(stream),
                            IntPtr.Zero, out notices, out IntPtr error),
                        error);
                }
            });
            return new Picture(svg, notices);
        }

        /// <summary>Sums of what months, both included, were invoiced, and of what was used; the
        /// columns depend on what is asked for.</summary>
        public Outlook<Row> Report(
            Month from,
            Month through,
            ReportOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_report_options how = ReportOptions.Fill(options, from, through, call);
                call.Check(
                    NativeMethods.porto_report(
                        call.Begin(Handle), &how, out RowsHandle rows, out RowsHandle notices,
                        out RowsHandle tasks, out IntPtr error),
                    error);
                return new Outlook<Row>(new Rows<Row>(rows, Row.Make), notices, tasks);
            }
        }

        /// <summary>The sums of a report as a picture, in <c>en</c> or <c>sv</c>; null: the
        /// language that most tariffs have.</summary>
        public Picture PlotReport(
            Month from,
            Month through,
            ReportOptions options = null,
            string language = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            RowsHandle notices = null;
            string svg = OutputOptions.Text(stream =>
            {
                using (var call = new Call(cancellationToken))
                {
                    porto_report_options how = ReportOptions.Fill(options, from, through, call);
                    byte* words = call.Text(language, out UIntPtr length);
                    call.Check(
                        NativeMethods.porto_report_plot(
                            call.Begin(Handle),
                            &how, words, length, call.Write(stream), IntPtr.Zero,
                            out notices, out IntPtr error),
                        error);
                }
            });
            return new Picture(svg, notices);
        }

        /// <summary>A month of all companies as an HTML page for the vendor, in <c>en</c> or
        /// <c>sv</c>; null: the language that most tariffs have.</summary>
        public string MonthPage(
            Month month,
            string language = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            return OutputOptions.Text(stream =>
            {
                using (var call = new Call(cancellationToken))
                {
                    porto_page_options how = porto_page_options.Init;
                    how.language = call.Text(language, out how.language_len);
                    call.Check(
                        NativeMethods.porto_month_page(
                            call.Begin(Handle), month.Yyyymm, &how, call.Write(stream), IntPtr.Zero,
                            out IntPtr error),
                        error);
                }
            });
        }
    }
}
