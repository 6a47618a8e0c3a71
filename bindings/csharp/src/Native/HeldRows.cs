// Several results that one call reads, held and locked until it has returned.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Porto.Native
{
    internal sealed class HeldRows : IDisposable
    {
        private readonly Stack<Rows> locked = new Stack<Rows>();
        private readonly Stack<RowsHandle> held = new Stack<RowsHandle>();

        internal HeldRows(IReadOnlyCollection<Rows> results)
        {
            if (results.Distinct().Count() < results.Count)
            {
                throw new ArgumentException("the same rows are there twice", nameof(results));
            }
            // Two threads that join the same rows take them in the same order.
            foreach (Rows rows in results.OrderBy(one => one.Number))
            {
                Monitor.Enter(rows.Gate);
                locked.Push(rows);
            }
        }

        /// <summary>The pointer to rows of which nothing is read.</summary>
        internal IntPtr Rewound(Rows rows)
        {
            RowsHandle handle = rows.Handle;
            bool added = false;
            handle.DangerousAddRef(ref added);
            held.Push(handle);
            rows.Rewind();
            return handle.DangerousGetHandle();
        }

        public void Dispose()
        {
            while (held.Count > 0)
            {
                held.Pop().DangerousRelease();
            }
            while (locked.Count > 0)
            {
                Monitor.Exit(locked.Pop().Gate);
            }
        }
    }
}
