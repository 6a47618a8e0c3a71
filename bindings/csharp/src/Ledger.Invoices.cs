// Invoices and closed months.
using System;
using System.Collections.Generic;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>What can still change about a month's invoice. Later versions may add
    /// some.</summary>
    public enum MonthState
    {
        /// <summary>Its lines are a preview.</summary>
        Open = 1,

        /// <summary>They are frozen.</summary>
        Closed = 2,

        /// <summary>Likewise, and the events behind them are removed.</summary>
        Pruned = 3,
    }

    /// <summary>The invoice of a month, excluding VAT, as of one moment.</summary>
    public sealed class Invoice
    {
        internal Invoice(int state, RowsHandle lines, RowsHandle unbilled, RowsHandle tasks)
        {
            State = (MonthState)state;
            Lines = new Rows<InvoiceLine>(lines, InvoiceLine.Make);
            Unbilled = new Rows<UsageTotal>(unbilled, UsageTotal.Make);
            Tasks = new Rows<OpenTask>(tasks, OpenTask.Make);
        }

        /// <summary>What can still change.</summary>
        public MonthState State { get; }

        /// <summary>The lines, by company.</summary>
        public Rows<InvoiceLine> Lines { get; }

        /// <summary>Usage of the month that no subscription prices.</summary>
        public Rows<UsageTotal> Unbilled { get; }

        /// <summary>What there is to know of the month; companies that cannot be rated have no
        /// lines.</summary>
        public Rows<OpenTask> Tasks { get; }

        /// <summary>The total of each company, then that of all.</summary>
        public Rows<InvoiceTotal> Totals() => Ledger.Totals(Lines);
    }

    /// <summary>A month that was closed.</summary>
    public sealed class ClosedInvoice
    {
        internal ClosedInvoice(int status, RowsHandle lines, RowsHandle tasks)
        {
            HasChanged = status != Abi.PORTO_EXISTS;
            Lines = new Rows<InvoiceLine>(lines, InvoiceLine.Make);
            Tasks = new Rows<OpenTask>(tasks, OpenTask.Make);
        }

        /// <summary>False: it was closed before, with these lines.</summary>
        public bool HasChanged { get; }

        /// <summary>The lines, by company.</summary>
        public Rows<InvoiceLine> Lines { get; }

        /// <summary>What there is to know of the month.</summary>
        public Rows<OpenTask> Tasks { get; }

        /// <summary>The total of each company, then that of all.</summary>
        public Rows<InvoiceTotal> Totals() => Ledger.Totals(Lines);
    }

    /// <summary>How a month is closed; everything has a default.</summary>
    public sealed class CloseOptions
    {
        /// <summary>All of it is done and taken back; nothing is changed.</summary>
        public bool DryRun { get; set; }

        /// <summary>Ids of companies that are left out, which the next close bills.</summary>
        public IEnumerable<string> Except { get; set; }

        /// <summary>Who leaves them out, and why. A dry run of it is one of the close.</summary>
        public By By { get; set; }

        /// <summary>Is told how many subscriptions are rated.</summary>
        public IProgress<WorkDone> Progress { get; set; }

        internal static unsafe porto_close_options Fill(CloseOptions from, Call call)
        {
            porto_close_options made = porto_close_options.Init;
            if (from != null)
            {
                By.Refuse(from.By, nameof(By), at: true, allowFar: true, settle: true);
                made.dry_run = from.DryRun || from.By?.DryRun == true ? 1 : 0;
                made.except = call.Texts(from.Except, nameof(Except), out made.except_count);
                made.actor = call.Text(from.By?.Actor, out made.actor_len);
                made.reason = call.Text(from.By?.Reason, out made.reason_len);
                made.on_progress = call.Progress(from.Progress);
            }
            return made;
        }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>The totals of each company in the order of the lines, then those of
        /// all.</summary>
        public static Rows<InvoiceTotal> Totals(Rows<InvoiceLine> lines)
        {
            Given.NotNull(lines, nameof(lines));
            lock (lines.Gate)
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_invoice_totals(
                        lines.Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<InvoiceTotal>(rows, InvoiceTotal.Make);
            }
        }

        /// <summary>The invoice of a month: as it would be now while it is open, frozen once it is
        /// closed.</summary>
        public Invoice Invoice(
            Month month,
            string company = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_invoice_options which = porto_invoice_options.Init;
                which.company = call.Text(company, out which.company_len);
                call.Check(
                    NativeMethods.porto_invoice_show(
                        call.Begin(Handle), month.Yyyymm, &which, out RowsHandle lines,
                        out RowsHandle unbilled, out RowsHandle tasks, out int state,
                        out IntPtr error),
                    error);
                return new Invoice(state, lines, unbilled, tasks);
            }
        }

        /// <summary>Why there are adjustments on the invoice of a month.</summary>
        public Rows<AdjustmentCause> Causes(Month month, string company = null)
        {
            using (var call = new Call())
            {
                porto_invoice_options which = porto_invoice_options.Init;
                which.company = call.Text(company, out which.company_len);
                call.Check(
                    NativeMethods.porto_invoice_causes(
                        Handle, month.Yyyymm, &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<AdjustmentCause>(rows, AdjustmentCause.Make);
            }
        }

        /// <summary>Freezes a month that is over, after all earlier ones, and gives its
        /// lines.</summary>
        public ClosedInvoice CloseMonth(
            Month month,
            CloseOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_close_options how = CloseOptions.Fill(options, call);
                int status = call.Check(
                    NativeMethods.porto_month_close(
                        call.Begin(Handle),
                        month.Yyyymm, Exact.NowOr(now), &how, out RowsHandle lines,
                        out RowsHandle tasks, out IntPtr error),
                    error);
                return new ClosedInvoice(status, lines, tasks);
            }
        }

        /// <summary>All closed months, with the hashes that prove them.</summary>
        public Rows<ClosedMonth> ClosedMonths()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_month_list(Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ClosedMonth>(rows, ClosedMonth.Make);
            }
        }
    }
}
