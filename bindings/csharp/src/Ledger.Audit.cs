// The proof that everything is as it was: verifying, statements, pruning and backups.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>A digest that was kept elsewhere: of a closed month, or of a record.</summary>
    public sealed class KeptDigest
    {
        /// <summary>The hash of a closed month.</summary>
        public KeptDigest(Month month, string digest)
        {
            Month = month;
            Digest = digest ?? throw new ArgumentNullException(nameof(digest));
        }

        /// <summary>The digest of a record: <c>batch</c>, 12.</summary>
        public KeptDigest(string record, long number, string digest)
        {
            Record = record ?? throw new ArgumentNullException(nameof(record));
            Number = number;
            Digest = digest ?? throw new ArgumentNullException(nameof(digest));
        }

        /// <summary>The month; null: it is of a record.</summary>
        public Month? Month { get; }

        /// <summary>The kind of the record: <c>batch</c>, <c>change</c>, <c>undo</c>,
        /// <c>void</c>.</summary>
        public string Record { get; }

        /// <summary>The number of the record, from 1.</summary>
        public long Number { get; }

        /// <summary>64 hexadecimal digits.</summary>
        public string Digest { get; }
    }

    /// <summary>How a ledger is verified; everything has a default.</summary>
    public sealed class VerifyOptions
    {
        /// <summary>What the ledger must have.</summary>
        public IEnumerable<KeptDigest> Expected { get; set; }

        /// <summary>The most differences that are told; 0: 100.</summary>
        public int Limit { get; set; }

        /// <summary>Is told how many events are checked.</summary>
        public IProgress<WorkDone> Progress { get; set; }

        internal static unsafe porto_verify_options Fill(VerifyOptions from, Call call)
        {
            porto_verify_options made = porto_verify_options.Init;
            if (from == null)
            {
                return made;
            }
            made.limit = Exact.Count(from.Limit, nameof(Limit));
            made.on_progress = call.Progress(from.Progress);
            List<KeptDigest> digests = from.Expected == null
                ? new List<KeptDigest>()
                : Given.List(from.Expected, nameof(Expected));
            if (digests.Count == 0)
            {
                return made;
            }
            made.expected = (porto_kept_digest*)call.Memory.Take(
                (long)sizeof(porto_kept_digest) * digests.Count);
            made.expected_count = (UIntPtr)(uint)digests.Count;
            for (int i = 0; i < digests.Count; ++i)
            {
                porto_kept_digest to = porto_kept_digest.Init;
                to.month_yyyymm = digests[i].Month?.Yyyymm ?? 0;
                to.record = call.Text(digests[i].Record, out to.record_len);
                to.number = digests[i].Number;
                to.digest = call.Text(digests[i].Digest, out to.digest_len);
                made.expected[i] = to;
            }
            return made;
        }
    }

    /// <summary>What was verified.</summary>
    public sealed class Verification
    {
        internal Verification(int status, RowsHandle findings)
        {
            IsSound = status != Abi.PORTO_DIFFERS;
            Findings = new Rows<Finding>(findings, Finding.Make);
        }

        /// <summary>Whether nothing differs.</summary>
        public bool IsSound { get; }

        /// <summary>What differs, what was checked, and the digests to keep elsewhere.</summary>
        public Rows<Finding> Findings { get; }
    }

    /// <summary>A copy of a ledger.</summary>
    public sealed class LedgerCopy
    {
        internal LedgerCopy(Copied copied, Verification verification)
        {
            Copied = copied;
            Verification = verification;
        }

        /// <summary>How much it has.</summary>
        public Copied Copied { get; }

        /// <summary>What verifying it found; without verifying it has no findings.</summary>
        public Verification Verification { get; }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>Makes a copy of a ledger where there is none yet, as it is at one moment, and
        /// verifies it. Each is the path of a file or the URL of a server. `busyTimeout` is as in
        /// <see cref="OpenOptions"/>, `limit` how many findings there are at most (0: 100).</summary>
        public static LedgerCopy Copy(
            string from,
            string to,
            bool verify = true,
            IProgress<WorkDone> progress = null,
            CancellationToken cancellationToken = default(CancellationToken),
            TimeSpan? busyTimeout = null,
            int limit = 0)
        {
            using (var call = new Call(cancellationToken))
            {
                byte* source = call.Needed(from, nameof(from), out UIntPtr sourceLength);
                byte* target = call.Needed(to, nameof(to), out UIntPtr targetLength);
                porto_copy_options how = porto_copy_options.Init;
                how.skip_verify = verify ? 0 : 1;
                how.busy_timeout_ms = OpenOptions.Milliseconds(busyTimeout);
                how.limit = Exact.Count(limit, nameof(limit));
                how.on_progress = call.Progress(progress);
                int status = call.Check(
                    NativeMethods.porto_ledger_copy(
                        source, sourceLength, target, targetLength, &how, out RowsHandle copied,
                        out RowsHandle found, out IntPtr error),
                    error);
                return new LedgerCopy(
                    Single(copied, Porto.Copied.Make), new Verification(status, found));
            }
        }

        /// <summary>Brings the tables of a ledger to the version of the library, as their owner: of
        /// one on a server nothing else does.</summary>
        public static Migrated Migrate(string path, TimeSpan? busyTimeout = null)
        {
            using (var call = new Call())
            {
                byte* name = call.Needed(path, nameof(path), out UIntPtr length);
                porto_migrate_options how = porto_migrate_options.Init;
                how.busy_timeout_ms = OpenOptions.Milliseconds(busyTimeout);
                call.Check(
                    NativeMethods.porto_ledger_migrate(
                        name, length, &how, out RowsHandle rows, out IntPtr error),
                    error);
                return Single(rows, Migrated.Make);
            }
        }

        /// <summary>Checks everything that is stored, and all of it with digests that were kept
        /// elsewhere.</summary>
        public Verification Verify(
            VerifyOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_verify_options how = VerifyOptions.Fill(options, call);
                int status = call.Check(
                    NativeMethods.porto_ledger_verify(
                        call.Begin(Handle), &how, out RowsHandle rows, out IntPtr error),
                    error);
                return new Verification(status, rows);
            }
        }

        /// <summary>A company's month with everything its lines were computed from: the page that a
        /// customer gets, or all of it as JSON or CSV.</summary>
        public string Statement(
            Month month,
            string company,
            OutputFormat format = OutputFormat.Html,
            OutputOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            return OutputOptions.Text(stream =>
            {
                using (var call = new Call(cancellationToken))
                {
                    byte* whose = call.Needed(company, nameof(company), out UIntPtr length);
                    porto_statement_options how = porto_statement_options.Init;
                    porto_output_options output = OutputOptions.Fill(options, call);
                    call.Check(
                        NativeMethods.porto_ledger_statement(
                            call.Begin(Handle),
                            month.Yyyymm, whose, length, &how, (int)format, &output,
                            call.Write(stream), IntPtr.Zero, out IntPtr error),
                        error);
                }
            });
        }

        /// <summary>The statements of all companies with lines or usage in a month, by id, as of
        /// one moment: <paramref name="take"/> is called with the id and the statement of
        /// each.</summary>
        public void Statements(
            Month month,
            Action<string, string> take,
            OutputFormat format = OutputFormat.Html,
            OutputOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            if (take == null)
            {
                throw new ArgumentNullException(nameof(take));
            }
            using (var call = new Call(cancellationToken))
            {
                porto_statement_fn taken = (user, company, length, bytes, size) =>
                    call.Guarded(() => take(Utf8.Read(company, length), Utf8.Read(bytes, size)));
                porto_statement_options how = porto_statement_options.Init;
                porto_output_options output = OutputOptions.Fill(options, call);
                call.Keep(taken);
                call.Check(
                    NativeMethods.porto_ledger_statements(
                        call.Begin(Handle),
                        month.Yyyymm, &how, (int)format, &output, taken, IntPtr.Zero,
                        out IntPtr failed),
                    failed);
            }
        }

        /// <summary>Removes the events of all months before one; totals, lines and hashes
        /// stay.</summary>
        public Pruned Prune(
            Month before,
            DateTimeOffset? now = null,
            IProgress<WorkDone> progress = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_prune_options how = porto_prune_options.Init;
                how.on_progress = call.Progress(progress);
                call.Check(
                    NativeMethods.porto_ledger_prune(
                        call.Begin(Handle),
                        before.Yyyymm, Exact.NowOr(now), &how, out RowsHandle rows,
                        out IntPtr error),
                    error);
                return Single(rows, Pruned.Make);
            }
        }

        /// <summary>Copies the ledger, as it is at one moment, to a new file, while others
        /// write.</summary>
        public void Backup(
            string path,
            IProgress<WorkDone> progress = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                byte* name = call.Needed(path, nameof(path), out UIntPtr length);
                porto_backup_options how = porto_backup_options.Init;
                how.on_progress = call.Progress(progress);
                call.Check(
                    NativeMethods.porto_ledger_backup(
                        call.Begin(Handle), name, length, &how, out IntPtr error),
                    error);
            }
        }
    }
}
