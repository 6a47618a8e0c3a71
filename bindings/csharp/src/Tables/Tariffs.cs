// Tables: what tariff documents say and cost.
// A test compares the columns with those of the library.
using System;

namespace Porto
{
    /// <summary>A mistake of a tariff document.</summary>
    public sealed class Mistake : Row
    {
        internal static new readonly Func<Mistake> Make = () => new Mistake();

        internal Mistake()
        {
        }

        /// <summary>The file.</summary>
        public string File => this["file"];

        /// <summary>The line of the document, from 1.</summary>
        public int Line => checked((int)Whole("line"));

        /// <summary>The place in the line, from 1.</summary>
        public int Column => checked((int)Whole("column"));

        /// <summary>How bad it is.</summary>
        public string Severity => this["severity"];

        /// <summary>What it is.</summary>
        public string What => this["what"];

        /// <summary>What to do.</summary>
        public string Hint => this["hint"];
    }

    /// <summary>A figure of an example in a tariff document.</summary>
    public sealed class Example : Row
    {
        internal static new readonly Func<Example> Make = () => new Example();

        internal Example()
        {
        }

        /// <summary>The file.</summary>
        public string File => this["file"];

        /// <summary>The number of the line, from 1.</summary>
        public int Line => checked((int)Whole("line"));

        /// <summary>What was used.</summary>
        public string Usage => this["usage"];

        /// <summary>What the figure is of.</summary>
        public string Subject => this["subject"];

        /// <summary>What is expected.</summary>
        public string Expected => this["expected"];

        /// <summary>What it is.</summary>
        public string Actual => this["actual"];

        /// <summary><c>yes</c> or <c>no</c>.</summary>
        public string Ok => this["ok"];
    }

    /// <summary>A step of the derivation of an amount.</summary>
    public sealed class DerivationStep : Row
    {
        internal static new readonly Func<DerivationStep> Make = () => new DerivationStep();

        internal DerivationStep()
        {
        }

        /// <summary>The id of the charge.</summary>
        public string Charge => this["charge"];

        /// <summary>The step.</summary>
        public string Step => this["step"];

        /// <summary>How it is computed.</summary>
        public string Formula => this["formula"];

        /// <summary>The value.</summary>
        public string Value => this["value"];

        /// <summary>The number of the line, from 1.</summary>
        public int? Line => (int?)Whole("line");
    }

    /// <summary>What a contract says of a charge, or of the whole tariff (an empty
    /// charge).</summary>
    public sealed class ContractText : Row
    {
        internal static new readonly Func<ContractText> Make = () => new ContractText();

        internal ContractText()
        {
        }

        /// <summary>The id of the charge; empty: of the whole tariff.</summary>
        public string Charge => this["charge"];

        /// <summary>Whole sentences.</summary>
        public string Text => this["text"];
    }

    /// <summary>What differs between two documents.</summary>
    public sealed class Difference : Row
    {
        internal static new readonly Func<Difference> Make = () => new Difference();

        internal Difference()
        {
        }

        /// <summary>The id of the charge.</summary>
        public string Charge => this["charge"];

        /// <summary>The field of the document.</summary>
        public string Field => this["field"];

        /// <summary>What became of it.</summary>
        public string Change => this["change"];

        /// <summary>The before.</summary>
        public string Old => this["old"];

        /// <summary>The after.</summary>
        public string New => this["new"];
    }

    /// <summary>What usage costs under two documents.</summary>
    public sealed class Comparison : Row
    {
        internal static new readonly Func<Comparison> Make = () => new Comparison();

        internal Comparison()
        {
        }

        /// <summary>What was used.</summary>
        public string Usage => this["usage"];

        /// <summary>The cost before.</summary>
        public decimal Old => GetDecimal("old").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long OldMinor => GetInt64("old").Value;

        /// <summary>The cost after.</summary>
        public decimal New => GetDecimal("new").Value;

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long NewMinor => GetInt64("new").Value;

        /// <summary>How much more it is; null: between two currencies.</summary>
        public decimal? Difference => GetDecimal("difference");

        /// <summary>The same in minor units of the currency: 86000 is 860.00.</summary>
        public long? DifferenceMinor => GetInt64("difference");

        /// <summary>The currency before.</summary>
        public string OldCurrency => this["old_currency"];

        /// <summary>The currency after.</summary>
        public string NewCurrency => this["new_currency"];
    }
}
