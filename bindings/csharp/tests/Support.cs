// What the tests share: a ledger with a company, events of March, places in the tree.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace Porto.Tests
{
    public static class Support
    {
        public static readonly DateTimeOffset Now =
            new DateTimeOffset(2026, 4, 1, 8, 0, 0, TimeSpan.Zero);

        public static readonly Month March = new Month(2026, 3);
        public static readonly By Anna = new By("anna", "a test") { At = Now };
        public const string Header = "event_id,company,occurred_at,quantity\n";

        /// <summary>The top of the tree.</summary>
        public static string Root =>
            Environment.GetEnvironmentVariable("PORTO_ROOT")
            ?? throw new InvalidOperationException("PORTO_ROOT names the top of the tree");

        public static string Document =>
            File.ReadAllText(Path.Combine(Root, "examples/tariffs/vitec-epost.toml"));

        public static UsageEvent Event(int number, long quantity = 1, string company = "bolag-17")
        {
            var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
            return new UsageEvent($"e-{number}", start.AddSeconds(number), quantity, company);
        }

        public static List<UsageEvent> Events(int first, int count) =>
            Enumerable.Range(first, count).Select(number => Event(number)).ToList();

        /// <summary>A ledger file with a company on a tariff.</summary>
        public static Ledger NewLedger(string path = "porto.db")
        {
            Ledger ledger = Ledger.Create(path);
            ledger.AddTariff(Document, "mail.toml");
            ledger.AddCompany("bolag-17", "Eken Bostad AB");
            ledger.Subscribe("bolag-17", "vitec-epost", March);
            return ledger;
        }

        /// <summary>Does something in so many threads at once, each with its number, from 0. What
        /// one throws fails the test.</summary>
        public static void AtOnce(int count, Action<int> work)
        {
            var failures = new List<Exception>();
            List<Thread> threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
            {
                try
                {
                    work(number);
                }
                catch (Exception error)
                {
                    lock (failures)
                    {
                        failures.Add(error);
                    }
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Check.True(failures.Count == 0, string.Join("\n", failures));
        }

        /// <summary>Starts this program again, as `topic arguments`, and gives its exit
        /// status.</summary>
        public static int Again(string topic, params string[] arguments)
        {
            string program = Assembly.GetExecutingAssembly().Location;
            string quoted = string.Join(" ", arguments.Select(one => "\"" + one + "\""));
            var start = new ProcessStartInfo(
                Process.GetCurrentProcess().MainModule.FileName, $"\"{program}\" {topic} {quoted}")
            {
                UseShellExecute = false,
                WorkingDirectory = Directory.GetCurrentDirectory(),
            };
            using (Process process = Process.Start(start))
            {
                process.WaitForExit();
                return process.ExitCode;
            }
        }
    }
}
