// How usage is imported, and what an import tells as it goes on.
using System;
using System.Collections.Generic;
using Porto.Native;

namespace Porto
{
    /// <summary>A row of an input that was refused, or conflicts.</summary>
    public sealed class RejectedLine
    {
        internal RejectedLine(string file, long line, Outcome outcome, string reason, byte[] row)
        {
            File = file;
            Line = line;
            Outcome = outcome;
            Reason = reason;
            Row = row;
        }

        /// <summary>The name of the input.</summary>
        public string File { get; }

        /// <summary>The number of the line, from 1.</summary>
        public long Line { get; }

        /// <summary>Whether it conflicts or was rejected.</summary>
        public Outcome Outcome { get; }

        /// <summary>Why, for people.</summary>
        public string Reason { get; }

        /// <summary>The row as it is in the file.</summary>
        public byte[] Row { get; }
    }

    /// <summary>A row of an input that corrected an event.</summary>
    public sealed class CorrectedLine
    {
        internal CorrectedLine(string file, long line)
        {
            File = file;
            Line = line;
        }

        /// <summary>The name of the input.</summary>
        public string File { get; }

        /// <summary>The number of the line, from 1.</summary>
        public long Line { get; }

        /// <summary>The id of the event.</summary>
        public string EventId { get; internal set; }

        /// <summary>The id of the event in its place.</summary>
        public string CorrectedBy { get; internal set; }

        /// <summary>The quantity before.</summary>
        public decimal Before { get; internal set; }

        /// <summary>The quantity now.</summary>
        public decimal Quantity { get; internal set; }
    }

    /// <summary>An input that was imported before.</summary>
    public sealed class KnownInput
    {
        internal KnownInput(string file, long import, string what)
        {
            File = file;
            Import = import;
            What = what;
        }

        /// <summary>The name of the input.</summary>
        public string File { get; }

        /// <summary>The number of that import.</summary>
        public long Import { get; }

        /// <summary>What follows from that.</summary>
        public string What { get; }
    }

    /// <summary>How an import is done; everything has a default. What a callback throws stops the
    /// import and comes out of it.</summary>
    public sealed class ImportOptions
    {
        /// <summary>The same report, and nothing is stored.</summary>
        public bool DryRun { get; set; }

        /// <summary>The report has rows for each company and month, too.</summary>
        public bool ByCompany { get; set; }

        /// <summary><c>csv</c>, <c>ndjson</c>, <c>mailgun</c> ...; null: from the
        /// content.</summary>
        public string Format { get; set; }

        /// <summary><c>utf-8</c> (null), <c>windows-1252</c>, <c>iso-8859-1</c>, <c>utf-16</c>,
        /// <c>excel</c>.</summary>
        public string Encoding { get; set; }

        /// <summary>A column map of CSV: TOML, or its short form; null: the native
        /// columns.</summary>
        public string Map { get; set; }

        /// <summary>CSV: what stands between columns; null: a comma.</summary>
        public char? Delimiter { get; set; }

        /// <summary>The year of the earliest line of logs whose times have none; 0: there are
        /// none.</summary>
        public int Year { get; set; }

        /// <summary>IANA name, of times that have no offset; null: there are none.</summary>
        public string Zone { get; set; }

        /// <summary>Of Mailgun webhooks, which are then verified; null: they are not.</summary>
        public string SigningKey { get; set; }

        /// <summary>Of rows that name none; null: <c>import</c>, or the name of the
        /// format.</summary>
        public string Source { get; set; }

        /// <summary>Which events of a supplier are usage: <c>delivered</c> ...; null: those that it
        /// bills for.</summary>
        public string Count { get; set; }

        /// <summary>Where events of a supplier name their company, in the order in which it is
        /// tried; null: <c>domain</c>.</summary>
        public IEnumerable<string> CompanyFrom { get; set; }

        /// <summary>The company of events that name none; null: none.</summary>
        public string Company { get; set; }

        /// <summary>CloudEvents: the member with the quantity; null: it is 1.</summary>
        public string QuantityFrom { get; set; }

        /// <summary>After how many events a transaction is committed; 0: 500000.</summary>
        public long BatchEvents { get; set; }

        /// <summary>A new file for refused and conflicting rows; null: none.</summary>
        public string RejectsPath { get; set; }

        /// <summary>Rows that differ in quantity alone correct the stored event: by whom, and why;
        /// null: they conflict. A dry run of it is one of the import.</summary>
        public By Correct { get; set; }

        /// <summary>Is told each input and its format, before the first row is stored.</summary>
        public Action<string, string> OnFile { get; set; }

        /// <summary>Is told each input that was imported before.</summary>
        public Action<KnownInput> OnKnown { get; set; }

        /// <summary>Is told each row that was refused, or conflicts.</summary>
        public Action<RejectedLine> OnRejected { get; set; }

        /// <summary>Is told each row that corrected an event.</summary>
        public Action<CorrectedLine> OnCorrected { get; set; }

        /// <summary>Is told how many bytes are read.</summary>
        public IProgress<WorkDone> Progress { get; set; }

        internal static unsafe porto_import_options Fill(
            ImportOptions from, DateTimeOffset? now, Call call)
        {
            porto_import_options made = porto_import_options.Init;
            made.now_unix_us = Exact.NowOr(now);
            if (from == null)
            {
                return made;
            }
            By.Refuse(from.Correct, nameof(Correct), at: true, allowFar: true, settle: true);
            made.dry_run = from.DryRun || from.Correct?.DryRun == true ? 1 : 0;
            made.by_company = from.ByCompany ? 1 : 0;
            made.format = call.Text(from.Format, out made.format_len);
            made.encoding = call.Text(from.Encoding, out made.encoding_len);
            made.map = call.Text(from.Map, out made.map_len);
            made.delimiter = Exact.Mark(from.Delimiter);
            made.year = from.Year;
            made.zone = call.Text(from.Zone, out made.zone_len);
            made.signing_key = call.Text(from.SigningKey, out made.signing_key_len);
            made.source = call.Text(from.Source, out made.source_len);
            made.count = call.Text(from.Count, out made.count_len);
            made.company_from = call.Texts(
                from.CompanyFrom, nameof(CompanyFrom), out made.company_from_count);
            made.company = call.Text(from.Company, out made.company_len);
            made.quantity_from = call.Text(from.QuantityFrom, out made.quantity_from_len);
            made.batch_events = Exact.Count(from.BatchEvents, nameof(BatchEvents));
            made.rejects_path = call.Text(from.RejectsPath, out made.rejects_path_len);
            made.correct = from.Correct == null ? 0 : 1;
            made.actor = call.Text(from.Correct?.Actor, out made.actor_len);
            made.reason = call.Text(from.Correct?.Reason, out made.reason_len);
            made.on_file = ImportCallbacks.File(from.OnFile, call);
            made.on_known = ImportCallbacks.Known(from.OnKnown, call);
            made.on_rejected = ImportCallbacks.Rejected(from.OnRejected, call);
            made.on_corrected = ImportCallbacks.Corrected(from.OnCorrected, call);
            made.on_progress = call.Progress(from.Progress);
            return made;
        }
    }
}
