// Events as an array of porto_event: one pass, without an allocation for each.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Porto.Native
{
    internal static unsafe class Events
    {
        /// <summary>Calls porto_usage_record or porto_recorder_record.</summary>
        internal delegate int Recording(
            porto_event* events, UIntPtr count, long now, porto_record_options* options,
            int* outcomes, out RowsHandle rejected, out IntPtr error);

        /// <summary>Records some events in one transaction; the first has a place among all of the
        /// call that a program made, which messages name.</summary>
        internal static Recorded Record(
            IEnumerable<UsageEvent> events,
            long first,
            DateTimeOffset? now,
            Call call,
            Recording record)
        {
            if (events == null)
            {
                throw new ArgumentNullException(nameof(events));
            }
            // A copy: of a list that changes meanwhile the library would get more than there is.
            UsageEvent[] copy = events.ToArray();
            int count = copy.Length;
            porto_event* array = Fill(copy, first, call.Memory);
            var outcomes = new Outcome[count];
            var numbers = (int*)call.Memory.Take((long)sizeof(int) * count);
            porto_record_options how = porto_record_options.Init;
            int status = record(
                array, (UIntPtr)(uint)count, Exact.NowOr(now), &how, numbers,
                out RowsHandle rejected, out IntPtr error);
            call.Check(status, error);
            var done = new Recorded(outcomes);
            for (int i = 0; i < count; ++i)
            {
                outcomes[i] = (Outcome)numbers[i];
                done.Add(numbers[i]);
            }
            using (var rows = new Rows<RejectedRow>(rejected, RejectedRow.Make))
            {
                foreach (RejectedRow row in rows)
                {
                    done.Add(row);
                }
            }
            return done;
        }

        /// <summary>Batch by batch; what was stored before a failure stays, and the exception says
        /// how much it is.</summary>
        internal static Recorded RecordMany(
            IEnumerable<UsageEvent> events,
            int batch,
            Func<IEnumerable<UsageEvent>, long, Recorded> record)
        {
            var total = new Recorded(new Outcome[0]);
            try
            {
                if (events == null)
                {
                    throw new ArgumentNullException(nameof(events));
                }
                if (batch < 1)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(batch), batch, "a batch has one event or more");
                }
                var some = new List<UsageEvent>(Math.Min(batch, 10000));
                foreach (UsageEvent one in events)
                {
                    some.Add(one);
                    if (some.Count == batch)
                    {
                        total.Add(record(some, total.Count));
                        some.Clear();
                    }
                }
                if (some.Count > 0)
                {
                    total.Add(record(some, total.Count));
                }
                return total;
            }
            catch (Exception error)
            {
                error.Data[PortoException.CommittedKey] = total.Stored;
                throw;
            }
        }

        private static porto_event* Fill(UsageEvent[] events, long first, Arena memory)
        {
            int count = events.Length;
            var array = (porto_event*)memory.Take((long)sizeof(porto_event) * count);
            var companies = new Repeated(memory);
            var meters = new Repeated(memory);
            var sources = new Repeated(memory);
            var domains = new Repeated(memory);
            for (int i = 0; i < count; ++i)
            {
                UsageEvent from = events[i];
                if (from.EventId == null)
                {
                    throw new ArgumentNullException(
                        nameof(events),
                        $"events[{first + i}].EventId is null: an event needs an id");
                }
                porto_event* to = array + i;
                to->struct_size = (uint)sizeof(porto_event);
                to->reserved = 0;
                to->occurred_at_unix_us = Exact.Micros(from.OccurredAt);
                to->quantity = from.Quantity;
                try
                {
                    to->source = sources.Text(from.Source, out to->source_len);
                    to->event_id = memory.Text(from.EventId, out to->event_id_len);
                    to->company = companies.Text(from.Company, out to->company_len);
                    to->meter = meters.Text(from.Meter, out to->meter_len);
                    to->domain = domains.Text(from.Domain, out to->domain_len);
                }
                catch (EncoderFallbackException error)
                {
                    string place = $"events[{first + i}].{NoUnicode(from)}";
                    throw Utf8.Refused(place, nameof(events), error);
                }
            }
            return array;
        }

        /// <summary>Which text of an event it is that cannot be written as UTF-8.</summary>
        private static string NoUnicode(UsageEvent one)
        {
            return !Utf8.Takes(one.EventId) ? nameof(one.EventId)
                : !Utf8.Takes(one.Company) ? nameof(one.Company)
                : !Utf8.Takes(one.Meter) ? nameof(one.Meter)
                : !Utf8.Takes(one.Source) ? nameof(one.Source)
                : nameof(one.Domain);
        }

        /// <summary>A column whose texts often are those of the event before.</summary>
        private struct Repeated
        {
            private readonly Arena memory;
            private string last;
            private byte* text;
            private UIntPtr length;

            internal Repeated(Arena memory)
            {
                this.memory = memory;
                last = null;
                text = null;
                length = UIntPtr.Zero;
            }

            internal byte* Text(string wanted, out UIntPtr size)
            {
                if (wanted == null)
                {
                    size = UIntPtr.Zero;
                    return null;
                }
                if (!ReferenceEquals(wanted, last) && wanted != last)
                {
                    text = memory.Text(wanted, out length);
                    last = wanted;
                }
                size = length;
                return text;
            }
        }
    }
}
