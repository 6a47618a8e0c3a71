// What a test gives as a callback: progress, a stream that is written, one that is read.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Porto.Tests
{
    /// <summary>Progress that is told on the calling thread.</summary>
    public sealed class Told : IProgress<WorkDone>
    {
        private readonly Action<WorkDone> told;

        public Told(Action told)
            : this(done => told())
        {
        }

        public Told(Action<WorkDone> told)
        {
            this.told = told;
        }

        public void Report(WorkDone value) => told(value);
    }

    /// <summary>A stream that keeps what is written, and does something each time.</summary>
    public sealed class Written : MemoryStream
    {
        private readonly Action then;

        public Written(Action then)
        {
            this.then = then;
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count);
            then();
        }
    }

    /// <summary>A stream that gives pieces, one a call, then does something, and then
    /// ends.</summary>
    public sealed class Pieces : Stream
    {
        private readonly IEnumerator<string> pieces;
        private readonly Action then;

        public Pieces(IEnumerable<string> pieces, Action then)
        {
            this.pieces = pieces.GetEnumerator();
            this.then = then;
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get { throw new NotSupportedException(); }
            set { throw new NotSupportedException(); }
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (!pieces.MoveNext())
            {
                then();
                return 0;
            }
            byte[] piece = Encoding.UTF8.GetBytes(pieces.Current);
            piece.CopyTo(buffer, offset);
            return piece.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
