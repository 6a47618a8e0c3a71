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
        public string this[string column] => cells[table.IndexOf(column)];

        /// <summary>The cell of a column, from 0, as its text.</summary>
        public string this[int column] => cells[column];

        /// <summary>A number. Where it has more digits than a decimal holds this is an
        /// <see cref="OverflowException"/>, and the text has them.</summary>
        /// <exception cref="InvalidCastException">The column is of something else; so with the
        /// methods below.</exception>
        public decimal? GetDecimal(string column)
        {
            string text = Cell(
                column, ColumnType.Decimal, ColumnType.Money, ColumnType.Quantity,
                ColumnType.Integer);
            return text == null ? (decimal?)null : Exact.Parse(text);
        }

        /// <summary>A cell as the integer that the library takes: 86000 for 860.00 SEK. The type of
        /// the column says in which unit. Rows are best asked in their order; for any order there
        /// is <see cref="Rows.Integers"/>.</summary>
        public long? GetInt64(string column) =>
            table.IntegerOf(table.IndexOf(column), number);

        /// <summary>A moment, in UTC.</summary>
        public DateTimeOffset? GetTime(string column)
        {
            string text = Cell(column, ColumnType.Time);
            return text == null
                ? (DateTimeOffset?)null
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        }

        /// <summary>A month. Where a column may have days, too, and the cell is one, it is not
        /// read as its month.</summary>
        public Month? GetMonth(string column)
        {
            string text = Cell(column, ColumnType.Month, ColumnType.MonthOrDay);
            return text == null
                ? (Month?)null
                : MonthOrDay(text).Month ?? throw Other(column, text, ColumnType.Month);
        }

        /// <summary>A day.</summary>
        public Day? GetDay(string column)
        {
            string text = Cell(column, ColumnType.Day, ColumnType.MonthOrDay);
            return text == null
                ? (Day?)null
                : MonthOrDay(text).Day ?? throw Other(column, text, ColumnType.Day);
        }

        /// <summary>A month, or a day.</summary>
        public MonthOrDay? GetMonthOrDay(string column)
        {
            string text = Cell(column, ColumnType.MonthOrDay, ColumnType.Month, ColumnType.Day);
            return text == null ? (MonthOrDay?)null : MonthOrDay(text);
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

        private static MonthOrDay MonthOrDay(string text)
        {
            int year = int.Parse(text.Substring(0, 4), CultureInfo.InvariantCulture);
            int month = int.Parse(text.Substring(5, 2), CultureInfo.InvariantCulture);
            return text.Length == 7 ? new Month(year, month) : (MonthOrDay)Day.Parse(text);
        }

        /// <summary>The text of a cell whose column is of one of these types. As with integers the
        /// type decides, also where the cell is absent.</summary>
        private string Cell(string column, params ColumnType[] types)
        {
            int index = table.IndexOf(column);
            return types.Contains(table.Columns[index].Type)
                ? cells[index]
                : throw Other(column, cells[index], types[0]);
        }

        private InvalidCastException Other(string column, string text, ColumnType wanted)
        {
            ColumnType type = table.Columns[table.IndexOf(column)].Type;
            string cell = text == null ? "this cell is absent" : $"this cell is \"{text}\"";
            return new InvalidCastException(
                $"column \"{column}\" is of type {type}, and {cell}: it cannot be read as "
                + wanted);
        }
    }
}
