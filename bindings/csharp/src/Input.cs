// What is imported, or compared with.
using System;
using System.IO;
using System.Runtime.InteropServices;
using Porto.Native;

namespace Porto
{
    /// <summary>What is imported, or compared with: a file, bytes, a stream or a descriptor. The
    /// same bytes give the same result whichever it is.</summary>
    public sealed class Input
    {
        private readonly string path;
        private readonly byte[] bytes;
        private readonly Stream stream;
        private readonly int? descriptor;

        private Input(string name, string path, byte[] bytes, Stream stream, int? descriptor)
        {
            Name = name;
            this.path = path;
            this.bytes = bytes;
            this.stream = stream;
            this.descriptor = descriptor;
        }

        /// <summary>What reports, messages and the import log call it; null: its path.</summary>
        public string Name { get; }

        /// <summary>A file.</summary>
        public static Input File(string path, string name = null) => new Input(
            name, path ?? throw new ArgumentNullException(nameof(path)), null, null, null);

        /// <summary>Bytes in memory. They are not copied: leave them alone until the call has
        /// returned.</summary>
        public static Input Bytes(byte[] bytes, string name = "bytes") => new Input(
            Given.NotNull(name, nameof(name)), null, Given.NotNull(bytes, nameof(bytes)), null,
            null);

        /// <summary>A text, as UTF-8.</summary>
        public static Input Text(string text, string name = "text") =>
            Bytes(
                Utf8.Encoded(text, nameof(text)), name);

        /// <summary>A stream, read on the calling thread from where it is to its end, and left
        /// open. A token ends the call once the stream has answered: what waits in a Read waits
        /// on.</summary>
        public static Input Stream(Stream stream, string name = "stream") => new Input(
            Given.NotNull(name, nameof(name)), null, null, Given.NotNull(stream, nameof(stream)),
            null);

        /// <summary>The number of an open descriptor, such as a pipe, which the library reads
        /// itself and leaves open: waiting for it ends at once when it is told to.</summary>
        public static Input Descriptor(int descriptor, string name = "descriptor") =>
            new Input(Given.NotNull(name, nameof(name)), null, null, null, descriptor);

        internal static unsafe porto_input Fill(Input from, string parameter, Call call)
        {
            Given.NotNull(from, parameter);
            porto_input made = porto_input.Init;
            made.name = call.Text(from.Name, out made.name_len);
            made.path = call.Text(from.path, out made.path_len);
            if (from.bytes != null)
            {
                made.bytes = call.Pinned(from.bytes);
                made.byte_count = (UIntPtr)(ulong)from.bytes.LongLength;
            }
            if (from.stream != null)
            {
                made.read = call.Pointer(Reader(from.stream, call));
            }
            made.from_descriptor = from.descriptor == null ? 0 : 1;
            made.descriptor = from.descriptor ?? 0;
            return made;
        }

        private static unsafe porto_read_fn Reader(Stream stream, Call call)
        {
            var buffer = new byte[0];
            return (user, to, size) => call.Guarded(() =>
            {
                int most = (int)Math.Min((ulong)size, 1 << 20);
                if (buffer.Length < most)
                {
                    buffer = new byte[most];
                }
                int count = stream.Read(buffer, 0, most);
                Marshal.Copy(buffer, 0, (IntPtr)to, count);
                return count;
            });
        }
    }
}
