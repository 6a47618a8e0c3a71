// What a test says, and what it fails with.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Porto.Tests
{
    public sealed class CheckFailed : Exception
    {
        public CheckFailed(string message)
            : base(message)
        {
        }
    }

    public static class Check
    {
        public static void True(bool condition, string what)
        {
            if (!condition)
            {
                throw new CheckFailed(what);
            }
        }

        public static void Equal<T>(T expected, T actual, string where = "")
        {
            if (!EqualityComparer<T>.Default.Equals(expected, actual))
            {
                throw new CheckFailed($"{where} expected {Text(expected)}, is {Text(actual)}");
            }
        }

        public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual)
        {
            List<T> wanted = expected.ToList(), found = actual.ToList();
            Equal(string.Join("|", wanted), string.Join("|", found));
            True(wanted.SequenceEqual(found), "the same texts of other values");
        }

        public static T Throws<T>(Action action)
            where T : Exception
        {
            try
            {
                action();
            }
            catch (T error)
            {
                return error;
            }
            throw new CheckFailed($"{typeof(T).Name} was expected, and nothing was thrown");
        }

        public static void Fails(PortoStatus status, Action action) =>
            Equal(status, Throws<PortoException>(action).Status);

        private static string Text(object value) => value == null ? "null" : $"<{value}>";
    }
}
