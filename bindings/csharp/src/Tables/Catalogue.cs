// Tables: companies, meters, tariffs, subscriptions, domains, items and changes.
// A test compares the columns with those of the library.
using System;

namespace Porto
{
    /// <summary>What a ledger is.</summary>
    public sealed class LedgerInfo : Row
    {
        internal static new readonly Func<LedgerInfo> Make = () => new LedgerInfo();

        internal LedgerInfo()
        {
        }

        /// <summary>IANA name of the zone whose clocks say which month it is.</summary>
        public string Zone => this["zone"];

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The version of the file.</summary>
        public int SchemaVersion => checked((int)Whole("schema_version"));

        /// <summary>The version of the rules of time zones.</summary>
        public string TzdbVersion => this["tzdb_version"];

        /// <summary>The version of the library.</summary>
        public string LibraryVersion => this["library_version"];

        /// <summary>What becomes of usage of closed months: <c>adjust</c> or
        /// <c>refuse</c>.</summary>
        public string Late => this["late"];

        /// <summary>How far ahead an event may be; null: any.</summary>
        public long? FutureDays => Whole("future_days");

        /// <summary><c>yes</c> or <c>no</c>: whether quantities may be negative.</summary>
        public string Negative => this["negative"];

        /// <summary>Events before it are refused.</summary>
        public Month FirstMonth => GetMonth("first_month").Value;
    }

    /// <summary>Something that is known of where a ledger is stored.</summary>
    public sealed class StorageFact : Row
    {
        internal static new readonly Func<StorageFact> Make = () => new StorageFact();

        internal StorageFact()
        {
        }

        /// <summary>What it is of: <c>server</c>, <c>size</c>.</summary>
        public string Subject => this["subject"];

        /// <summary>Which of several: the name of a standby. Null: there is one.</summary>
        public string Item => this["item"];

        /// <summary>What it is.</summary>
        public string Name => this["name"];

        /// <summary>Null: the note says why.</summary>
        public string Value => this["value"];

        /// <summary>Of a value that is a number. Null: it is none.</summary>
        public string Unit => this["unit"];

        /// <summary>What is wrong with it. Null: nothing is.</summary>
        public string Note => this["note"];
    }

    /// <summary>A lane of a ledger, in which one writer at a time records.</summary>
    public sealed class StorageLane : Row
    {
        internal static new readonly Func<StorageLane> Make = () => new StorageLane();

        internal StorageLane()
        {
        }

        /// <summary>Its number.</summary>
        public long Lane => Whole("lane").Value;

        /// <summary>How many batches of events it has.</summary>
        public long Batches => Whole("batches").Value;

        /// <summary>How many numbers its events have had.</summary>
        public long Events => Whole("events").Value;

        /// <summary>A close that cuts it adds 1.</summary>
        public long Epoch => Whole("epoch").Value;

        /// <summary>The month of the last close that cut it. Null: none did.</summary>
        public Month? Fenced => GetMonth("fenced");

        /// <summary>The last month whose events may be gone. Null: none are.</summary>
        public Month? Pruned => GetMonth("pruned");

        /// <summary>What is wrong with it. Null: nothing is.</summary>
        public string Note => this["note"];
    }

    /// <summary>A change that is kept.</summary>
    public sealed class ChangeRecord : Row
    {
        internal static new readonly Func<ChangeRecord> Make = () => new ChangeRecord();

        internal ChangeRecord()
        {
        }

        /// <summary>The number of the change.</summary>
        public long Change => Whole("change").Value;

        /// <summary>When.</summary>
        public DateTimeOffset? At => GetTime("at");

        /// <summary>Of which kind it is.</summary>
        public string Kind => this["kind"];

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The version of the tariff.</summary>
        public int? Version => (int?)Whole("version");

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];

        /// <summary>Where it begins; null: no beginning is set.</summary>
        public MonthOrDay? From => GetMonthOrDay("from");

        /// <summary>Where it ends; null: no end is set.</summary>
        public MonthOrDay? Through => GetMonthOrDay("through");

        /// <summary>Where it ended before.</summary>
        public MonthOrDay? WasThrough => GetMonthOrDay("was_through");

        /// <summary>SHA-256 of the document.</summary>
        public string Sha256 => this["sha256"];

        /// <summary>Who did it.</summary>
        public string Actor => this["actor"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];

        /// <summary>The last month that was closed by then.</summary>
        public Month? ClosedThrough => GetMonth("closed_through");

        /// <summary>Hexadecimal digest.</summary>
        public string Digest => this["digest"];

        /// <summary>The number of the item.</summary>
        public long? Item => Whole("item");

        /// <summary>The amount, excluding VAT.</summary>
        public decimal? Amount => GetDecimal("amount");

