// Tables: usage and imports. A test compares the columns with those of the library.
using System;

namespace Porto
{
    /// <summary>An event that was not stored.</summary>
    public sealed class RejectedRow : Row
    {
        internal static new readonly Func<RejectedRow> Make = () => new RejectedRow();

        internal RejectedRow()
        {
        }

        /// <summary>The place in the array, from 0.</summary>
        public int Index => checked((int)Whole("index"));

        /// <summary>What became of it.</summary>
        public string Outcome => this["outcome"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];

        /// <summary>The same for all events with that fault.</summary>
        public string Kind => this["kind"];
    }

    /// <summary>What an import did: rows of a report.</summary>
    public sealed class ImportReportRow : Row
    {
        internal static new readonly Func<ImportReportRow> Make = () => new ImportReportRow();

        internal ImportReportRow()
        {
        }

        /// <summary>What the row is.</summary>
        public string Entry => this["entry"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>The value.</summary>
        public decimal? Value => GetDecimal("value");

        /// <summary>The month.</summary>
        public Month? Month => GetMonth("month");
    }

    /// <summary>A column map that is ready.</summary>
    public sealed class ImportMap : Row
    {
        internal static new readonly Func<ImportMap> Make = () => new ImportMap();

        internal ImportMap()
        {
        }

        /// <summary>The name of the map.</summary>
        public string Map => this["map"];

        /// <summary>What it is for.</summary>
        public string About => this["about"];
    }

    /// <summary>A metered total.</summary>
    public sealed class UsageTotal : Row
    {
        internal static new readonly Func<UsageTotal> Make = () => new UsageTotal();

        internal UsageTotal()
        {
        }

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>The quantity.</summary>
        public decimal Quantity => GetDecimal("quantity").Value;

        /// <summary>How many events there are.</summary>
        public long Events => Whole("events").Value;
    }

    /// <summary>Usage of a domain that has no company.</summary>
    public sealed class UnassignedUsage : Row
    {
        internal static new readonly Func<UnassignedUsage> Make = () => new UnassignedUsage();

        internal UnassignedUsage()
        {
        }

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>The quantity.</summary>
        public decimal Quantity => GetDecimal("quantity").Value;

        /// <summary>How many events there are.</summary>
        public long Events => Whole("events").Value;
    }

    /// <summary>A count of somebody else beside what was metered.</summary>
    public sealed class Reconciled : Row
    {
        internal static new readonly Func<Reconciled> Make = () => new Reconciled();

        internal Reconciled()
        {
        }

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>What was metered.</summary>
        public decimal? Metered => GetDecimal("metered");

        /// <summary>What they have counted.</summary>
        public decimal? Theirs => GetDecimal("theirs");

        /// <summary>How much more it is.</summary>
        public decimal? Difference => GetDecimal("difference");

        /// <summary>What came of it.</summary>
        public string Result => this["result"];

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];
    }

    /// <summary>What a comparison gave: rows of a report.</summary>
    public sealed class ReportRow : Row
    {
        internal static new readonly Func<ReportRow> Make = () => new ReportRow();

        internal ReportRow()
        {
        }

        /// <summary>What the row is.</summary>
        public string Entry => this["entry"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>The value.</summary>
        public decimal? Value => GetDecimal("value");
    }

    /// <summary>An import.</summary>
    public sealed class ImportRecord : Row
    {
        internal static new readonly Func<ImportRecord> Make = () => new ImportRecord();

        internal ImportRecord()
        {
        }

        /// <summary>The number of the import.</summary>
        public long Import => Whole("import").Value;

        /// <summary>When it began.</summary>
        public DateTimeOffset? BegunAt => GetTime("begun_at");

        /// <summary>How it stands.</summary>
        public string State => this["state"];

        /// <summary>How many files there were.</summary>
        public int Files => checked((int)Whole("files"));

        /// <summary>The first file.</summary>
        public string File => this["file"];

        /// <summary>The format of the file.</summary>
        public string Format => this["format"];

        /// <summary>How many rows were read.</summary>
        public long Rows => Whole("rows").Value;

        /// <summary>How many events were stored.</summary>
        public long Stored => Whole("stored").Value;

        /// <summary>How many were there already.</summary>
        public long Duplicate => Whole("duplicate").Value;

        /// <summary>How many contradict what is stored.</summary>
        public long Conflict => Whole("conflict").Value;

        /// <summary>How many were refused.</summary>
        public long Rejected => Whole("rejected").Value;

        /// <summary>How many are no usage.</summary>
        public long NotCounted => Whole("not_counted").Value;

        /// <summary>How many corrected an event.</summary>
        public long Corrected => Whole("corrected").Value;

        /// <summary>When it was undone.</summary>
        public DateTimeOffset? UndoneAt => GetTime("undone_at");

        /// <summary>Who did it.</summary>
        public string Actor => this["actor"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];
    }

