// The handles of the library, each closed once: by Dispose, or by the garbage collector.
using System;
using Microsoft.Win32.SafeHandles;

namespace Porto.Native
{
    /// <summary>A ledger. It is not closed while a call uses it, whoever disposes of it.</summary>
    internal sealed class LedgerHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private LedgerHandle()
            : base(true)
        {
        }

        protected override bool ReleaseHandle()
        {
            NativeMethods.porto_ledger_close(handle);
            return true;
        }
    }

    internal sealed class RecorderHandle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private RecorderHandle()
            : base(true)
        {
        }

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
