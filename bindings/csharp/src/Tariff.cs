// Tariff documents without a ledger: reading, rating, explaining, comparing and drawing.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Porto.Native;

namespace Porto
{
    /// <summary>A tariff document that was read: how usage becomes money. It never changes, and any
    /// number of threads may use one.</summary>
    public sealed unsafe class Tariff : IDisposable
    {
        private readonly TariffHandle handle;

        internal Tariff(TariffHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>What the document says of itself.</summary>
        public TariffRow Info
        {
            get
            {
                using (var call = new Call())
                {
                    call.Check(
                        NativeMethods.porto_tariff_info(
                            Handle, out RowsHandle rows, out IntPtr error),
                        error);
                    return new Rows<TariffRow>(rows, TariffRow.Make)[0];
                }
            }
        }

        private TariffHandle Handle =>
            handle.IsClosed ? throw new ObjectDisposedException(nameof(Tariff)) : handle;

        /// <summary>Reads a document (TOML).</summary>
        /// <exception cref="PortoDataException">It has mistakes; the message lists
        /// each.</exception>
        public static Tariff Parse(string document, string fileName = null) =>
            Parse(Encoded(document), fileName);

        /// <summary>Reads a document, byte for byte.</summary>
        public static Tariff Parse(byte[] document, string fileName = null)
        {
            using (var call = new Call())
            {
                byte* toml = call.Bytes(document, nameof(document), out UIntPtr length);
                byte* name = call.Text(fileName, out UIntPtr nameLength);
                call.Check(
                    NativeMethods.porto_tariff_open(
                        toml, length, name, nameLength, out TariffHandle made, out IntPtr error),
                    error);
                return new Tariff(made);
            }
        }

        /// <summary>Reads the document in a file.</summary>
        public static Tariff Load(string path) => Parse(
            File.ReadAllBytes(Given.NotNull(path, nameof(path))), path);

        /// <summary>The mistakes of a document, none if it is good.</summary>
        public static Rows<Mistake> Mistakes(string document, string fileName = null)
        {
            using (var call = new Call())
            {
                byte* toml = call.Bytes(Encoded(document), nameof(document), out UIntPtr length);
                byte* name = call.Text(fileName, out UIntPtr nameLength);
                call.Check(
                    NativeMethods.porto_tariff_mistakes(
                        toml, length, name, nameLength, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<Mistake>(rows, Mistake.Make);
            }
        }

        /// <summary>What so much of the only meter costs. A float or a double is refused by the
        /// compiler.</summary>
        public Rating Rate(decimal quantity) => Rate(new Usage(quantity));

        /// <summary>What usage costs.</summary>
        public Rating Rate(Usage usage)
        {
            var made = new Rating();
            try
            {
                Rate(usage, made);
                return made;
            }
            catch
            {
                made.Dispose();
                throw;
            }
        }

        /// <summary>The same, in place of what was rated before.</summary>
        public void Rate(Usage usage, Rating into)
        {
            Given.NotNull(into, nameof(into));
            using (var call = new Call())
            {
                porto_usage used = Usage.Fill(usage, call);
                lock (into.Gate)
                {
                    call.Check(
                        NativeMethods.porto_tariff_rate(
                            Handle, &used, into.Handle, out IntPtr error),
                        error);
                }
            }
        }

        /// <summary>The figures of the examples inside the document, and whether they are
        /// right.</summary>
        public Rows<Example> Examples()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_tariff_examples(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<Example>(rows, Example.Make);
            }
        }

        /// <summary>The tariff in the words of a contract, in <c>en</c> or <c>sv</c>; null: the
        /// document's language.</summary>
        public Rows<ContractText> Describe(string language = null)
        {
            using (var call = new Call())
            {
                byte* words = call.Text(language, out UIntPtr length);
                call.Check(
                    NativeMethods.porto_tariff_describe(
                        Handle, words, length, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ContractText>(rows, ContractText.Make);
            }
        }

        /// <summary>The derivation of what usage costs, step by step.</summary>
        public Rows<DerivationStep> Explain(Usage usage, string language = null)
        {
            using (var call = new Call())
            {
                porto_usage used = Usage.Fill(usage, call);
                byte* words = call.Text(language, out UIntPtr length);
                call.Check(
                    NativeMethods.porto_tariff_explain(
                        Handle, &used, words, length, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<DerivationStep>(rows, DerivationStep.Make);
            }
        }

        /// <summary>What differs between this document and another.</summary>
        public Rows<Difference> Diff(Tariff after)
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_tariff_diff(
                        Handle, Other(after, nameof(after)), out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<Difference>(rows, Difference.Make);
            }
        }

        /// <summary>What each usage costs under both; without usages: some that tell the two
        /// apart.</summary>
        public Rows<Comparison> Compare(Tariff after, IEnumerable<Usage> usages = null)
        {
            List<Usage> list = Given.List(usages ?? new Usage[0], nameof(usages));
            using (var call = new Call())
            {
                var array = (porto_usage*)call.Memory.Take((long)sizeof(porto_usage) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    array[i] = Usage.Fill(list[i], call);
                }
                call.Check(
                    NativeMethods.porto_tariff_compare(
                        Handle, Other(after, nameof(after)), array, (UIntPtr)(uint)list.Count,
                        out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<Comparison>(rows, Comparison.Make);
            }
        }

        /// <summary>What usage of a meter (null: the only one) costs, as an SVG picture, between
        /// two quantities; null: as far as all prices are seen.</summary>
        public string Plot(string meter = null, decimal? from = null, decimal? to = null)
        {
            return OutputOptions.Text(stream =>
            {
                using (var call = new Call())
                {
                    porto_plot_options how = porto_plot_options.Init;
                    how.meter = call.Text(meter, out how.meter_len);
                    string least = from == null ? null : Exact.Text(from.Value);
                    string most = to == null ? null : Exact.Text(to.Value);
                    how.from = call.Text(least, out how.from_len);
                    how.to = call.Text(most, out how.to_len);
                    call.Check(
                        NativeMethods.porto_tariff_plot(
                            Handle, &how, call.Write(stream), IntPtr.Zero, out IntPtr error),
                        error);
                }
            });
        }

        /// <summary>Closes it; what was rated with it stays.</summary>
        public void Dispose() => handle.Dispose();

        internal static TariffHandle Other(Tariff tariff, string name) =>
            Given.NotNull(tariff, name).Handle;

        private static byte[] Encoded(string document) =>
            Utf8.Encoded(document, nameof(document));
    }
}
