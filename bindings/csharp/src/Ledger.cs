// A ledger: opening, closing and interrupting it. What it does is in the files beside this one.
using System;
using Porto.Native;

namespace Porto
{
    /// <summary>Where a ledger is stored.</summary>
    public sealed class LedgerStorage
    {
        internal LedgerStorage(RowsHandle facts, RowsHandle lanes)
        {
            Facts = new Rows<StorageFact>(facts, StorageFact.Make);
            Lanes = new Rows<StorageLane>(lanes, StorageLane.Make);
        }

        /// <summary>What is known of its file or server.</summary>
        public Rows<StorageFact> Facts { get; }

        /// <summary>Its lanes.</summary>
        public Rows<StorageLane> Lanes { get; }
    }

    /// <summary>An open ledger: companies, tariffs, subscriptions, usage and closed months in one
    /// file. One thread at a time uses it (a second one gets
    /// <see cref="PortoStatus.InvalidArgument"/>); <see cref="Interrupt"/> and
    /// <see cref="Dispose"/> are for any.</summary>
    public sealed unsafe partial class Ledger : IDisposable
    {
        private readonly LedgerHandle handle;

        private Ledger(LedgerHandle handle, string path)
        {
            this.handle = handle;
            Path = path;
        }

        /// <summary>The file.</summary>
        public string Path { get; }

        /// <summary>Its zone, currency, versions and rules.</summary>
        public LedgerInfo Info
        {
            get
            {
                using (var call = new Call())
                {
                    call.Check(
                        NativeMethods.porto_ledger_info(
                            Handle, out RowsHandle rows, out IntPtr error),
                        error);
                    return Single(rows, LedgerInfo.Make);
                }
            }
        }

        /// <summary>Where it is stored, and how that is: its file or server, sizes, lanes,
        /// standbys.</summary>
        public LedgerStorage Storage()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_ledger_storage(
                        Handle, out RowsHandle facts, out RowsHandle lanes, out IntPtr error),
                    error);
                return new LedgerStorage(facts, lanes);
            }
        }

        private LedgerHandle Handle =>
            handle.IsClosed ? throw new ObjectDisposedException(nameof(Ledger), Path) : handle;

        /// <summary>Makes a new ledger file and opens it; <c>:memory:</c> makes one that goes with
        /// the object.</summary>
        public static Ledger Create(string path, CreateOptions options = null)
        {
            using (var call = new Call())
            {
                byte* name = call.Needed(path, nameof(path), out UIntPtr length);
                porto_ledger_options how = CreateOptions.Fill(options, call);
                call.Check(
                    NativeMethods.porto_ledger_create(
                        name, length, &how, out LedgerHandle made, out IntPtr error),
                    error);
                return new Ledger(made, path);
            }
        }

        /// <summary>Opens a ledger file.</summary>
        public static Ledger Open(string path, OpenOptions options = null)
        {
            using (var call = new Call())
            {
                byte* name = call.Needed(path, nameof(path), out UIntPtr length);
                porto_ledger_options how = OpenOptions.Fill(options);
                call.Check(
                    NativeMethods.porto_ledger_open(
                        name, length, &how, out LedgerHandle made, out IntPtr error),
                    error);
                return new Ledger(made, path);
            }
        }

        /// <summary>The month in which a time lies, by the clocks of the ledger's zone.</summary>
        public Month MonthOf(DateTimeOffset time)
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_ledger_month_of(
                        Handle, Exact.Micros(time), out int month, out IntPtr error),
                    error);
                return Month.Of(month);
            }
        }

        /// <summary>Ends the call that goes on, with <see cref="PortoStatus.Cancelled"/>; where
        /// none does nothing happens. From any thread.</summary>
        public void Interrupt() => handle.Interrupt();

        /// <summary>Closes it; again is right. While a call of it goes on, in another thread or
        /// around a callback, it is closed once that call has ended.</summary>
        public void Dispose() => handle.Dispose();

        private static T Single<T>(RowsHandle handle, Func<T> make)
            where T : Row
        {
            // The row keeps its table, which the garbage collector frees with it.
            return new Rows<T>(handle, make)[0];
        }
    }
}
