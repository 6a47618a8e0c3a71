// What C# knows is what porto.h says: declarations, layout, numbers; and all of it is offered.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Porto.Native;
using Porto.Tools;

namespace Porto.Tests
{
    public static class HeaderTests
    {
        private static string Header =>
            File.ReadAllText(Path.Combine(Support.Root, "include/porto/porto.h"));

        private static string Sources => string.Concat(
            Directory.GetFiles(
                Path.Combine(Support.Root, "bindings/csharp/src"), "*.cs",
                SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != "Abi.cs").Select(File.ReadAllText));

        public static void DeclarationsAreThoseOfTheHeader()
        {
            string kept = File.ReadAllText(
                Path.Combine(Support.Root, "bindings/csharp/src/Native/Abi.cs"));
            Check.True(MakeAbi.Make(Header) == kept, "run tools/MakeAbi.cs again");
        }

        public static void EveryFunctionIsUsed()
        {
            // "name" or, later than 0.1.0, "name NODE".
            string[] exported = File.ReadAllLines(
                    Path.Combine(Support.Root, "tests/abi/symbols.txt"))
                .Select(line => line.Split(' ')[0]).ToArray();
            string[] used = Regex.Matches(Sources, @"NativeMethods\.(porto_\w+)").Cast<Match>()
                .Select(match => match.Groups[1].Value).Distinct().ToArray();
            Check.True(exported.Length > 80, "symbols.txt has all functions");
            Check.Sequence(new string[0], exported.Except(used));
            Check.Sequence(new string[0], used.Except(exported));
        }

        public static void EveryFunctionIsInTheLibrary()
        {
            Check.Equal("0.3.0", PortoLibrary.Version); // the library is loaded
            IEnumerable<MethodInfo> declared = new[] { typeof(NativeMethods), typeof(FirstCalls) }
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
                .Where(method => method.GetCustomAttribute<DllImportAttribute>() != null).ToList();
            foreach (MethodInfo method in declared)
            {
                Marshal.Prelink(method); // throws if there is no such function
            }
            Check.True(declared.Count() > 100, "all are declared");
        }

        /// <summary>A member counts where a variable of its struct gets it: others have members
        /// of the same name.</summary>
        public static void EveryMemberOfAStructIsSet()
        {
            string[] sure = { "struct_size", "header_version", "reserved", "user" };
            HashSet<string> set = Assigned(Sources);
            IEnumerable<string> all = Structs().SelectMany(type => Fields(type)
                .Where(field => !sure.Contains(field.Name))
                .Select(field => $"{type.Name}.{field.Name}")).ToList();
            Check.True(all.Count() > 150, "the structs have members");
            Check.Sequence(new string[0], all.Except(set));
            // And that is seen.
            string less = Sources.Replace("made.limit = from.Limit;", "");
            Check.Sequence(
                new[] { "porto_event_filter.limit", "porto_report_options.limit" },
                all.Except(Assigned(less)).OrderBy(name => name));
        }

        /// <summary>What is assigned to each variable from where it is declared, with a struct of
        /// porto.h as its type, to where another has its name.</summary>
        private static HashSet<string> Assigned(string sources)
        {
            var found = new HashSet<string>();
            var declared = new Regex(@"\b(porto_\w+)\*? (\w+) = (?:porto_\w+\.Init|array \+ i);");
            foreach (Match one in declared.Matches(sources))
            {
                string name = one.Groups[2].Value;
                string rest = sources.Substring(one.Index + one.Length);
                Match next = Regex.Match(rest, $@"\bporto_\w+\*? {name} = ");
                rest = next.Success ? rest.Substring(0, next.Index) : rest;
                foreach (Match member in Regex.Matches(
                    rest, $@"\b{name}(?:\.|->)(\w+) = |\bout {name}(?:\.|->)(\w+)"))
                {
                    string assigned = member.Groups[1].Value + member.Groups[2].Value;
                    found.Add($"{one.Groups[1].Value}.{assigned}");
                }
            }
            return found;
        }

        /// <summary>The compiler of C checks the same list.</summary>
        public static void StructsLieInMemoryAsInC()
        {
            string layout = File.ReadAllText(Path.Combine(Support.Root, "tests/abi/layout.c"));
            Dictionary<string, Type> types = Structs().ToDictionary(type => type.Name);
            var seen = new HashSet<string>();
            foreach (Match line in Regex.Matches(
                layout, @"MEMBER\((\w+),\s+(\w+),\s+(\d+),\s+\d+\)"))
            {
                Type type = types[line.Groups[1].Value];
                string name = line.Groups[2].Value;
                seen.Add(type.Name + "." + name);
                Check.Equal(
                    int.Parse(line.Groups[3].Value), (int)Marshal.OffsetOf(type, name), name);
            }
            foreach (Match line in Regex.Matches(layout, @"SIZE\((porto_\w+), (\d+)\)"))
            {
                Type type = types[line.Groups[1].Value];
                Check.Equal(int.Parse(line.Groups[2].Value), Marshal.SizeOf(type), type.Name);
            }
            List<Type> known = types.Values.Where(
                type => seen.Contains(type.Name + ".struct_size")).ToList();
            Check.True(known.Count > 25, "the structs are listed there");
            Check.Equal(known.Sum(type => Fields(type).Length), seen.Count);
        }

        public static void NumbersAreThoseOfTheHeader()
        {
            Numbers<PortoStatus>("PORTO_E_", -1000, -1);
            Numbers<PortoStatus>("PORTO_", 0, 4, "OK", "DONE", "EXISTS", "REJECTS", "DIFFERS");
            Numbers<ColumnType>("PORTO_COLUMN_", 1, 99);
            Numbers<OutputFormat>("PORTO_FORMAT_", 1, 99);
            Numbers<MeterKind>("PORTO_METER_", 0, 99);
            Numbers<MonthState>("PORTO_MONTH_", 1, 99);
            Numbers<Outcome>("PORTO_", 0, 99, "STORED", "DUPLICATE", "CONFLICT", "REJECTED");
        }

        private static void Numbers<T>(string prefix, int least, int most, params string[] only)
        {
            Dictionary<string, int> found = typeof(Abi)
                .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
                .Where(field => field.FieldType == typeof(int) && field.Name.StartsWith(prefix))
                .Where(field => only.Length == 0 || only.Contains(field.Name.Substring(6)))
                .ToDictionary(
                    field => Plain(field.Name.Substring(prefix.Length)),
                    field => (int)field.GetRawConstantValue());
            Dictionary<string, int> offered = Enum.GetValues(typeof(T)).Cast<T>()
                .ToDictionary(
                    value => Plain(value.ToString()).Replace("invalidargument", "invalid"),
                    value => Convert.ToInt32(value));
            Check.Sequence(
                found.OrderBy(pair => pair.Value),
                offered.Where(pair => pair.Value >= least && pair.Value <= most)
                    .OrderBy(pair => pair.Value));
        }

        private static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

        private static FieldInfo[] Fields(Type type) =>
            type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic);

        private static IEnumerable<Type> Structs() => typeof(NativeMethods).Assembly.GetTypes()
            .Where(type => type.IsValueType && type.Name.StartsWith("porto_"));
    }
}
