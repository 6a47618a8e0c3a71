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

        public static void ALibraryThatIsNotThere()
        {
            string before = Environment.GetEnvironmentVariable("PORTO_LIBRARY");
            Environment.SetEnvironmentVariable("PORTO_LIBRARY", "/nowhere/libporto.so.0");
            try
            {
                string said = Output("MainJob.exe", 1);
                Check.True(said.Contains("DllNotFoundException"), said);
                Check.True(said.Contains("PORTO_LIBRARY names /nowhere/libporto.so.0"), said);
            }
            finally
            {
                Environment.SetEnvironmentVariable("PORTO_LIBRARY", before);
            }
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

        private static string Output(string program, int status = 0)
        {
            string mono = Process.GetCurrentProcess().MainModule.FileName;
            var start = new ProcessStartInfo(mono, $"\"{Path.Combine(Folder, program)}\"")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
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
