// Beside Mono's own SQLite on the same ledger: what is safe, and how many SQLites there are.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Mono.Data.Sqlite;

namespace Porto.Tests
{
    public static class SqliteTests
    {
        public static void HowManyThereAre()
        {
            using (Support.NewLedger())
            using (SqliteConnection other = Opened(":memory:"))
            {
                List<string> found = Copies();
                string names = string.Join(", ", found);
                Console.WriteLine($"    copies of SQLite in this process: {found.Count}: {names}");
                Check.True(found.Count == 1 || found.Count == 2, "there are one or two");
            }
        }

        public static void AnotherProcessReadsWithSql()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(new[] { Support.Event(1, 5) }, Support.Now);
                Check.Equal(5, Support.Again("sqlite", "porto.db"), "what the other process read");
                Check.Equal(1L, ledger.Record(Support.Events(2, 1), Support.Now).Stored);
            }
        }

        public static void ACopyIsReadInThisProcess()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                ledger.Record(new[] { Support.Event(1, 5) }, Support.Now);
                ledger.Backup("copy.db");
                Check.Equal(5L, Read("copy.db"));
            }
        }

        /// <summary>Rule 10 of porto.h forbids it. What it does to locks is not seen by one process
        /// alone; all that was acknowledged is in the file all the same.</summary>
        public static void TheSameFileInThisProcessLosesNothingThatWasStored()
        {
            using (Ledger ledger = Support.NewLedger())
            {
                for (int number = 0; number < 20; ++number)
                {
                    ledger.Record(Support.Events(number, 1), Support.Now);
                    Check.Equal(number + 1L, Read("porto.db"));
                }
            }
            using (Ledger again = Ledger.Open("porto.db"))
            {
                Check.Equal(20L, again.Usage()[0].Events);
                Check.True(again.Verify().IsSound, "nothing differs");
            }
        }

        /// <summary>The other process: its exit status is what it read.</summary>
        public static int Program(string[] arguments) => (int)Read(arguments[0]);

        private static long Read(string path)
        {
            using (SqliteConnection connection = Opened(path))
            using (SqliteCommand command = connection.CreateCommand())
            {
                command.CommandText = "SELECT quantity FROM v_usage_month";
                return Convert.ToInt64(command.ExecuteScalar());
            }
        }

        private static SqliteConnection Opened(string path)
        {
            // Without the mode it sets that of the file to "delete", which a ledger never has.
            var connection = new SqliteConnection($"Data Source={path};Journal Mode=Wal");
            connection.Open();
            return connection;
        }

        /// <summary>The files of this process that hold an SQLite: by their names, and libporto,
        /// which may be built with one, by a message of SQLite.</summary>
        private static List<string> Copies()
        {
            return File.ReadAllLines("/proc/self/maps")
                .Where(line => line.Contains("/") && line.Contains(".so"))
                .Select(line => line.Substring(line.IndexOf('/'))).Distinct()
                .Where(path => path.Contains("libsqlite3.so") || HasSqlite(path))
                .OrderBy(path => path).ToList();
        }

        private static bool HasSqlite(string path) =>
            Path.GetFileName(path).StartsWith("libporto")
            && Encoding.GetEncoding("iso-8859-1").GetString(File.ReadAllBytes(path))
                .Contains("database disk image is malformed");
    }
}
