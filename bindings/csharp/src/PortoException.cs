// Failures, as exceptions by who must act: filter by Status where a program tells them apart.
using System;
using Porto.Native;

namespace Porto
{
    /// <summary>What a call gave: the statuses of porto.h. Later versions may add some.</summary>
    public enum PortoStatus
    {
        /// <summary>Done.</summary>
        Ok = 0,

        /// <summary>No more rows.</summary>
        Done = 1,

        /// <summary>It was there already, with the same content; nothing changed.</summary>
        Exists = 2,

        /// <summary>Done, but some rows were rejected or conflict.</summary>
        Rejects = 3,

        /// <summary>Done, and the two sides are not the same.</summary>
        Differs = 4,

        /// <summary>An argument is malformed: a month, an id.</summary>
        InvalidArgument = -100,

        /// <summary>A text that is no exact decimal number.</summary>
        BadNumber = -101,

        /// <summary>No time, or one outside 1970 to 2199.</summary>
        BadTime = -102,

        /// <summary>A number does not fit; nothing was wrapped or written.</summary>
        Overflow = -103,

        /// <summary>No such IANA time zone on this machine.</summary>
        UnknownZone = -104,

        /// <summary>No such ISO 4217 currency.</summary>
        UnknownCurrency = -105,

        /// <summary>No such company, tariff, month, file.</summary>
        NotFound = -200,

        /// <summary>The same identity is there with other content.</summary>
        Conflict = -201,

        /// <summary>A document has mistakes, which the message lists.</summary>
        BadTariff = -202,

        /// <summary>An input cannot be read as what it claims to be.</summary>
        BadInput = -203,

        /// <summary>The month is not over, or an earlier one is open.</summary>
        MonthOpen = -204,

        /// <summary>The change would touch a month that is closed.</summary>
        MonthClosed = -205,

        /// <summary>A ledger is there already.</summary>
        LedgerExists = -206,

        /// <summary>The file is no ledger of porto.</summary>
        NotALedger = -207,

        /// <summary>The ledger was written by a newer porto.</summary>
        NewerLedger = -208,

        /// <summary>Usage below zero that the tariff does not price.</summary>
        NegativeUsage = -209,

        /// <summary>Companies that cannot be rated, with the reasons.</summary>
        Unrated = -210,

        /// <summary>Reading or writing failed; whether a commit is done is known once the call was
        /// repeated.</summary>
        IO = -300,

        /// <summary>Another process writes to the ledger: try again.</summary>
        Busy = -301,

        /// <summary>The disk is full.</summary>
        Full = -302,

        /// <summary>The ledger or its folder cannot be written.</summary>
        ReadOnly = -303,

        /// <summary>The file is damaged: restore a backup.</summary>
        Corrupt = -304,

        /// <summary>A callback or an interrupt stopped the work.</summary>
        Cancelled = -305,

        /// <summary>There was not enough memory.</summary>
        OutOfMemory = -306,

        /// <summary>A fault of porto.</summary>
        Internal = -400,
    }

    /// <summary>A call of porto that failed. It has changed nothing, unless <see cref="Committed"/>
    /// says otherwise. Its classes say who acts; which failure it is, <see cref="Status"/> says:
    /// <c>catch (PortoMachineException e) when (e.Status == PortoStatus.Busy)</c>.</summary>
    public abstract class PortoException : Exception
    {
        /// <summary>Where the data of any exception say how many events are stored.</summary>
        internal const string CommittedKey = "Porto.Committed";

        internal PortoException(string message, PortoStatus status)
            : base(message)
        {
            Status = status;
            Where = "";
            Committed = 0;
        }

        /// <summary>Which failure it is.</summary>
        public PortoStatus Status { get; }

        /// <summary>The stable name of the status: <c>not_found</c>.</summary>
        public unsafe string StatusName =>
            Utf8.Read(NativeMethods.porto_status_name((int)Status));

        /// <summary>The place: <c>file:line</c>, the name of a parameter or a charge, or
        /// empty.</summary>
        public string Where { get; private set; }

        /// <summary>How many events a stopped import, or a bulk of several batches, has stored;
        /// they stay. The same is in <c>Data["Porto.Committed"]</c>, as a long, of every exception
        /// that leaves one of the two.</summary>
        public long Committed
        {
            get { return (long)Data[CommittedKey]; }
            private set { Data[CommittedKey] = value; }
        }

        /// <summary>errno behind a failure of the machine; 0: none is known.</summary>
        public int SystemErrno { get; private set; }

        /// <summary>SQLite's extended result code behind a failure; 0: there is none.</summary>
        public int SqliteCode { get; private set; }

        /// <summary>The exception of an error object of the library, which is freed.</summary>
        internal static unsafe PortoException Take(int status, IntPtr error)
        {
            try
            {
                // Without an error object the status is all there is.
                status = error == IntPtr.Zero ? status : NativeMethods.porto_error_code(error);
                string message = Utf8.Read(NativeMethods.porto_error_message(error));
                string where = Utf8.Read(NativeMethods.porto_error_where(error));
                // Some messages begin with the place.
                bool add = where.Length > 0
                    && !message.StartsWith(where + ": ", StringComparison.Ordinal);
                string text = add ? where + ": " + message : message;
                PortoException made = Make(text, status);
                made.Where = where;
                made.Committed = checked((long)NativeMethods.porto_error_committed(error));
                made.SystemErrno = NativeMethods.porto_error_system_errno(error);
                made.SqliteCode = NativeMethods.porto_error_sqlite_code(error);
                return made;
            }
            finally
            {
                NativeMethods.porto_error_free(error);
            }
        }

        private static PortoException Make(string message, int status)
        {
            switch (status / 100)
            {
                case -1:
                    return new PortoCallException(message, (PortoStatus)status);
                case -2:
                    return new PortoDataException(message, (PortoStatus)status);
                case -3:
                    return new PortoMachineException(message, (PortoStatus)status);
                default:
                    return new PortoInternalException(message, (PortoStatus)status);
            }
        }
    }

    /// <summary>The call is wrong: fix the program.</summary>
    public sealed class PortoCallException : PortoException
    {
        internal PortoCallException(string message, PortoStatus status)
            : base(message, status)
        {
        }
    }

    /// <summary>The data, or the order of things, is wrong: fix that.</summary>
    public sealed class PortoDataException : PortoException
    {
        internal PortoDataException(string message, PortoStatus status)
            : base(message, status)
        {
        }
    }

    /// <summary>The machine failed: free space, mend permissions, or try again.</summary>
    public sealed class PortoMachineException : PortoException
    {
        internal PortoMachineException(string message, PortoStatus status)
            : base(message, status)
        {
        }
    }

    /// <summary>A fault of porto: report it, with <see cref="PortoLibrary.SourceId"/>.</summary>
    public sealed class PortoInternalException : PortoException
    {
        internal PortoInternalException(string message, PortoStatus status)
            : base(message, status)
        {
        }
    }
}
