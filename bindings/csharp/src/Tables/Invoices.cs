// Tables: invoices, closed months and books. A test compares the columns with those of the library.
using System;

namespace Porto
{
    /// <summary>A line of an invoice, excluding VAT.</summary>
    public sealed class InvoiceLine : Row
    {
        internal static new readonly Func<InvoiceLine> Make = () => new InvoiceLine();

        internal InvoiceLine()
        {
        }

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The number of the line, from 1.</summary>
        public int Line => checked((int)Whole("line"));

        /// <summary>The id of the charge.</summary>
        public string Charge => this["charge"];

        /// <summary>Of which kind it is.</summary>
        public string Kind => this["kind"];

        /// <summary>The text of the line.</summary>
        public string Text => this["text"];

        /// <summary>The quantity.</summary>
        public decimal Quantity => GetDecimal("quantity").Value;

        /// <summary>The unit of the quantity.</summary>
        public string Unit => this["unit"];

        /// <summary>The price of one; null: the line has none.</summary>
        public decimal? UnitPrice => GetDecimal("unit_price");

        /// <summary>How many the price is of.</summary>
        public decimal? BaseQuantity => GetDecimal("base_quantity");

        /// <summary>The amount before rounding.</summary>
        public decimal ExactAmount => GetDecimal("exact_amount").Value;

        /// <summary>The amount, excluding VAT.</summary>
        public decimal NetAmount => GetDecimal("net_amount").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long NetAmountMinor => GetInt64("net_amount").Value;

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The version of the tariff.</summary>
        public int? TariffVersion => (int?)Whole("tariff_version");

        /// <summary>The month whose usage it is.</summary>
        public Month UsageMonth => GetMonth("usage_month").Value;
    }

    /// <summary>A sum of lines; no company: of all.</summary>
    public sealed class InvoiceTotal : Row
    {
        internal static new readonly Func<InvoiceTotal> Make = () => new InvoiceTotal();

        internal InvoiceTotal()
        {
        }

        /// <summary>The id of the company; null: all.</summary>
        public string Company => this["company"];

        /// <summary>How many lines there are.</summary>
        public long Lines => Whole("lines").Value;

        /// <summary>The amount, excluding VAT.</summary>
        public decimal NetAmount => GetDecimal("net_amount").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long NetAmountMinor => GetInt64("net_amount").Value;

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];
    }

    /// <summary>An adjustment, or what caused it.</summary>
    public sealed class AdjustmentCause : Row
    {
        internal static new readonly Func<AdjustmentCause> Make = () => new AdjustmentCause();

        internal AdjustmentCause()
        {
        }

        /// <summary><c>adjustment</c> or <c>cause</c>.</summary>
        public string Entry => this["entry"];

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The month whose usage it is.</summary>
        public Month UsageMonth => GetMonth("usage_month").Value;

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The id of the charge.</summary>
        public string Charge => this["charge"];

        /// <summary>The amount, excluding VAT.</summary>
        public decimal? NetAmount => GetDecimal("net_amount");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? NetAmountMinor => GetInt64("net_amount");

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>What caused it.</summary>
        public string Cause => this["cause"];

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>The quantity.</summary>
        public decimal? Quantity => GetDecimal("quantity");

        /// <summary>How many events there are.</summary>
        public long? Events => Whole("events");

        /// <summary>The source of the event.</summary>
        public string Source => this["source"];

        /// <summary>The id of the event within its source.</summary>
        public string EventId => this["event_id"];

        /// <summary>The number of the import.</summary>
        public long? Import => Whole("import");

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];

        /// <summary>The version of the tariff.</summary>
        public int? Version => (int?)Whole("version");

        /// <summary>When.</summary>
        public DateTimeOffset? At => GetTime("at");

        /// <summary>Who did it.</summary>
        public string Actor => this["actor"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];
    }

    /// <summary>A closed month.</summary>
    public sealed class ClosedMonth : Row
    {
        internal static new readonly Func<ClosedMonth> Make = () => new ClosedMonth();

        internal ClosedMonth()
        {
        }

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>When it was closed.</summary>
        public DateTimeOffset ClosedAt => GetTime("closed_at").Value;

        /// <summary>How many lines there are.</summary>
        public long Lines => Whole("lines").Value;

        /// <summary>The sum of its lines.</summary>
        public decimal NetAmount => GetDecimal("net_amount").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long NetAmountMinor => GetInt64("net_amount").Value;

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The link of the chain of closed months.</summary>
        public string Hash => this["hash"];

        /// <summary>When its events were removed; null: they are there.</summary>
        public DateTimeOffset? PrunedAt => GetTime("pruned_at");
    }

    /// <summary>A row of an order, of which an accounting system makes an invoice line.</summary>
    public sealed class OrderRow : Row
    {
        internal static new readonly Func<OrderRow> Make = () => new OrderRow();

        internal OrderRow()
        {
        }

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The number of the line, from 1.</summary>
        public int Line => checked((int)Whole("line"));

        /// <summary>The customer number in the vendor's books.</summary>
        public string CustomerNumber => this["customer_number"];

        /// <summary>What the company wants on its invoices.</summary>
        public string Reference => this["reference"];

        /// <summary>The article.</summary>
        public string Article => this["article"];

        /// <summary>The account.</summary>
        public string Account => this["account"];

        /// <summary>The cost centre in the vendor's books.</summary>
        public string CostCentre => this["cost_centre"];

        /// <summary>The text.</summary>
        public string Text => this["text"];

        /// <summary>The quantity.</summary>
        public decimal Quantity => GetDecimal("quantity").Value;

        /// <summary>The unit of the quantity.</summary>
        public string Unit => this["unit"];

        /// <summary>The price of one; null: the line has none.</summary>
        public decimal UnitPrice => GetDecimal("unit_price").Value;

        /// <summary>The amount, excluding VAT.</summary>
        public decimal NetAmount => GetDecimal("net_amount").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long NetAmountMinor => GetInt64("net_amount").Value;

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The month whose usage it is.</summary>
        public Month UsageMonth => GetMonth("usage_month").Value;
    }

    /// <summary>A company's month with a number: an invoice, or a credit note.</summary>
    public sealed class NumberedInvoice : Row
    {
        internal static new readonly Func<NumberedInvoice> Make = () => new NumberedInvoice();

        internal NumberedInvoice()
        {
        }

        /// <summary>The number of the invoice.</summary>
        public string Number => this["number"];

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>Of which kind it is.</summary>
        public string Kind => this["kind"];

        /// <summary>The date of the invoice.</summary>
        public Day Issued => GetDay("issued").Value;

        /// <summary>The date on which it is due; null: a credit note has none.</summary>
        public Day? Due => GetDay("due");

        /// <summary>The amount, excluding VAT.</summary>
        public decimal NetAmount => GetDecimal("net_amount").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long NetAmountMinor => GetInt64("net_amount").Value;

        /// <summary>VAT.</summary>
        public decimal Vat => GetDecimal("vat").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long VatMinor => GetInt64("vat").Value;

        /// <summary>The amount, including VAT.</summary>
        public decimal Total => GetDecimal("total").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long TotalMinor => GetInt64("total").Value;

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];

        /// <summary>The file.</summary>
        public string File => this["file"];

        /// <summary><c>yes</c> if this call gave the number.</summary>
        public string IsNew => this["is_new"];
    }
}
