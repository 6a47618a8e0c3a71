// What a program gives must be there: a null is refused by the name of its parameter.
using System;
using System.Collections.Generic;

namespace Porto
{
    internal static class Given
    {
        internal static T NotNull<T>(T value, string name)
            where T : class => value ?? throw new ArgumentNullException(name);

        /// <summary>The elements of a list, each of which must be there, as they are now.</summary>
        internal static List<T> List<T>(IEnumerable<T> values, string name)
            where T : class
        {
            var list = new List<T>(NotNull(values, name));
            int place = list.IndexOf(null);
            return place < 0
                ? list
                : throw new ArgumentNullException(name, $"{name}[{place}] is null");
        }
    }
}