    /// <summary>What is known of one import.</summary>
    public sealed class ImportDetail : Row
    {
        internal static new readonly Func<ImportDetail> Make = () => new ImportDetail();

        internal ImportDetail()
        {
        }

        /// <summary>What the row is.</summary>
        public string Entry => this["entry"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>The value.</summary>
        public string Value => this["value"];

        /// <summary>The size in bytes.</summary>
        public long? Size => Whole("size");

        /// <summary>Hexadecimal digest.</summary>
        public string Digest => this["digest"];
    }

    /// <summary>What the undoing of an import did.</summary>
    public sealed class Undone : Row
    {
        internal static new readonly Func<Undone> Make = () => new Undone();

        internal Undone()
        {
        }

        /// <summary>The number of the import.</summary>
        public long Import => Whole("import").Value;

        /// <summary>How many events were voided.</summary>
        public long Voided => Whole("voided").Value;

        /// <summary>How many events stayed as they are.</summary>
        public long Kept => Whole("kept").Value;
    }

    /// <summary>An event as it is stored.</summary>
    public sealed class StoredEvent : Row
    {
        internal static new readonly Func<StoredEvent> Make = () => new StoredEvent();

        internal StoredEvent()
        {
        }

        /// <summary>Its number in the order of storing.</summary>
        public long? Seq => Whole("seq");

        /// <summary>The source of the event.</summary>
        public string Source => this["source"];

        /// <summary>The id of the event within its source.</summary>
        public string EventId => this["event_id"];

        /// <summary>The id of the company that owns it now; null: it is of none.</summary>
        public string Company => this["company"];

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>How many decimals it has.</summary>
        public int? Decimals => (int?)Whole("decimals");

        /// <summary>When it occurred.</summary>
        public DateTimeOffset? OccurredAt => GetTime("occurred_at");

        /// <summary>The quantity.</summary>
        public decimal? Quantity => GetDecimal("quantity");

        /// <summary>When it was voided; null: it is not.</summary>
        public DateTimeOffset? VoidedAt => GetTime("voided_at");

        /// <summary>Who did it.</summary>
        public string Actor => this["actor"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];

        /// <summary>The number of the import.</summary>
        public long? Import => Whole("import");

        /// <summary>The id of the event in whose place it is.</summary>
        public string Corrects => this["corrects"];

        /// <summary>The id of the event in its place.</summary>
        public string CorrectedBy => this["corrected_by"];
    }

    /// <summary>An event and the one that counts in its place.</summary>
    public sealed class Corrected : Row
    {
        internal static new readonly Func<Corrected> Make = () => new Corrected();

        internal Corrected()
        {
        }

        /// <summary>The source of the event.</summary>
        public string Source => this["source"];

        /// <summary>The id of the event within its source.</summary>
        public string EventId => this["event_id"];

        /// <summary>The id of the event in its place.</summary>
        public string CorrectedBy => this["corrected_by"];
    }

    /// <summary>What was verified.</summary>
    public sealed class Finding : Row
    {
        internal static new readonly Func<Finding> Make = () => new Finding();

        internal Finding()
        {
        }

        /// <summary>What came of it.</summary>
        public string Result => this["result"];

        /// <summary>What was checked.</summary>
        public string Check => this["check"];

        /// <summary>Where it is.</summary>
        public string Place => this["place"];

        /// <summary>What is stored.</summary>
        public string Stored => this["stored"];

        /// <summary>What it should be.</summary>
        public string Expected => this["expected"];
    }

    /// <summary>How much a copy of a ledger has.</summary>
    public sealed class Copied : Row
    {
        internal static new readonly Func<Copied> Make = () => new Copied();

        internal Copied()
        {
        }

        /// <summary>How many events.</summary>
        public long Events => Whole("events").Value;

        /// <summary>How many events whose identity alone is left.</summary>
        public long PrunedEvents => Whole("pruned_events").Value;

        /// <summary>How many batches of events.</summary>
        public long Batches => Whole("batches").Value;

        /// <summary>How many closed months.</summary>
        public long ClosedMonths => Whole("closed_months").Value;
    }

    /// <summary>The versions of a ledger's tables.</summary>
    public sealed class Migrated : Row
    {
        internal static new readonly Func<Migrated> Make = () => new Migrated();

        internal Migrated()
        {
        }

        /// <summary>Before.</summary>
        public long FromVersion => Whole("from_version").Value;

        /// <summary>After; the same: there was nothing to do.</summary>
        public long ToVersion => Whole("to_version").Value;
    }

    /// <summary>What was pruned.</summary>
    public sealed class Pruned : Row
    {
        internal static new readonly Func<Pruned> Make = () => new Pruned();

        internal Pruned()
        {
        }

        /// <summary>The last month whose events are gone.</summary>
        public Month Through => GetMonth("through").Value;

        /// <summary>How many were removed now.</summary>
        public long Events => Whole("events").Value;
    }
}
