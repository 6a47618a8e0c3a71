// Runs tests/conformance/table.json, which C and every binding run, through the binding.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Porto.Tests
{
    public static class ConformanceTests
    {
        private static readonly Arguments Table = Read("table.json");

        public static void EveryCase()
        {
            List<string> failed = Table.Objects("cases")
                .Select(one => new { Name = one.Text("case"), Failure = Run(one) })
                .Where(one => one.Failure != null)
                .Select(one => $"{one.Name}: {one.Failure}").ToList();
            Check.True(failed.Count == 0, string.Join("\n", failed));
        }

        public static void EveryCaseThatMustFail()
        {
            List<Arguments> cases = Read("wrong.json").Objects("cases").ToList();
            Check.True(cases.Count > 0, "there are cases");
            Check.Sequence(
                new string[0],
                cases.Where(one => Run(one) == null).Select(one => one.Text("case")));
        }

        /// <summary>What is wrong in the text of a step, which fails for that.</summary>
        public static void WhatIsNotKnownFails()
        {
            const string Parse = "'args': {'text': '2024-02'}, 'status': 'ok'";
            foreach (string text in new[]
            {
                "'call': 'porto_month_make', " + Parse + "|porto_month_make is not known",
                "'call': 'porto_month_parse', 'vlaue': '1', " + Parse + "|vlaue",
                "'call': 'porto_month_parse', 'path': 'a', " + Parse + "|path",
                "'call': 'porto_month_parse', 'forget': 'a', " + Parse + "|or of several",
                "'call': 'porto_month_parse', 'only': ['perl'], " + Parse + "|perl",
                "'call': 'porto_month_parse', 'args': {'text': '2024-02', 'txet': 'x'},"
                    + " 'status': 'ok'|txet",
                "'call': 'porto_ledger_create', 'args': {'path': ':memory:',"
                    + " 'options': {'zoen': 'x'}}, 'status': 'ok'|options.zoen",
                "'call': 'porto_month_parse', 'args': {'text': '2024-02'}|status",
                "'fork': []|cannot be done here",
                "'steps': []|of no kind",
            })
            {
                string[] parts = text.Replace('\'', '"').Split('|');
                object step = Json.Parse("{\"steps\": [{" + parts[0] + "}]}");
                string failure = Run(new Arguments(step)) ?? "it passed";
                Check.True(failure.Contains(parts[1]), $"{parts[0]}: {failure}");
            }
        }

        public static void EveryStatusIsReachedOrSaidNotToBe()
        {
            string cases = Json.Write(Table["cases"]);
            IEnumerable<string> missing = Enum.GetValues(typeof(PortoStatus)).Cast<PortoStatus>()
                .Select(status => new PortoCallException("", status).StatusName)
                .Where(name => !cases.Contains($"\"status\":\"{name}\""));
            Check.Sequence(
                Table.Object("not_reached").Names.OrderBy(name => name),
                missing.OrderBy(name => name));
        }

        /// <summary>Another process takes these steps, and exits in the middle.</summary>
        public static int Program(string[] arguments)
        {
            try
            {
                var steps = (List<object>)Json.Parse(File.ReadAllText(arguments[0]));
                new Case(Table.Object("documents")).Steps(steps);
            }
            catch (Exception error)
            {
                Console.Error.WriteLine(error);
                return 1;
            }
            _exit(0);
            return 2;
        }

        private static Arguments Read(string name) => new Arguments(Json.Parse(
            File.ReadAllText(Path.Combine(Support.Root, "tests/conformance", name))));

        /// <summary>What failed; null: all is as the case says.</summary>
        private static string Run(Arguments one)
        {
            string before = Directory.GetCurrentDirectory();
            string folder = Path.Combine(before, Path.GetRandomFileName());
            Directory.CreateDirectory(folder);
            Directory.SetCurrentDirectory(folder);
            var run = new Case(Table.Object("documents"));
            try
            {
                run.Steps(one.List("steps"));
                return null;
            }
            catch (Exception error)
            {
                return error.ToString();
            }
            finally
            {
                run.End();
                Directory.SetCurrentDirectory(before);
            }
        }

        [DllImport("libc.so.6", CallingConvention = CallingConvention.Cdecl)]
        private static extern void _exit(int status);
    }
}
