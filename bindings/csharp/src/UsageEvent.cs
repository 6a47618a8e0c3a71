// Usage events, and what recording them did.
using System;
using System.Collections.Generic;

namespace Porto
{
    /// <summary>A usage event. Its source and id are its identity for ever: the idempotency
    /// key.</summary>
    public struct UsageEvent
    {
        /// <summary>An event. Its quantity is in the meter's smallest unit
        /// (<see cref="Ledger.Units"/>).</summary>
        public UsageEvent(
            string eventId,
            DateTimeOffset occurredAt,
            long quantity,
            string company = null,
            string meter = null,
            string source = null,
            string domain = null)
        {
            EventId = eventId;
            OccurredAt = occurredAt;
            Quantity = quantity;
            Company = company;
            Meter = meter;
            Source = source;
            Domain = domain;
        }

        /// <summary>Its id within the source.</summary>
        public string EventId { get; }

        /// <summary>When it occurred; the library keeps microseconds.</summary>
        public DateTimeOffset OccurredAt { get; }

        /// <summary>In the meter's smallest unit: 250 is 2.50 of a meter with 2 decimals.</summary>
        public long Quantity { get; }

        /// <summary>The id of the company that it counts for; null: that of the domain.</summary>
        public string Company { get; }

        /// <summary>The id of the meter; null: <c>messages</c>.</summary>
        public string Meter { get; }

        /// <summary>Where it is from; null: <c>import</c>.</summary>
        public string Source { get; }

        /// <summary>Where there is no company: the sending domain, in lower case.</summary>
        public string Domain { get; }
    }

    /// <summary>What recording an event did.</summary>
    public enum Outcome
    {
        /// <summary>Counted, on disk.</summary>
        Stored = 0,

        /// <summary>It is there with the same content; nothing changed.</summary>
        Duplicate = 1,

        /// <summary>It is there with other content; nothing changed.</summary>
        Conflict = 2,

        /// <summary>Malformed, or its month is closed; nothing changed.</summary>
        Rejected = 3,
    }

    /// <summary>An event that was not stored, and why.</summary>
    public sealed class RejectedEvent
    {
        internal RejectedEvent(long number, Outcome outcome, string reason, string kind)
        {
            Number = number;
            Outcome = outcome;
            Reason = reason;
            Kind = kind;
        }

        /// <summary>Its place among all events of the call, from 0.</summary>
        public long Number { get; }

        /// <summary>Whether it conflicts or was rejected.</summary>
        public Outcome Outcome { get; }

        /// <summary>Why, for people.</summary>
        public string Reason { get; }

        /// <summary>The same for all events with that fault.</summary>
        public string Kind { get; }
    }

    /// <summary>What recording did.</summary>
    public sealed class Recorded
    {
        private readonly long[] counts = new long[4];
        private readonly List<RejectedEvent> rejects = new List<RejectedEvent>();

        internal Recorded(Outcome[] outcomes)
        {
            Outcomes = outcomes;
        }

        /// <summary>How many events are stored by this call.</summary>
        public long Stored => counts[(int)Outcome.Stored];

        /// <summary>How many were there already.</summary>
        public long Duplicate => counts[(int)Outcome.Duplicate];

        /// <summary>How many are there with other content.</summary>
        public long Conflict => counts[(int)Outcome.Conflict];

        /// <summary>How many were rejected.</summary>
        public long Rejected => counts[(int)Outcome.Rejected];

        /// <summary>How many events there were.</summary>
        public long Count => Stored + Duplicate + Conflict + Rejected;

        /// <summary>Whether each event is stored, by this call or an earlier one.</summary>
        public bool IsComplete => rejects.Count == 0;

        /// <summary>The events that were rejected or conflict.</summary>
        public IReadOnlyList<RejectedEvent> Rejects => rejects;

        /// <summary>What was done with each event, in order; empty after
        /// <c>RecordMany</c>.</summary>
        public IReadOnlyList<Outcome> Outcomes { get; }

        internal void Add(int outcome) => ++counts[outcome];

        internal void Add(RejectedRow row)
        {
            Outcome outcome = row.Outcome == "conflict" ? Outcome.Conflict : Outcome.Rejected;
            rejects.Add(new RejectedEvent(row.Index, outcome, row.Reason, row.Kind));
        }

        /// <summary>Adds what a later batch did.</summary>
        internal void Add(Recorded batch)
        {
            long before = Count;
            for (int i = 0; i < counts.Length; ++i)
            {
                counts[i] += batch.counts[i];
            }
            foreach (RejectedEvent one in batch.rejects)
            {
                rejects.Add(
                    new RejectedEvent(one.Number + before, one.Outcome, one.Reason, one.Kind));
            }
        }
    }
}
