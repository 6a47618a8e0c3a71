// What a step of the table says, as values of C#.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Porto.Tests
{
    /// <summary>A JSON object of the table; what is left out is null.</summary>
    public sealed class Arguments
    {
        private readonly Dictionary<string, object> members;

        public Arguments(object members)
        {
            this.members = (Dictionary<string, object>)members ?? new Dictionary<string, object>();
        }

        public object this[string name] =>
            members.TryGetValue(name, out object value) ? value : null;

        public bool Has(string name) => members.ContainsKey(name);

        public IEnumerable<string> Names => members.Keys;

        public string Text(string name) => (string)this[name];

        public bool Flag(string name) => this[name] is bool || (Text(name) ?? "0") != "0";

        public long Number(string name) =>
            long.Parse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        public Month Month(string name) => Porto.Month.Parse(Text(name));

        public Month? MaybeMonth(string name) =>
            this[name] == null ? (Month?)null : Porto.Month.Parse(Text(name));

        public Day? MaybeDay(string name) =>
            this[name] == null ? (Day?)null : Day.Parse(Text(name));

        public DateTimeOffset Time(string name) => PortoLibrary.ParseTime(Text(name));

        public Arguments Object(string name) => new Arguments(this[name]);

        public List<object> List(string name) => (List<object>)this[name];

        public IEnumerable<string> Texts(string name) => List(name)?.Cast<string>();

        public IEnumerable<Arguments> Objects(string name) =>
            (List(name) ?? new List<object>()).Select(one => new Arguments(one));

        /// <summary>porto_change_options as By.</summary>
        public By By(string name)
        {
            if (!Has(name))
            {
                return null;
            }
            Arguments from = Object(name);
            return new By(from.Text("actor"), from.Text("reason"))
            {
                At = from.Has("at_unix_us") ? from.Time("at_unix_us") : (DateTimeOffset?)null,
                DryRun = from.Flag("dry_run"),
                AllowFar = from.Flag("allow_far"),
                Settle = from.Flag("settle"),
            };
        }

        public IEnumerable<UsageEvent> Events() => Objects("events").Select(one => new UsageEvent(
            one.Text("event_id"), one.Time("occurred_at_unix_us"), one.Number("quantity"),
            one.Text("company"), one.Text("meter"), one.Text("source"), one.Text("domain")));
    }
}
