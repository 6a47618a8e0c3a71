// Memory that one call hands to the library: texts and structs, freed together.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Porto.Native
{
    internal sealed unsafe class Arena : IDisposable
    {
        private const int Smallest = 1024;
        private const int Largest = 1 << 20;

        private readonly List<IntPtr> blocks = new List<IntPtr>();
        private byte* next;
        private byte* end;
        private int size = Smallest / 2;

        ~Arena()
        {
            Free();
        }

        /// <summary>So many bytes, at least one, aligned for any member; they are not
        /// zeroed.</summary>
        internal byte* Take(long bytes)
        {
            bytes = checked(bytes + 8) & ~7L;
            if (end - next < bytes)
            {
                size = Math.Min(size * 2, Largest);
                long block = Math.Max(bytes, size);
                // The list grows first: a block that it cannot hold would never be freed.
                blocks.Add(IntPtr.Zero);
                blocks[blocks.Count - 1] = Marshal.AllocHGlobal((IntPtr)block);
                next = (byte*)blocks[blocks.Count - 1];
                end = next + block;
            }
            byte* taken = next;
            next += bytes;
            return taken;
        }

        /// <summary>A text as UTF-8 with a NUL behind it; NULL for null.</summary>
        internal byte* Text(string text, out UIntPtr length)
        {
            length = UIntPtr.Zero;
            if (text == null)
            {
                return null;
            }
            int most = checked(3 * text.Length + 1);
            byte* taken = Take(most);
            int used;
            fixed (char* from = text)
            {
                used = text.Length == 0
                    ? 0
                    : Utf8.Strict.GetBytes(from, text.Length, taken, most);
            }
            taken[used] = 0;
            next = taken + ((used + 8) & ~7); // what it did not need is taken next
            length = (UIntPtr)(uint)used;
            return taken;
        }

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            foreach (IntPtr block in blocks)
            {
                Marshal.FreeHGlobal(block);
            }
            blocks.Clear();
            next = end = null;
        }
    }
}
