// Months and days of the calendar, as the library counts them: without a time and without a zone.
using System;
using System.Globalization;
using Porto.Native;

namespace Porto
{
    /// <summary>A civil month: <c>new Month(2026, 3)</c>, <c>Month.Parse("2026-03")</c>.</summary>
    public struct Month : IEquatable<Month>, IComparable<Month>
    {
        private readonly int months; // since the year 1, so that the default is a month, too

        /// <summary>The month of a year, from 1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
        public Month(int year, int month)
        {
            if (year < 1 || year > 9999)
            {
                throw new ArgumentOutOfRangeException(nameof(year));
            }
            if (month < 1 || month > 12)
            {
                throw new ArgumentOutOfRangeException(nameof(month));
            }
            months = (year - 1) * 12 + month - 1;
        }

        /// <summary>Its year.</summary>
        public int Year => months / 12 + 1;

        /// <summary>Which of the year it is, from 1.</summary>
        public int Number => months % 12 + 1;

        /// <summary>Its first day.</summary>
        public Day FirstDay => new Day(Year, Number, 1);

        /// <summary>Its last day.</summary>
        public Day LastDay => new Day(Year, Number, DateTime.DaysInMonth(Year, Number));

        internal int Yyyymm => Year * 100 + Number;

        /// <summary>The month that <c>2026-03</c> says.</summary>
        /// <exception cref="PortoCallException">The text says none.</exception>
        public static unsafe Month Parse(string text)
        {
            using (var call = new Call())
            {
                byte* encoded = call.Needed(text, nameof(text), out UIntPtr length);
                call.Check(
                    NativeMethods.porto_month_parse(
                        encoded, length, out int month, out IntPtr error),
                    error);
                return Of(month);
            }
        }

        /// <summary>The month of a day by its own calendar; of a moment by the clocks of a ledger's
        /// zone: <see cref="Ledger.MonthOf"/>.</summary>
        public static Month Of(DateTime day) => new Month(day.Year, day.Month);

        /// <summary>So many months later, or earlier if below 0.</summary>
        public Month AddMonths(int count)
        {
            int sum = checked(months + count);
            return new Month(sum < 0 ? 0 : sum / 12 + 1, sum < 0 ? 1 : sum % 12 + 1);
        }

        /// <summary>Whether it is the same month.</summary>
        public bool Equals(Month other) => months == other.months;

        /// <inheritdoc/>
        public override bool Equals(object other) => other is Month && Equals((Month)other);

        /// <inheritdoc/>
        public override int GetHashCode() => months;

        /// <summary>Below 0 if it is before the other.</summary>
        public int CompareTo(Month other) => months.CompareTo(other.months);

        /// <summary><c>2026-03</c>.</summary>
        public override string ToString() =>
            string.Format(CultureInfo.InvariantCulture, "{0:0000}-{1:00}", Year, Number);

        /// <summary>Whether they are the same month.</summary>
        public static bool operator ==(Month one, Month other) => one.Equals(other);

        /// <summary>Whether they are different months.</summary>
        public static bool operator !=(Month one, Month other) => !one.Equals(other);

        /// <summary>Whether one is before the other.</summary>
        public static bool operator <(Month one, Month other) => one.months < other.months;

        /// <summary>Whether one is after the other.</summary>
        public static bool operator >(Month one, Month other) => one.months > other.months;

        /// <summary>Whether one is not after the other.</summary>
        public static bool operator <=(Month one, Month other) => one.months <= other.months;

        /// <summary>Whether one is not before the other.</summary>
        public static bool operator >=(Month one, Month other) => one.months >= other.months;

        internal static Month Of(int yyyymm) => new Month(yyyymm / 100, yyyymm % 100);
    }

    /// <summary>A day of the calendar: <c>new Day(2026, 3, 17)</c>.</summary>
    public struct Day : IEquatable<Day>, IComparable<Day>
    {
        private readonly DateTime date;

        /// <summary>The day of a month of a year, each from 1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
        public Day(int year, int month, int day)
        {
            date = new DateTime(year, month, day);
        }

