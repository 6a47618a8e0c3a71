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
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Record(events, now, cancel), cancel);

        /// <summary><see cref="RecordMany"/> on a thread of the pool.</summary>
        public Task<Recorded> RecordManyAsync(
            IEnumerable<UsageEvent> events,
            DateTimeOffset? now = null,
            int batch = 10000,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => RecordMany(events, now, batch, cancel), cancel);

        /// <summary><c>Import</c> on a thread of the pool, which also calls the callbacks and reads
        /// the streams.</summary>
        public Task<Imported> ImportAsync(
            IEnumerable<Input> inputs,
            ImportOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Import(inputs, options, now, cancel), cancel);

        /// <summary><see cref="Invoice"/> on a thread of the pool.</summary>
        public Task<Invoice> InvoiceAsync(
            Month month,
            string company = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Invoice(month, company, cancel), cancel);

        /// <summary><see cref="CloseMonth"/> on a thread of the pool.</summary>
        public Task<ClosedInvoice> CloseMonthAsync(
            Month month,
            CloseOptions options = null,
            DateTimeOffset? now = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => CloseMonth(month, options, now, cancel), cancel);

        /// <summary><see cref="Verify"/> on a thread of the pool.</summary>
        public Task<Verification> VerifyAsync(
            VerifyOptions options = null, CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Verify(options, cancel), cancel);

        /// <summary><see cref="Report"/> on a thread of the pool.</summary>
        public Task<Outlook<Row>> ReportAsync(
            Month from,
            Month through,
            ReportOptions options = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Report(from, through, options, cancel), cancel);

        /// <summary><see cref="Simulate"/> on a thread of the pool.</summary>
        public Task<Outlook<SimulatedRow>> SimulateAsync(
            Tariff tariff,
            Month from,
            Month through,
            SimulateOptions options = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Simulate(tariff, from, through, options, cancel), cancel);

        /// <summary><see cref="Prune"/> on a thread of the pool.</summary>
        public Task<Pruned> PruneAsync(
            Month before,
            DateTimeOffset? now = null,
            IProgress<WorkDone> progress = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Prune(before, now, progress, cancel), cancel);

        /// <summary><see cref="Backup"/> on a thread of the pool.</summary>
        public Task BackupAsync(
            string path,
            IProgress<WorkDone> progress = null,
            CancellationToken cancel = default(CancellationToken)) =>
            Task.Run(() => Backup(path, progress, cancel), cancel);
    }
}
