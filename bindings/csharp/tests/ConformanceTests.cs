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
        private static readonly Arguments Table = new Arguments(Json.Parse(
            File.ReadAllText(Path.Combine(Support.Root, "tests/conformance/table.json"))));

        public static void EveryCase()
        {
            var failed = new List<string>();
            foreach (Arguments one in Table.Objects("cases"))
            {
                string failure = Run(one);
                if (failure != null)
                {
                    failed.Add(one.Text("case") + ": " + failure);
                }
            }
            Check.True(failed.Count == 0, string.Join("\n", failed));
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
