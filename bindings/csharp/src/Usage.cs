// What a company used in a month, to be rated.
using System;
using System.Collections.Generic;
using System.Linq;
using Porto.Native;

namespace Porto
{
    /// <summary>What a company used in a month: <c>new Usage(40000)</c>, or <c>new
    /// Usage().Add("messages", 40000).Add("storage", 2.5m)</c>. A meter that is not named was not
    /// used.</summary>
    public sealed class Usage
    {
        private readonly List<Used> meters = new List<Used>();
        private int shareDays;
        private int shareOf;

        /// <summary>Nothing was used.</summary>
        public Usage()
        {
        }

        /// <summary>So much of the only meter that the tariff prices.</summary>
        public Usage(decimal quantity)
        {
            Add(null, quantity);
        }

        /// <summary>Adds a quantity of a meter; null: the only one that the tariff
        /// prices.</summary>
        public Usage Add(string meter, decimal quantity)
        {
            Keep(new Used { Meter = meter, Quantity = Exact.Text(quantity) });
            return this;
        }

        /// <summary>Adds a quantity in units of so many decimals: 250 with 2 is 2.50.</summary>
        public Usage AddUnits(string meter, long quantity, int decimals)
        {
            Keep(new Used { Meter = meter, Units = quantity, Decimals = decimals });
            return this;
        }

        /// <summary>Adds single events of a meter, for a charge that prices each one, in units of
        /// so many decimals.</summary>
        public Usage AddEvents(string meter, IEnumerable<long> values, int decimals = 0)
        {
            long[] list = Given.NotNull(values, nameof(values)).ToArray();
            Keep(new Used { Meter = meter, Values = list, Decimals = decimals });
            return this;
        }

        /// <summary>Only a part of the month is rated, 15 days of 31, by a tariff that
        /// prorates.</summary>
        public Usage Share(int days, int of)
        {
            shareDays = days;
            shareOf = of;
            return this;
        }

        internal static unsafe porto_usage Fill(Usage from, Call call)
        {
            if (from == null)
            {
                throw new ArgumentNullException("usage");
            }
            porto_usage made = porto_usage.Init;
            made.share_days = from.shareDays;
            made.share_of = from.shareOf;
            Used[] used = from.Copy();
            made.meter_count = (UIntPtr)(uint)used.Length;
            made.meters = (porto_meter_usage*)call.Memory.Take(
                (long)sizeof(porto_meter_usage) * used.Length);
            for (int i = 0; i < used.Length; ++i)
            {
                made.meters[i] = Meter(used[i], call);
            }
            return made;
        }

        private void Keep(Used one)
        {
            lock (meters)
            {
                meters.Add(one);
            }
        }

        /// <summary>Of a list that another thread adds to meanwhile, the library would get more
        /// than there is room for.</summary>
        private Used[] Copy()
        {
            lock (meters)
            {
                return meters.ToArray();
            }
        }

        private static unsafe porto_meter_usage Meter(Used from, Call call)
        {
            porto_meter_usage made = porto_meter_usage.Init;
            made.decimals = from.Decimals;
            made.meter = call.Text(from.Meter, out made.meter_len);
            made.quantity = from.Units;
            made.quantity_text = call.Text(from.Quantity, out made.quantity_text_len);
            if (from.Values != null)
            {
                made.values = (long*)call.Memory.Take((long)sizeof(long) * from.Values.Length);
                made.value_count = (UIntPtr)(uint)from.Values.Length;
                for (int i = 0; i < from.Values.Length; ++i)
                {
                    made.values[i] = from.Values[i];
                }
            }
            return made;
        }

        private struct Used
        {
            internal string Meter;
            internal string Quantity;
            internal long Units;
            internal long[] Values;
            internal int Decimals;
        }
    }
}
