// The handles of the library, each closed once: by Dispose, or by the garbage collector.
using System;
using Microsoft.Win32.SafeHandles;

namespace Porto.Native
{
    /// <summary>A handle whose calls another thread can end.</summary>
    internal abstract class InterruptibleHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        protected InterruptibleHandle()
            : base(true)
        {
        }

        /// <summary>Ends what goes on; what is closed has no call to end.</summary>
        internal void Interrupt()
        {
            bool held = false;
            try
            {
                DangerousAddRef(ref held);
                InterruptHeld();
            }
            catch (ObjectDisposedException)
            {
            }
            finally
            {
                if (held)
                {
                    DangerousRelease();
                }
            }
        }

        /// <summary>The same, by one who holds the handle.</summary>
        internal abstract void InterruptHeld();
    }

    /// <summary>A ledger. It is not closed while a call uses it, whoever disposes of it.</summary>
    internal sealed class LedgerHandle : InterruptibleHandle
    {
        private LedgerHandle()
        {
        }

        internal override void InterruptHeld() => NativeMethods.porto_ledger_interrupt(handle);

        protected override bool ReleaseHandle()
        {
            NativeMethods.porto_ledger_close(handle);
            return true;
        }
    }

    internal sealed class RecorderHandle : InterruptibleHandle
    {
        private RecorderHandle()
        {
        }

        internal override void InterruptHeld() => NativeMethods.porto_recorder_interrupt(handle);

        protected override bool ReleaseHandle()
        {
            NativeMethods.porto_recorder_close(handle);
            return true;
        }
    }

    internal sealed class TariffHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private TariffHandle()
            : base(true)
        {
        }

        protected override bool ReleaseHandle()
        {
            NativeMethods.porto_tariff_close(handle);
            return true;
        }
    }

    internal sealed class RatingHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private RatingHandle()
            : base(true)
        {
        }

        protected override bool ReleaseHandle()
        {
            NativeMethods.porto_rating_close(handle);
            return true;
        }
    }

    internal sealed class RowsHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private RowsHandle()
            : base(true)
        {
        }

        protected override bool ReleaseHandle()
        {
            NativeMethods.porto_rows_close(handle);
            return true;
        }
    }
}
