// How results are written.
using System;
using System.IO;
using Porto.Native;

namespace Porto
{
    /// <summary>How results are written. Later versions may add some.</summary>
    public enum OutputFormat
    {
        /// <summary>Aligned columns for people.</summary>
        Table = 1,

        /// <summary>RFC 4180 with a header, or as <see cref="OutputOptions"/> say.</summary>
        Csv = 2,

        /// <summary>An array of objects; numbers as strings, absent cells null.</summary>
        Json = 3,

        /// <summary>A page with a table, without scripts or outside resources.</summary>
        Html = 4,
    }

    /// <summary>How a format is written where it leaves a choice: <c>new OutputOptions { Csv =
    /// "excel-sv" }</c>.</summary>
    public sealed class OutputOptions
    {
        /// <summary>A ready dialect of CSV: <c>plain</c> (null) or <c>excel-sv</c>.</summary>
        public string Csv { get; set; }

        /// <summary>CSV: what stands between columns; null: that of the dialect.</summary>
        public char? Delimiter { get; set; }

        /// <summary>CSV: <c>.</c> or <c>,</c>; null: that of the dialect.</summary>
        public char? DecimalMark { get; set; }

        /// <summary>CSV: U+FEFF comes first.</summary>
        public bool ByteOrderMark { get; set; }

        /// <summary>Tables: characters that a line has room for; 0: any number.</summary>
        public int TableWidth { get; set; }

        internal static unsafe porto_output_options Fill(OutputOptions from, Call call)
        {
            porto_output_options made = porto_output_options.Init;
            if (from != null)
            {
                made.table_width = Exact.Count(from.TableWidth, nameof(TableWidth));
                made.byte_order_mark = from.ByteOrderMark ? 1 : 0;
                made.delimiter = Exact.Mark(from.Delimiter);
                made.decimal_mark = Exact.Mark(from.DecimalMark);
                made.csv = call.Text(from.Csv, out made.csv_len);
            }
            return made;
        }

        /// <summary>What is written, as a text.</summary>
        internal static string Text(Action<Stream> write)
        {
            using (var memory = new MemoryStream())
            {
                write(memory);
                return System.Text.Encoding.UTF8.GetString(
                    memory.GetBuffer(), 0, (int)memory.Length);
            }
        }
    }
}
