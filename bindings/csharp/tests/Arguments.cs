// What a step of the table says, as values of C#.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Porto.Tests
{
    /// <summary>A JSON object of the table; what is left out is null. It knows which members nobody
    /// has asked for: a member that is not looked at says nothing.</summary>
    public sealed class Arguments
    {
        private readonly Dictionary<string, object> members;
        private readonly HashSet<string> asked = new HashSet<string>();
        private readonly Dictionary<string, List<Arguments>> made =
            new Dictionary<string, List<Arguments>>();

        public Arguments(object members)
        {
            this.members = (Dictionary<string, object>)members ?? new Dictionary<string, object>();
        }

        public object this[string name]
        {
            get
            {
                asked.Add(name);
                return members.TryGetValue(name, out object value) ? value : null;
            }
        }

        /// <summary>The members that nobody has asked for, here and in the objects in it.</summary>
        public IEnumerable<string> Unasked => members.Keys.Except(asked).Concat(
            made.SelectMany(pair => pair.Value.SelectMany(
                one => one.Unasked.Select(name => $"{pair.Key}.{name}"))));

        public bool Has(string name) => members.ContainsKey(name);

        public IEnumerable<string> Names => members.Keys;

        public string Text(string name) => (string)this[name];

        public bool Flag(string name) => this[name] is bool || (Text(name) ?? "0") != "0";

        public long Number(string name) =>
            long.Parse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        public Month Month(string name) => Porto.Month.Parse(Text(name));

        public MonthOrDay MonthOrDay(string name) => Porto.MonthOrDay.Parse(Text(name));

        public MonthOrDay? MaybeMonthOrDay(string name) =>
            this[name] == null ? (MonthOrDay?)null : MonthOrDay(name);

        public Month? MaybeMonth(string name) =>
            this[name] == null ? (Month?)null : Porto.Month.Parse(Text(name));

        public Day? MaybeDay(string name) =>
            this[name] == null ? (Day?)null : Day.Parse(Text(name));

        public DateTimeOffset Time(string name) => PortoLibrary.ParseTime(Text(name));

        public Arguments Object(string name) => Made(name, () => new[] { this[name] }).Single();

        public List<object> List(string name) => (List<object>)this[name];

        public IEnumerable<string> Texts(string name) => List(name)?.Cast<string>();

        public IEnumerable<Arguments> Objects(string name) =>
            Made(name, () => List(name) ?? new List<object>());

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

        /// <summary>The objects of a member: the same ones each time, since they know what was
        /// asked of them.</summary>
        private List<Arguments> Made(string name, Func<IEnumerable<object>> values)
        {
            if (!made.ContainsKey(name))
            {
                made[name] = values().Select(one => new Arguments(one)).ToList();
            }
            return made[name];
        }
    }
}