        /// <summary>The day of a date, whatever its time.</summary>
        public Day(DateTime date)
            : this(date.Year, date.Month, date.Day)
        {
        }

        /// <summary>As midnight of no zone.</summary>
        public DateTime Date => date;

        /// <summary>Its month.</summary>
        public Month Month => new Month(date.Year, date.Month);

        internal int Yyyymmdd => (date.Year * 100 + date.Month) * 100 + date.Day;

        /// <summary>The day that <c>2026-03-17</c> says.</summary>
        /// <exception cref="FormatException">The text says none.</exception>
        public static Day Parse(string text) => new Day(
            DateTime.ParseExact(
                Given.NotNull(text, nameof(text)), "yyyy-MM-dd", CultureInfo.InvariantCulture));

        /// <summary>Whether it is the same day.</summary>
        public bool Equals(Day other) => date == other.date;

        /// <inheritdoc/>
        public override bool Equals(object other) => other is Day && Equals((Day)other);

        /// <inheritdoc/>
        public override int GetHashCode() => date.GetHashCode();

        /// <summary>Below 0 if it is before the other.</summary>
        public int CompareTo(Day other) => date.CompareTo(other.date);

        /// <summary><c>2026-03-17</c>.</summary>
        public override string ToString() =>
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        /// <summary>Whether they are the same day.</summary>
        public static bool operator ==(Day one, Day other) => one.Equals(other);

        /// <summary>Whether they are different days.</summary>
        public static bool operator !=(Day one, Day other) => !one.Equals(other);

        /// <summary>Whether one is before the other.</summary>
        public static bool operator <(Day one, Day other) => one.date < other.date;

        /// <summary>Whether one is after the other.</summary>
        public static bool operator >(Day one, Day other) => one.date > other.date;

        /// <summary>Whether one is not after the other.</summary>
        public static bool operator <=(Day one, Day other) => one.date <= other.date;

        /// <summary>Whether one is not before the other.</summary>
        public static bool operator >=(Day one, Day other) => one.date >= other.date;
    }

    /// <summary>Where something begins or ends: a month, or a day inside one. A <see cref="Month"/>
    /// and a <see cref="Day"/> become one by themselves.</summary>
    public struct MonthOrDay : IEquatable<MonthOrDay>
    {
        private MonthOrDay(Month? month, Day? day)
        {
            Month = month;
            Day = day;
        }

        /// <summary>The month; null: it is a day.</summary>
        public Month? Month { get; }

        /// <summary>The day; null: it is a month.</summary>
        public Day? Day { get; }

        /// <summary>As the library takes it; 0, which is none, for the default.</summary>
        internal int Number => Day?.Yyyymmdd ?? Month?.Yyyymm ?? 0;

        /// <summary>A month: its first day where something begins, its last where it
        /// ends.</summary>
        public static implicit operator MonthOrDay(Month month) => new MonthOrDay(month, null);

        /// <summary>A day.</summary>
        public static implicit operator MonthOrDay(Day day) => new MonthOrDay(null, day);

        /// <summary>What <c>2026-03</c> or <c>2026-03-17</c> says.</summary>
        public static MonthOrDay Parse(string text)
        {
            return Given.NotNull(text, nameof(text)).Length == 7
                ? (MonthOrDay)Porto.Month.Parse(text)
                : (MonthOrDay)Porto.Day.Parse(text);
        }

        /// <summary>Whether it is the same month, or the same day.</summary>
        public bool Equals(MonthOrDay other) => Number == other.Number;

        /// <inheritdoc/>
        public override bool Equals(object other) =>
            other is MonthOrDay && Equals((MonthOrDay)other);

        /// <inheritdoc/>
        public override int GetHashCode() => Number;

        /// <summary><c>2026-03</c> or <c>2026-03-17</c>.</summary>
        public override string ToString() => Day?.ToString() ?? Month?.ToString() ?? "";

        /// <summary>Whether they are the same.</summary>
        public static bool operator ==(MonthOrDay one, MonthOrDay other) => one.Equals(other);

        /// <summary>Whether they are different.</summary>
        public static bool operator !=(MonthOrDay one, MonthOrDay other) => !one.Equals(other);
    }
}