        /// <summary>The text.</summary>
        public string Text => this["text"];
    }

    /// <summary>What a change does to closed months: rows month, total and notice.</summary>
    public sealed class Effect : Row
    {
        internal static new readonly Func<Effect> Make = () => new Effect();

        internal Effect()
        {
        }

        /// <summary><c>month</c>, <c>total</c> or <c>notice</c>.</summary>
        public string Entry => this["entry"];

        /// <summary>The month.</summary>
        public Month? Month => GetMonth("month");

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>What was due before.</summary>
        public decimal? Before => GetDecimal("before");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? BeforeMinor => GetInt64("before");

        /// <summary>What is due after.</summary>
        public decimal? After => GetDecimal("after");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? AfterMinor => GetInt64("after");

        /// <summary>How much more it is.</summary>
        public decimal? Difference => GetDecimal("difference");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? DifferenceMinor => GetInt64("difference");

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>A text to be shown.</summary>
        public string Notice => this["notice"];
    }

    /// <summary>A company.</summary>
    public sealed class CompanyRow : Row
    {
        internal static new readonly Func<CompanyRow> Make = () => new CompanyRow();

        internal CompanyRow()
        {
        }

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>The customer number in the vendor's books.</summary>
        public string CustomerNumber => this["customer_number"];

        /// <summary>What the company wants on its invoices.</summary>
        public string Reference => this["reference"];

        /// <summary>The language of its documents.</summary>
        public string Language => this["language"];

        /// <summary>The cost centre in the vendor's books.</summary>
        public string CostCentre => this["cost_centre"];
    }

    /// <summary>A meter.</summary>
    public sealed class MeterRow : Row
    {
        internal static new readonly Func<MeterRow> Make = () => new MeterRow();

        internal MeterRow()
        {
        }

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>How many decimals it has.</summary>
        public int Decimals => checked((int)Whole("decimals"));
    }

    /// <summary>A version of a tariff.</summary>
    public sealed class TariffRow : Row
    {
        internal static new readonly Func<TariffRow> Make = () => new TariffRow();

        internal TariffRow()
        {
        }

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The version of the tariff.</summary>
        public int Version => checked((int)Whole("version"));

        /// <summary>The first month that it prices.</summary>
        public Month Effective => GetMonth("effective").Value;

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>SHA-256 of the document.</summary>
        public string Sha256 => this["sha256"];
    }

    /// <summary>A version of a tariff with its document.</summary>
    public sealed class TariffDocument : Row
    {
        internal static new readonly Func<TariffDocument> Make = () => new TariffDocument();

        internal TariffDocument()
        {
        }

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The version of the tariff.</summary>
        public int Version => checked((int)Whole("version"));

        /// <summary>The first month that it prices.</summary>
        public Month Effective => GetMonth("effective").Value;

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The document as it was added.</summary>
        public string Document => this["document"];

        /// <summary>SHA-256 of the document.</summary>
        public string Sha256 => this["sha256"];
    }

    /// <summary>A company on a tariff.</summary>
    public sealed class SubscriptionRow : Row
    {
        internal static new readonly Func<SubscriptionRow> Make = () => new SubscriptionRow();

        internal SubscriptionRow()
        {
        }

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>Where it begins; null: no beginning is set.</summary>
        public MonthOrDay From => GetMonthOrDay("from").Value;

        /// <summary>Where it ends; null: no end is set.</summary>
        public MonthOrDay? Through => GetMonthOrDay("through");
    }

    /// <summary>A sending domain of a company.</summary>
    public sealed class DomainRow : Row
    {
        internal static new readonly Func<DomainRow> Make = () => new DomainRow();

        internal DomainRow()
        {
        }

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>Where it begins; null: no beginning is set.</summary>
        public Day? From => GetDay("from");

        /// <summary>Where it ends; null: no end is set.</summary>
        public Day? Through => GetDay("through");
    }

    /// <summary>A one-time line that was agreed.</summary>
    public sealed class ItemRow : Row
    {
        internal static new readonly Func<ItemRow> Make = () => new ItemRow();

        internal ItemRow()
        {
        }

        /// <summary>The number of the item.</summary>
        public long Item => Whole("item").Value;

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The amount, excluding VAT.</summary>
        public decimal Amount => GetDecimal("amount").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long AmountMinor => GetInt64("amount").Value;

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The text.</summary>
        public string Text => this["text"];

        /// <summary>When.</summary>
        public DateTimeOffset? At => GetTime("at");

        /// <summary>Who did it.</summary>
        public string Actor => this["actor"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];
    }

    /// <summary>What a table of companies was: rows of a report.</summary>
    public sealed class TableReportRow : Row
    {
        internal static new readonly Func<TableReportRow> Make = () => new TableReportRow();

        internal TableReportRow()
        {
        }

        /// <summary>What the row is.</summary>
        public string Entry => this["entry"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>The value.</summary>
        public long? Value => Whole("value");
    }

    /// <summary>What a table of companies says that the ledger does not.</summary>
    public sealed class TableDifference : Row
    {
        internal static new readonly Func<TableDifference> Make = () => new TableDifference();

        internal TableDifference()
        {
        }

        /// <summary>What it is.</summary>
        public string What => this["what"];

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>What became of it.</summary>
        public string Change => this["change"];

        /// <summary>What was due before.</summary>
        public string Before => this["before"];

        /// <summary>What is due after.</summary>
        public string After => this["after"];

        /// <summary>Where it is.</summary>
        public string Place => this["place"];
    }

    /// <summary>A row of the table of all companies.</summary>
    public sealed class CompanyTableRow : Row
    {
        internal static new readonly Func<CompanyTableRow> Make = () => new CompanyTableRow();

        internal CompanyTableRow()
        {
        }

        /// <summary>The id.</summary>
        public string Id => this["id"];

        /// <summary>The name.</summary>
        public string Name => this["name"];

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>Where it begins; null: no beginning is set.</summary>
        public MonthOrDay? From => GetMonthOrDay("from");

        /// <summary>Where it ends; null: no end is set.</summary>
        public MonthOrDay? Through => GetMonthOrDay("through");

        /// <summary>The sending domains.</summary>
        public string Domains => this["domains"];

        /// <summary>The customer number in the vendor's books.</summary>
        public string CustomerNumber => this["customer_number"];

        /// <summary>What the company wants on its invoices.</summary>
        public string Reference => this["reference"];

        /// <summary>The language of its documents.</summary>
        public string Language => this["language"];

        /// <summary>The cost centre in the vendor's books.</summary>
        public string CostCentre => this["cost_centre"];
    }
}
