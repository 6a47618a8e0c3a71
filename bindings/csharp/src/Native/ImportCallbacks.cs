// The callbacks of an import, as the library calls them.
using System;

namespace Porto.Native
{
    internal static unsafe class ImportCallbacks
    {
        internal static IntPtr File(Action<string, string> told, Call call)
        {
            return told == null ? IntPtr.Zero : call.Pointer(
                new porto_file_fn((user, file, format) => call.Guarded(
                    () => told(Utf8.Read(file), Utf8.Read(format)))));
        }

        internal static IntPtr Known(Action<KnownInput> told, Call call)
        {
            return told == null ? IntPtr.Zero : call.Pointer(
                new porto_known_fn((user, file, import, what) => call.Guarded(
                    () => told(new KnownInput(Utf8.Read(file), import, Utf8.Read(what))))));
        }

        internal static IntPtr Rejected(Action<RejectedLine> told, Call call)
        {
            return told == null ? IntPtr.Zero : call.Pointer(
                new porto_rejected_fn(
                    (user, file, line, outcome, reason, row, length) => call.Guarded(
                        () => told(new RejectedLine(
                            Utf8.Read(file), checked((long)line), (Outcome)outcome,
                            Utf8.Read(reason), Utf8.Bytes(row, length))))));
        }

        internal static IntPtr Corrected(Action<CorrectedLine> told, Call call)
        {
            return told == null ? IntPtr.Zero : call.Pointer(
                new porto_corrected_fn(
                    (user, file, line, id, correctedBy, before, quantity) => call.Guarded(
                        () => told(new CorrectedLine(Utf8.Read(file), checked((long)line))
                        {
                            EventId = Utf8.Read(id),
                            CorrectedBy = Utf8.Read(correctedBy),
                            Before = Exact.Parse(Utf8.Read(before)),
                            Quantity = Exact.Parse(Utf8.Read(quantity)),
                        }))));
        }
    }
}
