// Stored events, and their corrections.
using System;
using System.IO;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>Which stored events; what is not set does not restrict.</summary>
    public sealed class EventFilter
    {
        /// <summary>The id of the company whose they are now.</summary>
        public string Company { get; set; }

        /// <summary>Of this source.</summary>
        public string Source { get; set; }

        /// <summary>The sending domain that they named.</summary>
        public string Domain { get; set; }

        /// <summary>Of this meter.</summary>
        public string Meter { get; set; }

        /// <summary>From this month of the ledger's zone.</summary>
        public Month? From { get; set; }

        /// <summary>Through this month.</summary>
        public Month? Through { get; set; }

        /// <summary>Or of a day.</summary>
        public Day? Day { get; set; }

        /// <summary>Only events that were voided, alone or with their import.</summary>
        public bool Voided { get; set; }

        /// <summary>The number of the import that stored them.</summary>
        public long Import { get; set; }

        /// <summary>Stored after the event with this <see cref="StoredEvent.Seq"/>.</summary>
        public long After { get; set; }

        /// <summary>The first so many.</summary>
        public long Limit { get; set; }

        internal static unsafe porto_event_filter Fill(EventFilter from, Call call)
        {
            porto_event_filter made = porto_event_filter.Init;
            if (from != null)
            {
                made.company = call.Text(from.Company, out made.company_len);
                made.source = call.Text(from.Source, out made.source_len);
                made.domain = call.Text(from.Domain, out made.domain_len);
                made.meter = call.Text(from.Meter, out made.meter_len);
                made.from_yyyymm = from.From?.Yyyymm ?? 0;
                made.through_yyyymm = from.Through?.Yyyymm ?? 0;
                made.day_yyyymmdd = from.Day?.Yyyymmdd ?? 0;
                made.voided = from.Voided ? 1 : 0;
                made.import = from.Import;
                made.after = from.After;
                made.limit = from.Limit;
            }
            return made;
        }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>An event as it is stored.</summary>
        public StoredEvent StoredEvent(string eventId, string source = "import")
        {
            using (var call = new Call())
            {
                byte* from = call.Needed(source, nameof(source), out UIntPtr fromLength);
                byte* id = call.Needed(eventId, nameof(eventId), out UIntPtr idLength);
                call.Check(
                    NativeMethods.porto_event_show(
                        Handle, from, fromLength, id, idLength, out RowsHandle rows,
                        out IntPtr error),
                    error);
                return Single(rows, Porto.StoredEvent.Make);
            }
        }

        /// <summary>Stored events in the order in which they were stored, at most 10000 unless the
        /// filter has a limit; the next ones come with <see cref="EventFilter.After"/>.</summary>
        public Rows<StoredEvent> StoredEvents(
            EventFilter which = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_event_filter filter = EventFilter.Fill(which, call);
                call.Check(
                    NativeMethods.porto_event_list(
                        call.Begin(Handle), &filter, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<StoredEvent>(rows, Porto.StoredEvent.Make);
            }
        }

        /// <summary>Writes stored events as they are read, any number of them.</summary>
        public void WriteEvents(
            Stream to,
            OutputFormat format = OutputFormat.Csv,
            EventFilter which = null,
            OutputOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_event_filter filter = EventFilter.Fill(which, call);
                porto_output_options how = OutputOptions.Fill(options, call);
                call.Check(
                    NativeMethods.porto_event_write(
                        call.Begin(Handle), &filter, (int)format, &how, call.Write(to), IntPtr.Zero,
                        out IntPtr error),
                    error);
            }
        }

        /// <summary>Takes an event out of what is counted. It stays, with who voided it and
        /// why.</summary>
        public Changed<StoredEvent> VoidEvent(string eventId, By by, string source = "import")
        {
            using (var call = new Call())
            {
                porto_void what = Void(call, eventId, by, source);
                porto_change_options how = porto_change_options.Init;
                how.dry_run = by.DryRun ? 1 : 0;
                int status = call.Check(
                    NativeMethods.porto_event_void(
                        Handle, &what, &how, out RowsHandle rows, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed<StoredEvent>(
                    status, effect, new Rows<StoredEvent>(rows, Porto.StoredEvent.Make));
            }
        }

        /// <summary>Voids an event and stores a replacement with another quantity, in the meter's
        /// smallest unit.</summary>
        public Changed<Corrected> CorrectEvent(
            string eventId, long quantity, By by, string source = "import")
        {
            using (var call = new Call())
            {
                porto_void what = Void(call, eventId, by, source);
                porto_change_options how = porto_change_options.Init;
                how.dry_run = by.DryRun ? 1 : 0;
                int status = call.Check(
                    NativeMethods.porto_event_correct(
                        Handle, &what, quantity, &how, out RowsHandle rows, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed<Corrected>(
                    status, effect, new Rows<Corrected>(rows, Corrected.Make));
            }
        }

        private static porto_void Void(Call call, string eventId, By by, string source)
        {
            Given.NotNull(by, nameof(by));
            By.Refuse(by, nameof(by), allowFar: true, settle: true);
            porto_void what = porto_void.Init;
            what.source = call.Needed(source, nameof(source), out what.source_len);
            what.event_id = call.Needed(eventId, nameof(eventId), out what.event_id_len);
            what.actor = call.Needed(by.Actor, "by.Actor", out what.actor_len);
            what.reason = call.Needed(by.Reason, "by.Reason", out what.reason_len);
            what.voided_at_unix_us = Exact.NowOr(by.At);
            return what;
        }
    }
}
