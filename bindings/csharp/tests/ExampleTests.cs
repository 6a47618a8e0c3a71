// The example of the README is the file, and it says 860.00.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Porto.Tests
{
    public static class ExampleTests
    {
        public static void TheMainJob()
        {
            string[] lines = Output("MainJob.exe").Split('\n');
            Check.Equal("total   860.00 SEK excluding VAT", lines[2]);
            Check.Equal(
                "eken    360.00 SEK  E-mail March 2026, 30,000 messages above 10,000", lines[1]);
        }

        public static void ALibraryThatIsNotThere() => NotCalled(
            Path.Combine(Folder, "MainJob.exe"), "/nowhere/libporto.so.0",
            "PORTO_LIBRARY names /nowhere/libporto.so.0");

        public static void TheLibraryBesideTheAssembly()
        {
            string library = Environment.GetEnvironmentVariable("PORTO_LIBRARY");
            foreach (string name in new[] { "Porto.dll", "MainJob.exe" })
            {
                File.Copy(Path.Combine(Folder, name), name);
            }
            File.Copy(library, "libporto.so.0");
            string output = Output(Path.GetFullPath("MainJob.exe"), 0, "");
            Check.True(output.Contains("860.00"), output);
            NotCalled(Path.GetFullPath("MainJob.exe"), library, "is beside the assembly");
            // Where the loader looks it is found, too.
            string there = Path.GetDirectoryName(Path.GetFullPath("libporto.so.0"));
            output = Output(Path.Combine(Folder, "MainJob.exe"), 0, "", there);
            Check.True(output.Contains("860.00"), output);
        }

        /// <summary>A library of another soname, and one that is older.</summary>
        public static void ALibraryThatIsAnother()
        {
            string program = Path.Combine(Folder, "MainJob.exe");
            string other = Fake("other.so.1");
            NotCalled(program, other, "the soname of ");
            // Not the one that the loader finds in its place.
            NotCalled(
                program, other, "the soname of ", Path.GetDirectoryName(
                    Environment.GetEnvironmentVariable("PORTO_LIBRARY")));
            NotCalled(
                program, Fake("libporto.so.0"),
                "libporto.so.0 is older (99) than this assembly (300)");
        }

        /// <summary>A library that knows its version and no more.</summary>
        private static string Fake(string soname)
        {
            File.WriteAllText(
                "fake.c",
                "unsigned porto_version_number(void) { return 99; }\n"
                + "const char* porto_source_id(void) { return \"\"; }\n");
            string path = Path.GetFullPath("fake-" + soname);
            var start = new ProcessStartInfo(
                "cc", $"-shared -fPIC -Wl,-soname,{soname} fake.c -o {path}")
            {
                UseShellExecute = false,
            };
            using (Process process = Process.Start(start))
            {
                process.WaitForExit();
                Check.Equal(0, process.ExitCode, "cc");
            }
            return path;
        }

        private static void NotCalled(
            string program, string library, string message, string loader = null)
        {
            string said = Output(program, 1, library, loader);
            Check.True(said.Contains("DllNotFoundException"), said);
            Check.True(said.Contains(message), said);
        }

        /// <summary>Whatever a program calls first: Mono remembers that a library was not
        /// there.</summary>
        public static void TheFirstCallOfAProgram()
        {
            foreach (string name in First.Keys)
            {
                Check.Equal(0, Support.Again("example", name), name);
            }
        }

        /// <summary>A program that makes one call.</summary>
        public static int Program(string[] arguments)
        {
            try
            {
                First[arguments[0]]();
            }
            catch (PortoException)
            {
                // The library was there, and has said so.
            }
            return 0;
        }

        private static readonly Dictionary<string, Action> First = new Dictionary<string, Action>
        {
            ["version"] = () => PortoLibrary.Version.ToString(),
            ["number"] = () => PortoLibrary.VersionNumber.ToString(),
            ["source"] = () => PortoLibrary.SourceId.ToString(),
            ["formats"] = () => PortoLibrary.FormatNames.ToString(),
            ["format"] = () => PortoLibrary.ParseFormat("csv"),
            ["maps"] = () => PortoLibrary.ImportMaps(),
            ["time"] = () => PortoLibrary.ParseTime("2026-04-01T00:05:00Z"),
            ["month"] = () => Month.Parse("2026-03"),
            ["create"] = () => Ledger.Create(":memory:"),
            ["open"] = () => Ledger.Open("none.db"),
            ["recorder"] = () => Recorder.Open("none.db"),
            ["tariff"] = () => Tariff.Parse("id = 7"),
            ["mistakes"] = () => Tariff.Mistakes("id = 7"),
            ["rating"] = () => new Rating(),
            ["joined"] = () => Rows.WriteJoined(new Rows[0], new MemoryStream()),
        };

        public static void TheReadmeHasTheExampleAsItIs()
        {
            string folder = Path.Combine(Support.Root, "bindings/csharp");
            string readme = File.ReadAllText(Path.Combine(folder, "README.md"));
            string example = File.ReadAllText(Path.Combine(folder, "examples/MainJob.cs"));
            Check.True(readme.Contains("```csharp\n" + example + "```\n"), "the example");
            string output = Output("MainJob.exe");
            Check.True(readme.Contains("```text\n" + output + "```\n"), "its output");
        }

        public static void TheProjectHasTheVersion()
        {
            string project = File.ReadAllText(
                Path.Combine(Support.Root, "bindings/csharp/Porto.csproj"));
            var read = new System.Xml.XmlDocument();
            read.LoadXml(project);
            Check.Equal(PortoLibrary.Version, read.SelectSingleNode("//Version").InnerText);
            Check.Equal(
                PortoLibrary.Version + ".0",
                typeof(Ledger).Assembly.GetName().Version.ToString());
        }

        /// <summary>mcs compiles without comments, too.</summary>
        public static void EverythingPublicHasAComment()
        {
            string xml = File.ReadAllText(Path.Combine(Folder, "Porto.xml"));
            foreach (Type type in typeof(Ledger).Assembly.GetExportedTypes())
            {
                string name = type.FullName;
                Check.True(xml.Contains($"\"T:{name}\""), name);
                foreach (MemberInfo member in type.GetMembers(
                    BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
                    | BindingFlags.DeclaredOnly).Where(one => !IsImplied(type, one)))
                {
                    string wanted = member.Name.Replace(".ctor", "#ctor");
                    Check.True(
                        Regex.IsMatch(xml, $"\"[MPF]:{Regex.Escape(name + "." + wanted)}[\"(`~]"),
                        $"{name}.{member.Name}");
                }
            }
        }

        private static string Folder => Path.GetDirectoryName(
            Assembly.GetExecutingAssembly().Location);

        private static bool IsImplied(Type type, MemberInfo member) =>
            member is MethodInfo && ((MethodInfo)member).IsSpecialName
                && !member.Name.StartsWith("op_")
            || member is ConstructorInfo && ((ConstructorInfo)member).GetParameters().Length == 0
            || member.Name == "value__";

        /// <summary>Of a program in the folder of the tests, with the library of these; or of
        /// another path, with another library (empty: none is named), and where the loader
        /// looks.</summary>
        private static string Output(
            string program, int status = 0, string library = null, string loader = null)
        {
            string mono = Process.GetCurrentProcess().MainModule.FileName;
            var start = new ProcessStartInfo(mono, $"\"{Path.Combine(Folder, program)}\"")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            if (library != null)
            {
                start.EnvironmentVariables["PORTO_LIBRARY"] = library;
            }
            if (loader != null)
            {
                start.EnvironmentVariables["LD_LIBRARY_PATH"] = loader;
            }
            using (Process process = Process.Start(start))
            {
                string text = process.StandardOutput.ReadToEnd();
                text += process.StandardError.ReadToEnd();
                process.WaitForExit();
                Check.Equal(status, process.ExitCode, program);
                return text;
            }
        }
    }
}
