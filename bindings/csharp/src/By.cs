// What is said beside a change, and what a change did.
using System;
using Porto.Native;

namespace Porto
{
    /// <summary>Who changes something, why, and how: <c>new By("anna", "moved to the new tariff") {
    /// DryRun = true }</c>.</summary>
    public sealed class By
    {
        /// <summary>Who, and why; null: not said.</summary>
        public By(string actor = null, string reason = null)
        {
            Actor = actor;
            Reason = reason;
        }

        /// <summary>Who makes the change; null: not said.</summary>
        public string Actor { get; set; }

        /// <summary>Why; null: not said.</summary>
        public string Reason { get; set; }

        /// <summary>When; null: the clock's time. Where a call has a time of its own, now, that is
        /// when, and this one is refused.</summary>
        public DateTimeOffset? At { get; set; }

        /// <summary>All of it is done and taken back; nothing is changed.</summary>
        public bool DryRun { get; set; }

        /// <summary>Months are meant that are years away. Refused where there are none: in
        /// corrections of events, imports, and where a month is closed.</summary>
        public bool AllowFar { get; set; }

        /// <summary>Removes also what closed months used, which the next close credits. Refused
        /// where neither a subscription nor a domain is removed.</summary>
        public bool Settle { get; set; }

        internal static unsafe porto_change_options Fill(By by, Call call, bool settles = false)
        {
            Refuse(by, nameof(by), settle: !settles);
            porto_change_options made = porto_change_options.Init;
            made.at_unix_us = Exact.NowOr(by?.At);
            if (by != null)
            {
                made.actor = call.Text(by.Actor, out made.actor_len);
                made.reason = call.Text(by.Reason, out made.reason_len);
                made.dry_run = by.DryRun ? 1 : 0;
                made.allow_far = by.AllowFar ? 1 : 0;
                made.settle = by.Settle ? 1 : 0;
            }
            return made;
        }

        /// <summary>Refuses members of which a call makes no use: none is ignored.</summary>
        internal static void Refuse(
            By by, string name, bool at = false, bool allowFar = false, bool settle = false)
        {
            if (at && by?.At != null)
            {
                throw new ArgumentException(
                    $"{name}.At is set, but the time of this call is its now: leave it out", name);
            }
            if (allowFar && by?.AllowFar == true)
            {
                throw new ArgumentException(
                    $"{name}.AllowFar is set, but no month of this call can be too far away: "
                    + "leave it out",
                    name);
            }
            if (settle && by?.Settle == true)
            {
                throw new ArgumentException(
                    $"{name}.Settle is set, but only what removes a subscription or a domain "
                    + "settles: leave it out",
                    name);
            }
        }
    }

    /// <summary>What a change did.</summary>
    public class Changed
    {
        internal Changed(int status, RowsHandle effect)
        {
            HasChanged = status != Abi.PORTO_EXISTS;
            Effect = new Rows<Effect>(effect, Porto.Effect.Make);
        }

        /// <summary>False: it was there already, and nothing changed.</summary>
        public bool HasChanged { get; }

        /// <summary>What it does to closed months, which the next close settles.</summary>
        public Rows<Effect> Effect { get; }
    }

    /// <summary>What a change did, and the row that it gave.</summary>
    /// <typeparam name="T">What the row is.</typeparam>
    public sealed class Changed<T> : Changed
        where T : Row
    {
        internal Changed(int status, RowsHandle effect, Rows<T> rows)
            : base(status, effect)
        {
            Rows = rows;
        }

        /// <summary>The rows that it gave.</summary>
        public Rows<T> Rows { get; }
    }
}
