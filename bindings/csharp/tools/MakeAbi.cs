// Makes src/Native/Abi.cs from porto.h: constants, structs, delegates and functions, with nothing
// copied by hand. The test `header` makes it again and compares.
//
//     mono MakeAbi.exe ../../include/porto/porto.h src/Native/Abi.cs
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Porto.Tools
{
    /// <summary>Reads porto.h and writes what C# knows of it.</summary>
    public static class MakeAbi
    {
        private static readonly Dictionary<string, string> Plain = new Dictionary<string, string>
        {
            ["int32_t"] = "int",
            ["uint32_t"] = "uint",
            ["int64_t"] = "long",
            ["uint64_t"] = "ulong",
            ["size_t"] = "UIntPtr",
            ["char"] = "byte",
            ["void"] = "void",
        };

        private static readonly Dictionary<string, string> Handles = new Dictionary<string, string>
        {
            ["porto_ledger"] = "LedgerHandle",
            ["porto_recorder"] = "RecorderHandle",
            ["porto_tariff"] = "TariffHandle",
            ["porto_rating"] = "RatingHandle",
            ["porto_rows"] = "RowsHandle",
            ["porto_error"] = "IntPtr",
        };

        private static readonly HashSet<string> Keywords = new HashSet<string> { "is", "out" };

        // What is called for each cell: whoever calls holds the handle meanwhile, once for all.
        private static readonly HashSet<string> PerCell = new HashSet<string>
        {
            "porto_rows_next",
            "porto_rows_text",
            "porto_rows_shown",
            "porto_rows_int64",
            "porto_rows_decimals",
        };

        /// <summary>MakeAbi HEADER FILE</summary>
        public static int Main(string[] arguments)
        {
            if (arguments.Length != 2)
            {
                Console.Error.WriteLine("usage: MakeAbi HEADER FILE");
                return 2;
            }
            File.WriteAllText(arguments[1], Make(File.ReadAllText(arguments[0])));
            return 0;
        }

        /// <summary>The text of Abi.cs for this header.</summary>
        public static string Make(string header)
        {
            string text = Regex.Replace(header, @"/\*.*?\*/", " ", RegexOptions.Singleline);
            text = text.Replace("\\\n", " ");
            var made = new StringBuilder(Opening);
            Constants(made, text);
            made.Append("    }\n");
            text = Regex.Replace(text, @"(?m)^#.*$", "");
            foreach (Match part in Regex.Matches(
                text, @"typedef struct (\w+) \{(.*?)\} \1;", RegexOptions.Singleline))
            {
                Struct(made, part.Groups[1].Value, part.Groups[2].Value);
            }
            foreach (Match part in Regex.Matches(
                text, @"typedef (\w+) \(\*(\w+_fn)\)\((.*?)\);", RegexOptions.Singleline))
            {
                made.Append("\n    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]\n");
                made.Append($"    internal unsafe delegate {Plain[part.Groups[1].Value]} ");
                Parameters(made, part.Groups[2].Value, part.Groups[3].Value, 4, raw: true);
            }
            var first = new StringBuilder("\n    internal static unsafe class FirstCalls\n    {");
            made.Append("\n    internal static unsafe partial class NativeMethods\n    {");
            foreach (Match part in Regex.Matches(
                text, @"PORTO_API ([\w ]+\*?) ?(porto_\w+)\((.*?)\);", RegexOptions.Singleline))
            {
                Function(made, first, part);
            }
            return made.Append("    }\n").Append(first).Append("    }\n}\n").ToString();
        }

        private static void Function(StringBuilder made, StringBuilder first, Match part)
        {
            string returned = Returned(part.Groups[1].Value), name = part.Groups[2].Value;
            string parameters = part.Groups[3].Value;
            bool frees = !parameters.Contains(",")
                && Regex.IsMatch(name, "_(close|free|interrupt)$");
            bool raw = frees || PerCell.Contains(name);
            // Mono looks for a function when it compiles the method that calls it, and remembers
            // that there was none. What may be the first call of a program is therefore called by
            // a method of its own, which is compiled once the library is loaded.
            const string handle = @"porto_(ledger|recorder|tariff|rating|rows|error)\* (?!const)";
            if (!Regex.IsMatch(parameters, handle))
            {
                made.Append("\n        [MethodImpl(MethodImplOptions.NoInlining)]\n");
                made.Append($"        internal static {returned} ");
                List<string> list = Parameters(made, name, parameters, 8, raw);
                made.Length -= 2;
                IEnumerable<string> passed = list.Select(
                    one => (one.StartsWith("out ") ? "out " : "") + one.Split(' ').Last());
                made.Append($" =>\n            FirstCalls.{name}(");
                made.Append(string.Join(",\n                ", passed) + ");\n");
                made = first;
            }
            made.Append("\n        [DllImport(NativeMethods.Library, ");
            made.Append("CallingConvention = NativeMethods.Convention)]\n");
            made.Append($"        internal static extern {returned} ");
            Parameters(made, name, parameters, 8, raw);
        }

        private const string Opening =
            "// What C# knows of porto.h; made by tools/MakeAbi.cs, not by hand.\n" +
            "using System;\n" +
            "using System.Runtime.CompilerServices;\n" +
            "using System.Runtime.InteropServices;\n\n" +
            "// Members that only the library reads, or that a later version may use.\n" +
            "#pragma warning disable 169, 649\n\n" +
            "namespace Porto.Native\n{\n" +
            "    internal static class Abi\n    {\n";

        private static void Constants(StringBuilder made, string text)
        {
            int version = Number(text, "VERSION_MAJOR") * 10000
                + Number(text, "VERSION_MINOR") * 100 + Number(text, "VERSION_PATCH");
            string noWait = Number(text, "NO_WAIT").ToString(CultureInfo.InvariantCulture);
            made.Append($"        internal const uint PORTO_VERSION_NUMBER = {version};\n");
            made.Append($"        internal const long PORTO_NO_WAIT = {noWait};\n");
            foreach (Match part in Regex.Matches(
                text, @"typedef enum \w+ \{(.*?)\}", RegexOptions.Singleline))
            {
                foreach (Match item in Regex.Matches(part.Groups[1].Value, @"(\w+) = (-?\d+)"))
                {
                    string name = item.Groups[1].Value, value = item.Groups[2].Value;
                    made.Append($"        internal const int {name} = {value};\n");
                }
            }
        }

        private static int Number(string text, string name)
        {
            Match found = Regex.Match(text, "#define PORTO_" + name + @" \(?(-?\d+)\)?");
            return int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        private static void Struct(StringBuilder made, string name, string members)
        {
            var lines = new List<string>();
            bool version = false;
            foreach (string member in members.Split(';').Select(Line).Where(m => m.Length > 0))
            {
                Match part = Regex.Match(member, @"^(.*?)(\w+)$");
                string type = Type(part.Groups[1].Value.Trim(), part.Groups[2].Value, true, true);
                lines.Add($"        internal {type} {Name(part.Groups[2].Value)};\n");
                version |= part.Groups[2].Value == "header_version";
            }
            made.Append("\n    [StructLayout(LayoutKind.Sequential)]\n");
            made.Append($"    internal unsafe struct {name}\n    {{\n");
            lines.ForEach(line => made.Append(line));
            made.Append($"\n        internal static {name} Init => new {name}\n        {{\n");
            made.Append($"            struct_size = (uint)sizeof({name}),\n");
            made.Append(version ? "            header_version = Abi.PORTO_VERSION_NUMBER,\n" : "");
            made.Append("        };\n    }\n");
        }

        private static string Line(string text) => Regex.Replace(text, @"\s+", " ").Trim();

        private static string Name(string name) => Keywords.Contains(name) ? "@" + name : name;

        private static string Returned(string type) =>
            Line(type) == "const char*" ? "byte*" : Plain[Line(type)];

        private static List<string> Parameters(
            StringBuilder made, string name, string parameters, int indent, bool raw)
        {
            var list = new List<string>();
            foreach (string parameter in Line(parameters).Split(',').Select(Line))
            {
                if (parameter == "void")
                {
                    continue;
                }
                Match part = Regex.Match(parameter, @"^(.*?)(\w+)$");
                string type = Type(part.Groups[1].Value.Trim(), part.Groups[2].Value, raw, false);
                list.Add($"{type} {Name(part.Groups[2].Value)}");
            }
            made.Append(name + "(");
            string one = string.Join(", ", list) + ");\n";
            string inner = "\n" + new string(' ', indent + 4);
            made.Append(one.Length < 50 ? one : inner + string.Join("," + inner, list) + ");\n");
            return list;
        }

        private static string Type(string type, string name, bool raw, bool member)
        {
            string base_ = Regex.Replace(type, @"\bconst\b|\*", "").Trim();
            int stars = type.Count(c => c == '*');
            bool fixed_ = type.StartsWith("const ");
            if (base_.EndsWith("_fn"))
            {
                return member ? "IntPtr" : base_;
            }
            if (Handles.TryGetValue(base_, out string handle))
            {
                return stars == 2
                    ? (type.Contains("const") ? "IntPtr*" : "out " + handle)
                    : (raw ? "IntPtr" : handle);
            }
            if (base_ == "void")
            {
                return name == "user" ? "IntPtr" : "void*";
            }
            string plain = Plain.TryGetValue(base_, out string known) ? known : base_;
            bool array = fixed_ || member || name == "outcomes" || plain == "byte";
            // A number that a call gives.
            if (stars == 1 && Plain.ContainsKey(base_) && !array && base_ != "size_t")
            {
                return "out " + plain;
            }
            return plain + new string('*', stars);
        }
    }
}
