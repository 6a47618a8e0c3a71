// How a ledger is created or opened.
using System;
using Porto.Native;

namespace Porto
{
    /// <summary>How a ledger is created. What is not set has a default.</summary>
    public sealed class CreateOptions
    {
        /// <summary>IANA name of the zone whose clocks say which month it is; null:
        /// Europe/Stockholm.</summary>
        public string Zone { get; set; }

        /// <summary>ISO 4217 code; null: SEK.</summary>
        public string Currency { get; set; }

        /// <summary>Usage of closed months: <c>adjust</c> (null), which the next close settles, or
        /// <c>refuse</c>.</summary>
        public string Late { get; set; }

        /// <summary>How far ahead an event may be, 1 to 36500 days; 0: any.</summary>
        public int FutureDays { get; set; }

        /// <summary>Quantities may be negative.</summary>
        public bool AllowNegative { get; set; }

        /// <summary>Events before it are refused; null: 2000-01.</summary>
        public Month? FirstMonth { get; set; }

        /// <summary>As <see cref="OpenOptions.BusyTimeout"/>.</summary>
        public TimeSpan? BusyTimeout { get; set; }

        internal static unsafe porto_ledger_options Fill(CreateOptions from, Call call)
        {
            porto_ledger_options made = porto_ledger_options.Init;
            if (from != null)
            {
                made.zone = call.Text(from.Zone, out made.zone_len);
                made.currency = call.Text(from.Currency, out made.currency_len);
                made.late = call.Text(from.Late, out made.late_len);
                made.future_days = from.FutureDays;
                made.allow_negative = from.AllowNegative ? 1 : 0;
                made.first_month_yyyymm = from.FirstMonth?.Yyyymm ?? 0;
                made.busy_timeout_ms = OpenOptions.Milliseconds(from.BusyTimeout);
            }
            return made;
        }
    }

    /// <summary>How a ledger is opened. What is not set has a default.</summary>
    public sealed class OpenOptions
    {
        /// <summary>Nothing is written, neither to the file nor beside it.</summary>
        public bool ReadOnly { get; set; }

        /// <summary>How long each call waits for another process that writes before it fails with
        /// <see cref="PortoStatus.Busy"/>; null: 10 seconds; zero: not at all.</summary>
        public TimeSpan? BusyTimeout { get; set; }

        internal static porto_ledger_options Fill(OpenOptions from)
        {
            porto_ledger_options made = porto_ledger_options.Init;
            if (from != null)
            {
                made.read_only = from.ReadOnly ? 1 : 0;
                made.busy_timeout_ms = Milliseconds(from.BusyTimeout);
            }
            return made;
        }

        internal static long Milliseconds(TimeSpan? timeout)
        {
            if (timeout == null)
            {
                return 0;
            }
            if (timeout < TimeSpan.Zero)
            {
                throw new ArgumentOutOfRangeException(
                    "BusyTimeout", timeout, "it is below 0; zero waits not at all");
            }
            // What is below a millisecond waits for one.
            long whole = timeout.Value.Ticks / TimeSpan.TicksPerMillisecond;
            long up = timeout.Value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? whole : whole + 1;
            return up == 0 ? Abi.PORTO_NO_WAIT : up;
        }
    }
}
