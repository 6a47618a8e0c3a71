// Tables: what lies ahead. A test compares the columns with those of the library.
using System;

namespace Porto
{
    /// <summary>What a month costs, and would cost.</summary>
    public sealed class SimulatedRow : Row
    {
        internal static new readonly Func<SimulatedRow> Make = () => new SimulatedRow();

        internal SimulatedRow()
        {
        }

        /// <summary>The month.</summary>
        public Month? Month => GetMonth("month");

        /// <summary>The id of the company; null: all.</summary>
        public string Company => this["company"];

        /// <summary>What it costs.</summary>
        public decimal Current => GetDecimal("current").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long CurrentMinor => GetInt64("current").Value;

        /// <summary>What it would cost.</summary>
        public decimal Simulated => GetDecimal("simulated").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long SimulatedMinor => GetInt64("simulated").Value;

        /// <summary>How much more it is.</summary>
        public decimal Difference => GetDecimal("difference").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long DifferenceMinor => GetInt64("difference").Value;

        /// <summary>What the current cost is: <c>invoiced</c>, <c>preview</c> or
        /// <c>mixed</c>.</summary>
        public string Basis => this["basis"];

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];
    }

    /// <summary>A text to be shown.</summary>
    public sealed class NoticeRow : Row
    {
        internal static new readonly Func<NoticeRow> Make = () => new NoticeRow();

        internal NoticeRow()
        {
        }

        /// <summary>A text to be shown.</summary>
        public string Notice => this["notice"];
    }

    /// <summary>How a charge of the running month stands.</summary>
    public sealed class ChargeOutlook : Row
    {
        internal static new readonly Func<ChargeOutlook> Make = () => new ChargeOutlook();

        internal ChargeOutlook()
        {
        }

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The id of the charge.</summary>
        public string Charge => this["charge"];

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>What was used.</summary>
        public decimal? Used => GetDecimal("used");

        /// <summary>The allowance.</summary>
        public decimal? Included => GetDecimal("included");

        /// <summary>The used part of the allowance, rounded down.</summary>
        public decimal? UsedPercent => GetDecimal("used_percent");

        /// <summary>What is due for it.</summary>
        public decimal Cost => GetDecimal("cost").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long CostMinor => GetInt64("cost").Value;

        /// <summary>Where a straight line from the start of the month leads.</summary>
        public decimal? ForecastUsed => GetDecimal("forecast_used");

        /// <summary>What that would cost.</summary>
        public decimal? ForecastCost => GetDecimal("forecast_cost");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? ForecastCostMinor => GetInt64("forecast_cost");

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];
    }

    /// <summary>Sums of how charges stand.</summary>
    public sealed class OutlookTotal : Row
    {
        internal static new readonly Func<OutlookTotal> Make = () => new OutlookTotal();

        internal OutlookTotal()
        {
        }

        /// <summary>The month.</summary>
        public Month Month => GetMonth("month").Value;

        /// <summary>The id of the company; null: all.</summary>
        public string Company => this["company"];

        /// <summary>What is due for it.</summary>
        public decimal Cost => GetDecimal("cost").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long CostMinor => GetInt64("cost").Value;

        /// <summary>What that would cost.</summary>
        public decimal? ForecastCost => GetDecimal("forecast_cost");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? ForecastCostMinor => GetInt64("forecast_cost");

        /// <summary>ISO 4217 code of the amounts.</summary>
        public string Currency => this["currency"];
    }

    /// <summary>What waits to be done.</summary>
    public sealed class OpenTask : Row
    {
        internal static new readonly Func<OpenTask> Make = () => new OpenTask();

        internal OpenTask()
        {
        }

        /// <summary>What it is.</summary>
        public string What => this["what"];

        /// <summary>The month.</summary>
        public Month? Month => GetMonth("month");

        /// <summary>The id of the company.</summary>
        public string Company => this["company"];

        /// <summary>The sending domain.</summary>
        public string Domain => this["domain"];

        /// <summary>The id of the meter.</summary>
        public string Meter => this["meter"];

        /// <summary>The quantity.</summary>
        public decimal? Quantity => GetDecimal("quantity");

        /// <summary>How many events there are.</summary>
        public long? Events => Whole("events");

        /// <summary>The id of the tariff.</summary>
        public string Tariff => this["tariff"];

        /// <summary>The source of the event.</summary>
        public string Source => this["source"];

        /// <summary>The id of the event within its source.</summary>
        public string EventId => this["event_id"];

        /// <summary>When it occurred.</summary>
        public DateTimeOffset? OccurredAt => GetTime("occurred_at");

        /// <summary>The name of the error.</summary>
        public string Error => this["error"];

        /// <summary>Why.</summary>
        public string Reason => this["reason"];
    }
}
