// One row of a result.
using System;
using System.Globalization;
using System.Linq;

namespace Porto
{
    /// <summary>One row: its cells by the names of their columns, as the texts that they are, or as
    /// values. An absent cell is null.</summary>
    public class Row
    {
        internal static readonly Func<Row> Make = () => new Row();

        private Rows table;
        private int number;
        private string[] cells;

        internal Row()
        {
        }

        /// <summary>The table that it is of.</summary>
        public Rows Table => table;

        /// <summary>A cell as its text, in which every digit is.</summary>
        public string this[string column] => cells[table.ColumnIndex(column)];

        /// <summary>The cell of a column, from 0, as its text.</summary>
        public string this[int column] => cells[column];

        /// <summary>A number. Where it has more digits than a decimal holds this is an
        /// <see cref="OverflowException"/>, and the text has them.</summary>
        public decimal? GetDecimal(string column)
        {
            string text = this[column];
            return text == null ? (decimal?)null : Exact.Parse(text);
        }

        /// <summary>A cell as the integer that the library takes: 86000 for 860.00 SEK. The type of
        /// the column says in which unit.</summary>
        public long? GetInt64(string column) =>
            table.IntegersOf(table.ColumnIndex(column))[number];

        /// <summary>A moment, in UTC.</summary>
        public DateTimeOffset? GetTime(string column)
        {
            string text = this[column];
            return text == null
                ? (DateTimeOffset?)null
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        }

        /// <summary>A month.</summary>
        public Month? GetMonth(string column) => GetMonthOrDay(column)?.Month;

        /// <summary>A day.</summary>
        public Day? GetDay(string column) => GetMonthOrDay(column)?.Day;

        /// <summary>A month, or a day.</summary>
        public MonthOrDay? GetMonthOrDay(string column)
        {
            string text = this[column];
            if (text == null)
            {
                return null;
            }
            int year = int.Parse(text.Substring(0, 4), CultureInfo.InvariantCulture);
            int month = int.Parse(text.Substring(5, 2), CultureInfo.InvariantCulture);
            return text.Length == 7 ? new Month(year, month) : (MonthOrDay)Day.Parse(text);
        }

        /// <summary>Its cells, with the names of their columns.</summary>
        public override string ToString() => string.Join(
            ", ", table.Columns.Select((column, i) => $"{column.Name}={cells[i] ?? "-"}"));

        internal void Fill(Rows of, int place, string[] texts)
        {
            table = of;
            number = place;
            cells = texts;
        }

        /// <summary>The whole number of a cell.</summary>
        internal long? Whole(string column)
        {
            string text = this[column];
            return text == null
                ? (long?)null
                : long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }
    }
}
