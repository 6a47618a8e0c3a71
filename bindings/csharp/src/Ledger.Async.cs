// Long calls on a thread of the pool. The library has nothing asynchronous underneath: the thread
// is kept until the call has ended. A window stays alive meanwhile; a server gains nothing.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Porto
{
    public sealed partial class Ledger
    {
        /// <summary><see cref="Record"/> on a thread of the pool, which it keeps until it has
        /// ended; so do all methods whose name ends with Async. Await one before the next: one
        /// thread at a time uses a ledger.</summary>
        public Task<Recorded> RecordAsync(
            IEnumerable<UsageEvent> events,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Record(events, now, cancellationToken), cancellationToken);

        /// <summary><see cref="RecordMany"/> on a thread of the pool.</summary>
        public Task<Recorded> RecordManyAsync(
            IEnumerable<UsageEvent> events,
            DateTimeOffset? now = null,
            int batch = 10000,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => RecordMany(events, now, batch, cancellationToken), cancellationToken);

        /// <summary><c>Import</c> on a thread of the pool, which also calls the callbacks and reads
        /// the streams.</summary>
        public Task<Imported> ImportAsync(
            IEnumerable<Input> inputs,
            ImportOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Import(inputs, options, now, cancellationToken), cancellationToken);

        /// <summary><see cref="Invoice"/> on a thread of the pool.</summary>
        public Task<Invoice> InvoiceAsync(
            Month month,
            string company = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Invoice(month, company, cancellationToken), cancellationToken);

        /// <summary><see cref="CloseMonth"/> on a thread of the pool.</summary>
        public Task<ClosedInvoice> CloseMonthAsync(
            Month month,
            CloseOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => CloseMonth(month, options, now, cancellationToken), cancellationToken);

        /// <summary><see cref="Verify"/> on a thread of the pool.</summary>
        public Task<Verification> VerifyAsync(
            VerifyOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Verify(options, cancellationToken), cancellationToken);

        /// <summary><see cref="Report"/> on a thread of the pool.</summary>
        public Task<Outlook<Row>> ReportAsync(
            Month from,
            Month through,
            ReportOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Report(from, through, options, cancellationToken), cancellationToken);

        /// <summary><see cref="Simulate"/> on a thread of the pool.</summary>
        public Task<Outlook<SimulatedRow>> SimulateAsync(
            Tariff tariff,
            Month from,
            Month through,
            SimulateOptions options = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(
                () => Simulate(tariff, from, through, options, cancellationToken),
                cancellationToken);

        /// <summary><see cref="Prune"/> on a thread of the pool.</summary>
        public Task<Pruned> PruneAsync(
            Month before,
            DateTimeOffset? now = null,
            IProgress<WorkDone> progress = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Prune(before, now, progress, cancellationToken), cancellationToken);

        /// <summary><see cref="Backup"/> on a thread of the pool.</summary>
        public Task BackupAsync(
            string path,
            IProgress<WorkDone> progress = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            Task.Run(() => Backup(path, progress, cancellationToken), cancellationToken);
    }
}
