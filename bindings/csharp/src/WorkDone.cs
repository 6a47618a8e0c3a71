// How far a long call has come.
namespace Porto
{
    /// <summary>How much of a long work is done. In which unit, the call says that reports
    /// it.</summary>
    public struct WorkDone
    {
        internal WorkDone(ulong done, ulong total)
        {
            Done = checked((long)done);
            Total = checked((long)total);
        }

        /// <summary>How much is done.</summary>
        public long Done { get; }

        /// <summary>How much there is in all; 0: not known.</summary>
        public long Total { get; }
    }
}
