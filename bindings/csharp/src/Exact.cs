// Exact numbers and times: between what .NET has and what porto.h takes. What does not fit is an
// error; decimal.Parse and products of decimals would round it.
using System;
using System.Globalization;
using Porto.Native;

namespace Porto
{
    internal static class Exact
    {
        private const long MicrosecondTicks = 10;
        private static readonly long EpochTicks = new DateTime(1970, 1, 1).Ticks;

        /// <summary>The number that a text says, with its decimals: <c>500.00</c> has
        /// two.</summary>
        internal static decimal Parse(string text)
        {
            bool negative = text.StartsWith("-", StringComparison.Ordinal);
            string digits = negative ? text.Substring(1) : text;
            int point = digits.IndexOf('.');
            int scale = point < 0 ? 0 : digits.Length - point - 1;
            // Zeros behind the 28th decimal say nothing that a decimal could keep.
            while (scale > 28 && digits[digits.Length - 1] == '0')
            {
                digits = digits.Substring(0, digits.Length - 1);
                --scale;
            }
            ulong low = 0, high = 0;
            foreach (char digit in digits)
            {
                if (digit == '.')
                {
                    continue;
                }
                if (digit < '0' || digit > '9')
                {
                    throw new FormatException($"{text} is no decimal number");
                }
                // 96 bits as 64 and 32: times ten, and the next digit.
                ulong bottom = (low & uint.MaxValue) * 10 + (ulong)(digit - '0');
                ulong top = (low >> 32) * 10 + (bottom >> 32);
                low = (top << 32) | (bottom & uint.MaxValue);
                high = high * 10 + (top >> 32);
                if (high > uint.MaxValue || scale > 28)
                {
                    throw new OverflowException($"{text} does not fit into a decimal");
                }
            }
            if (digits.Length == 0 || digits == ".")
            {
                throw new FormatException($"{text} is no decimal number");
            }
            return new decimal((int)low, (int)(low >> 32), (int)high, negative, (byte)scale);
        }

        /// <summary>250 with 2 decimals is 2.50.</summary>
        internal static decimal OfUnits(long units, int decimals)
        {
            ulong size = units < 0 ? (ulong)(-(units + 1)) + 1 : (ulong)units;
            return new decimal((int)size, (int)(size >> 32), 0, units < 0, (byte)decimals);
        }

        /// <summary>2.5 with 2 decimals is 250.</summary>
        internal static long ToUnits(decimal value, int decimals, string name)
        {
            int[] bits = decimal.GetBits(value);
            int scale = (bits[3] >> 16) & 0xff;
            var digits = new decimal(bits[0], bits[1], bits[2], value < 0, 0);
            for (; scale > decimals; --scale)
            {
                if (digits % 10 != 0)
                {
                    throw new ArgumentException($"{value} has more than {decimals} decimals", name);
                }
                digits /= 10;
            }
            for (; scale < decimals; ++scale)
            {
                digits *= 10;
            }
            return (long)digits;
        }

        /// <summary>A whole number of 64 bits; what it is of is said where it is none.</summary>
        internal static long Whole(decimal value, string what)
        {
            if (value != decimal.Truncate(value) || value < long.MinValue || value > long.MaxValue)
            {
                throw new OverflowException(
                    $"{what}: {Text(value)} is no whole number of 64 bits");
            }
            return (long)value;
        }

        /// <summary>A number of an option that may not be below 0; 0 is its default.</summary>
        internal static uint Count(int value, string name) =>
            value >= 0 ? (uint)value : throw Negative(value, name);

        /// <summary>The same of 64 bits.</summary>
        internal static ulong Count(long value, string name) =>
            value >= 0 ? (ulong)value : throw Negative(value, name);

        /// <summary>All digits of a number, never with an exponent.</summary>
        internal static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

        /// <summary>Microseconds since 1970; what is finer is cut off, towards the past.</summary>
        internal static long Micros(DateTimeOffset time)
        {
            long ticks = time.UtcTicks - EpochTicks;
            long micros = ticks / MicrosecondTicks;
            return ticks % MicrosecondTicks < 0 ? micros - 1 : micros;
        }

        /// <summary>Of a time, or of the clock: the library itself reads none.</summary>
        internal static long NowOr(DateTimeOffset? time) => Micros(time ?? DateTimeOffset.UtcNow);

        /// <summary>The time of microseconds since 1970, in UTC.</summary>
        internal static DateTimeOffset Time(long micros) => new DateTimeOffset(
            checked(EpochTicks + micros * MicrosecondTicks), TimeSpan.Zero);

        internal static unsafe DateTimeOffset ParseTime(string text)
        {
            using (var call = new Call())
            {
                byte* encoded = call.Needed(text, nameof(text), out UIntPtr length);
                call.Check(
                    NativeMethods.porto_time_parse(
                        encoded, length, out long micros, out IntPtr error),
                    error);
                return Time(micros);
            }
        }

        private static ArgumentOutOfRangeException Negative(long value, string name) =>
            new ArgumentOutOfRangeException(name, value, "it may not be below 0");

        /// <summary>One ASCII character as its number; 0: the default.</summary>
        internal static uint Mark(char? mark) => mark ?? '\0';
    }
}
