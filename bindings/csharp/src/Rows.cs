// Results: tables with named rows.
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using Porto.Native;

namespace Porto
{
    /// <summary>What the cells of a column are. Later versions may add some.</summary>
    public enum ColumnType
    {
        /// <summary>Any text.</summary>
        Text = 1,

        /// <summary>A whole number.</summary>
        Integer = 2,

        /// <summary>An exact number with any decimals, such as a price.</summary>
        Decimal = 3,

        /// <summary>An amount; as an integer in minor units of its currency.</summary>
        Money = 4,

        /// <summary>A quantity; as an integer in the smallest unit of its meter.</summary>
        Quantity = 5,

        /// <summary>A moment; as an integer in microseconds since 1970.</summary>
        Time = 6,

        /// <summary>A month; as an integer yyyymm.</summary>
        Month = 7,

        /// <summary>A day; as an integer yyyymmdd.</summary>
        Day = 8,

        /// <summary>Either of the two.</summary>
        MonthOrDay = 9,
    }

    /// <summary>A column: its name, and what its cells are.</summary>
    public struct Column
    {
        internal Column(string name, ColumnType type)
        {
            Name = name;
            Type = type;
        }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>What its cells are.</summary>
        public ColumnType Type { get; }
    }

    /// <summary>A result: named rows. A snapshot, which needs its ledger no more, and which any
    /// number of threads may read. <see cref="Dispose"/> frees the memory of the library early; so
    /// does the garbage collector. Rows that were read stay with whoever has them.</summary>
    public abstract unsafe class Rows : IDisposable
    {
        private static long made;

        private readonly RowsHandle handle;
        private readonly Dictionary<string, int> index = new Dictionary<string, int>();
        private readonly Dictionary<int, long?[]> integers = new Dictionary<int, long?[]>();
        private int reached = -1; // the row where the cursor is known to be; -1: not known

        internal Rows(RowsHandle handle)
        {
            this.handle = handle;
            uint count = NativeMethods.porto_rows_column_count(handle);
            var columns = new Column[count];
            for (uint i = 0; i < count; ++i)
            {
                string name = Utf8.Read(NativeMethods.porto_rows_column_name(handle, i));
                var type = (ColumnType)NativeMethods.porto_rows_column_type(handle, i);
                columns[i] = new Column(name, type);
                index[name] = (int)i;
            }
            Columns = columns;
            Count = checked((int)NativeMethods.porto_rows_count(handle));
        }

        /// <summary>Its columns, in order.</summary>
        public IReadOnlyList<Column> Columns { get; }

        /// <summary>How many rows there are.</summary>
        public int Count { get; }

        /// <summary>Of rows that are locked together the lower numbers are first.</summary>
        internal long Number { get; } = System.Threading.Interlocked.Increment(ref made);

        /// <summary>Guards the cursor of the library: where reading is.</summary>
        internal object Gate { get; } = new object();

        internal RowsHandle Handle =>
            handle.IsClosed ? throw new ObjectDisposedException(nameof(Rows)) : handle;

        /// <summary>Which column has this name, from 0.</summary>
        /// <exception cref="PortoDataException">None has.</exception>
        public int ColumnIndex(string name)
        {
            if (name != null && index.TryGetValue(name, out int known))
            {
                return known;
            }
            using (var call = new Call())
            {
                byte* text = call.Needed(name, nameof(name), out UIntPtr length);
                call.Check(
                    NativeMethods.porto_rows_find_column(
                        Handle, text, length, out uint column, out IntPtr error),
                    error);
                return (int)column;
            }
        }

        internal int IndexOf(string column) =>
            ColumnIndex(Given.NotNull(column, nameof(column)));

        /// <summary>A column as the integers that the library takes: 86000 for 860.00 SEK, 202603
        /// for a month, microseconds for a time; null where a cell is absent.</summary>
        /// <exception cref="PortoCallException">The column has none: it is of prices, or of texts
        /// that are no numbers.</exception>
        public IReadOnlyList<long?> Integers(string column) => IntegersOf(IndexOf(column));

        /// <summary>How many digits of each of these integers are decimals.</summary>
        public IReadOnlyList<int?> Decimals(string column)
        {
            int number = IndexOf(column);
            var decimals = new List<int?>(Count);
            Each(rows =>
            {
                int status = NativeMethods.porto_rows_decimals(
                    rows, (uint)number, out int value, out IntPtr error);
                decimals.Add(Present(status, error) ? value : (int?)null);
            });
            return decimals;
        }

        /// <summary>The cells of each row as tables show them to people: times by the clocks of the
        /// ledger's zone; null where a cell is absent.</summary>
        public IReadOnlyList<IReadOnlyList<string>> Shown()
        {
            var shown = new List<IReadOnlyList<string>>(Count);
            Each(rows =>
            {
                var cells = new string[Columns.Count];
                for (uint i = 0; i < cells.Length; ++i)
                {
                    cells[i] = Utf8.Read(NativeMethods.porto_rows_shown(rows, i, null));
                }
                shown.Add(cells);
            });
            return shown;
        }

        /// <summary>Writes all rows in a format, as UTF-8.</summary>
        public void Write(
            Stream to, OutputFormat format = OutputFormat.Csv, OutputOptions options = null)
        {
            using (var call = new Call())
            {
                porto_output_options how = OutputOptions.Fill(options, call);
                porto_write_fn write = call.Write(to);
                lock (Gate)
                {
                    Rewind();
                    call.Check(
                        NativeMethods.porto_rows_write(
                            Handle, (int)format, &how, write, IntPtr.Zero, out IntPtr error),
                        error);
                }
            }
        }

