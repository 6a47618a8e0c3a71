// What usage costs.
using System;
using Porto.Native;

namespace Porto
{
    /// <summary>What usage costs: the lines of an invoice, as numbers, and as rows where they are
    /// wanted. One can be used again for many ratings
    /// (<see cref="Porto.Tariff.Rate(Usage, Rating)"/>). Threads that use one at once wait for each
    /// other; what a thread reads may then be of the rating of another.</summary>
    public sealed unsafe class Rating : IDisposable
    {
        private readonly RatingHandle handle;

        /// <summary>Makes one without a result.</summary>
        public Rating()
        {
            using (var call = new Call())
            {
                call.Check(NativeMethods.porto_rating_open(out handle, out IntPtr error), error);
            }
        }

        /// <summary>How many lines there are; 0 without a result.</summary>
        public int Count
        {
            get
            {
                lock (Gate)
                {
                    return checked((int)NativeMethods.porto_rating_count(Handle));
                }
            }
        }

        /// <summary>The sum of the lines, excluding VAT, in minor units of the tariff's currency:
        /// 86000 is 860.00.</summary>
        public long TotalMinor
        {
            get
            {
                lock (Gate)
                using (var call = new Call())
                {
                    call.Check(
                        NativeMethods.porto_rating_total(Handle, out long minor, out IntPtr error),
                        error);
                    return minor;
                }
            }
        }

        /// <summary>The sum of the lines, excluding VAT.</summary>
        public decimal Total
        {
            get
            {
                // The texts alone are of a month; the decimals are those of the currency.
                lock (Gate)
                using (Rows<InvoiceLine> lines = Lines(new Month(2000, 1)))
                {
                    int decimals = lines.Count == 0 ? 0 : lines.Decimals("net_amount")[0] ?? 0;
                    return Exact.OfUnits(TotalMinor, decimals);
                }
            }
        }

        /// <summary>Guards the result: the library lets one thread at a time use it.</summary>
        internal object Gate { get; } = new object();

        internal RatingHandle Handle =>
            handle.IsClosed ? throw new ObjectDisposedException(nameof(Rating)) : handle;

        /// <summary>The net amount of a line, from 0, in minor units.</summary>
        public long NetMinor(int line)
        {
            lock (Gate)
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_rating_net(
                        Handle, Exact.Count(line, nameof(line)), out long minor, out IntPtr error),
                    error);
                return minor;
            }
        }

        /// <summary>The id of the charge of a line, from 0; empty for limits and rounding of the
        /// whole tariff; null if there is no such line.</summary>
        public string Charge(int line)
        {
            // The text is of the handle, until the next rating.
            lock (Gate)
            {
                string charge = Utf8.Read(
                    NativeMethods.porto_rating_charge(Handle, Exact.Count(line, nameof(line))));
                GC.KeepAlive(this);
                return charge;
            }
        }

        /// <summary>The lines as an invoice has them, with their texts for a month and a
        /// company.</summary>
        public Rows<InvoiceLine> Lines(Month month, string company = null)
        {
            lock (Gate)
            using (var call = new Call())
            {
                byte* text = call.Text(company, out UIntPtr length);
                call.Check(
                    NativeMethods.porto_rating_rows(
                        Handle, month.Yyyymm, text, length, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<InvoiceLine>(rows, InvoiceLine.Make);
            }
        }

        /// <summary>Frees it; again is right.</summary>
        public void Dispose() => handle.Dispose();
    }
}
