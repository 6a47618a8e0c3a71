// Books: a closed month as the vendor's accounting system takes it.
using System;
using System.Collections.Generic;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>As what a month is exported.</summary>
    public enum BooksFormat
    {
        /// <summary>SIE 4I: one file of vouchers.</summary>
        Sie,

        /// <summary>Peppol BIS Billing 3: an e-invoice for each company.</summary>
        Ubl,
    }

    /// <summary>How a month is exported; everything has a default.</summary>
    public sealed class BooksOptions
    {
        /// <summary>The text of the books file (TOML); null: an empty one.</summary>
        public string Books { get; set; }

        /// <summary>What messages call it; null: <c>books.toml</c>.</summary>
        public string FileName { get; set; }

        /// <summary>The date of invoices that get their number now; null: today.</summary>
        public Day? Issued { get; set; }

        /// <summary>Numbers are given as an export would, then taken back.</summary>
        public bool DryRun { get; set; }

        /// <summary>The date is meant, though it is years ahead.</summary>
        public bool AllowFar { get; set; }
    }

    /// <summary>A month as rows of orders.</summary>
    public sealed class Orders
    {
        internal Orders(RowsHandle rows, RowsHandle notices)
        {
            Rows = new Rows<OrderRow>(rows, OrderRow.Make);
            Notices = new Rows<NoticeRow>(notices, NoticeRow.Make);
        }

        /// <summary>The rows, by company.</summary>
        public Rows<OrderRow> Rows { get; }

        /// <summary>What one must know to use them.</summary>
        public Rows<NoticeRow> Notices { get; }
    }

    /// <summary>The invoices of a month with their numbers, and the files of them.</summary>
    public sealed class NumberedInvoices
    {
        internal NumberedInvoices(
            RowsHandle invoices, RowsHandle notices, Dictionary<string, byte[]> files)
        {
            Invoices = new Rows<NumberedInvoice>(invoices, NumberedInvoice.Make);
            Notices = new Rows<NoticeRow>(notices, NoticeRow.Make);
            Files = files;
        }

        /// <summary>Each with its number.</summary>
        public Rows<NumberedInvoice> Invoices { get; }

        /// <summary>The files by their names.</summary>
        public IReadOnlyDictionary<string, byte[]> Files { get; }

        /// <summary>What one must know to use them.</summary>
        public Rows<NoticeRow> Notices { get; }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>A closed month as rows of orders, of which an accounting system makes
        /// invoices. That system gives the date: options with one are refused.</summary>
        public Orders OrderRows(Month month, BooksOptions options = null)
        {
            using (var call = new Call())
            {
                Export(
                    call, month, "rows", options, null, IntPtr.Zero, out RowsHandle rows,
                    out RowsHandle notices);
                return new Orders(rows, notices);
            }
        }

        /// <summary>A closed month as a file of vouchers, or as e-invoices. Numbers that are given
        /// stay, unless it is a dry run.</summary>
        public NumberedInvoices ExportBooks(
            Month month,
            BooksFormat format,
            BooksOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            string word = format == BooksFormat.Sie ? "sie" : "ubl";
            var files = new Dictionary<string, byte[]>();
            using (var call = new Call(cancellationToken))
            {
                IntPtr take = call.Pointer(new porto_books_file_fn(
                    (user, name, nameLength, bytes, size) => call.Guarded(() =>
                    {
                        files[Utf8.Read(name, nameLength)] = Utf8.Bytes(bytes, size);
                    })));
                Export(
                    call, month, word, options, now, take, out RowsHandle rows,
                    out RowsHandle notices);
                return new NumberedInvoices(rows, notices, files);
            }
        }

        private void Export(
            Call call,
            Month month,
            string format,
            BooksOptions options,
            DateTimeOffset? now,
            IntPtr onFile,
            out RowsHandle rows,
            out RowsHandle notices)
        {
            porto_books_options how = porto_books_options.Init;
            how.format = call.Needed(format, nameof(format), out how.format_len);
            how.books = call.Text(options?.Books, out how.books_len);
            how.file_name = call.Text(options?.FileName, out how.file_name_len);
            how.now_unix_us = Exact.NowOr(now);
            how.issued_yyyymmdd = options?.Issued?.Yyyymmdd ?? 0;
            how.dry_run = options?.DryRun == true ? 1 : 0;
            how.allow_far = options?.AllowFar == true ? 1 : 0;
            how.on_file = onFile;
            call.Check(
                NativeMethods.porto_books_export(
                    call.Begin(Handle), month.Yyyymm, &how, out rows, out notices,
                    out IntPtr error),
                error);
        }
    }
}