        /// <summary>All rows in a format, as a text.</summary>
        public string ToText(
            OutputFormat format = OutputFormat.Csv, OutputOptions options = null) =>
            OutputOptions.Text(to => Write(to, format, options));

        /// <summary>Writes several results with the same columns as if they were one.</summary>
        public static void WriteJoined(
            IEnumerable<Rows> results,
            Stream to,
            OutputFormat format = OutputFormat.Csv,
            OutputOptions options = null)
        {
            List<Rows> list = Given.List(results, nameof(results));
            using (var held = new HeldRows(list))
            using (var call = new Call())
            {
                var array = (IntPtr*)call.Memory.Take((long)sizeof(IntPtr) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    array[i] = held.Rewound(list[i]);
                }
                porto_output_options how = OutputOptions.Fill(options, call);
                var count = (UIntPtr)(uint)list.Count;
                porto_write_fn write = call.Write(to);
                call.Check(
                    NativeMethods.porto_rows_write_joined(
                        array, count, (int)format, &how, write, IntPtr.Zero, out IntPtr error),
                    error);
            }
        }

        /// <summary>Frees them. Again is right.</summary>
        public void Dispose() => handle.Dispose();

        internal long?[] IntegersOf(int column)
        {
            lock (Gate)
            {
                if (!integers.TryGetValue(column, out long?[] known))
                {
                    var values = new List<long?>(Count);
                    Each(rows => values.Add(Integer(rows, column)));
                    integers[column] = known = values.ToArray();
                }
                return known;
            }
        }

        /// <summary>One cell: what others of its column are does not matter.</summary>
        internal long? IntegerOf(int column, int row)
        {
            long? value = null;
            Hold(rows =>
            {
                if (reached < 0 || reached > row)
                {
                    Rewind();
                }
                while (reached < row)
                {
                    Next(rows);
                    ++reached;
                }
                value = Integer(rows, column);
            });
            return value;
        }

        internal string[] Cells(IntPtr rows)
        {
            var cells = new string[Columns.Count];
            UIntPtr length;
            for (uint i = 0; i < cells.Length; ++i)
            {
                byte* text = NativeMethods.porto_rows_text(rows, i, &length);
                cells[i] = Utf8.Read(text, length);
            }
            return cells;
        }

        /// <summary>Walks through all rows, and holds the handle meanwhile.</summary>
        internal void Each(Action<IntPtr> visit)
        {
            Hold(rows =>
            {
                Rewind();
                while (Next(rows))
                {
                    visit(rows);
                }
            });
        }

        /// <summary>Goes back to where nothing is read. Whoever moves the cursor in another way
        /// than <see cref="IntegerOf"/> begins with this.</summary>
        internal void Rewind()
        {
            reached = -1;
            NativeMethods.porto_rows_rewind(Handle);
        }

        private void Hold(Action<IntPtr> use)
        {
            lock (Gate)
            {
                bool held = false;
                RowsHandle rows = Handle;
                try
                {
                    rows.DangerousAddRef(ref held);
                    use(rows.DangerousGetHandle());
                }
                finally
                {
                    if (held)
                    {
                        rows.DangerousRelease();
                    }
                }
            }
        }

        private static bool Next(IntPtr rows)
        {
            int status = NativeMethods.porto_rows_next(rows, out IntPtr error);
            if (status < 0)
            {
                throw PortoException.Take(status, error);
            }
            return status != Abi.PORTO_DONE;
        }

        private static long? Integer(IntPtr rows, int column)
        {
            int status = NativeMethods.porto_rows_int64(
                rows, (uint)column, out long value, out IntPtr error);
            return Present(status, error) ? value : (long?)null;
        }

        private static bool Present(int status, IntPtr error)
        {
            if (status == Abi.PORTO_E_NOT_FOUND)
            {
                NativeMethods.porto_error_free(error);
                return false;
            }
            return status < 0 ? throw PortoException.Take(status, error) : true;
        }
    }

    /// <summary>A result whose rows have the columns as properties.</summary>
    /// <typeparam name="T">What a row is.</typeparam>
    public sealed unsafe class Rows<T> : Rows, IReadOnlyList<T>
        where T : Row
    {
        private readonly Func<T> make;
        private T[] read;

        internal Rows(RowsHandle handle, Func<T> make)
            : base(handle)
        {
            this.make = make;
        }

        /// <summary>A row, from 0.</summary>
        public T this[int place] => All()[place];

        /// <summary>The rows in their order, as often as wanted.</summary>
        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)All()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>The rows whose cell of a column is this text; null: is absent.</summary>
        public Rows<T> Having(string column, string value)
        {
            using (var call = new Call())
            {
                byte* name = call.Needed(column, nameof(column), out UIntPtr nameLength);
                byte* text = call.Text(value, out UIntPtr length);
                lock (Gate)
                {
                    call.Check(
                        NativeMethods.porto_rows_where(
                            Handle, name, nameLength, text, length, out RowsHandle rows,
                            out IntPtr error),
                        error);
                    return new Rows<T>(rows, make);
                }
            }
        }

        private T[] All()
        {
            lock (Gate)
            {
                RowsHandle open = Handle;
                if (read == null)
                {
                    var made = new List<T>(Count);
                    Each(rows =>
                    {
                        T row = make();
                        row.Fill(this, made.Count, Cells(rows));
                        made.Add(row);
                    });
                    read = made.ToArray();
                }
                return read;
            }
        }
    }
}
