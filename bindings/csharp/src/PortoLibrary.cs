// The library that runs, whatever ledger is open.
using System;
using System.Collections.Generic;
using Porto.Native;

namespace Porto
{
    /// <summary>The library that runs: its version, and what it knows without a ledger.</summary>
    public static unsafe class PortoLibrary
    {
        /// <summary>The version of the library that runs: <c>0.3.0</c>.</summary>
        public static string Version
        {
            get
            {
                Loader.Require();
                return Utf8.Read(NativeMethods.porto_version_text());
            }
        }

        /// <summary>The same as a number: 0.3.0 is 300.</summary>
        public static int VersionNumber
        {
            get
            {
                Loader.Require();
                return checked((int)NativeMethods.porto_version_number());
            }
        }

        /// <summary>What the library was built from, 64 hexadecimal digits: it belongs in a report
        /// of a bug.</summary>
        public static string SourceId
        {
            get
            {
                Loader.Require();
                return Utf8.Read(NativeMethods.porto_source_id());
            }
        }

        /// <summary>RFC 3339 with seconds and an offset, <c>2026-04-01T00:05:00+02:00</c>, in
        /// UTC.</summary>
        /// <exception cref="PortoCallException">It is none, or outside 1970 to 2199.</exception>
        public static DateTimeOffset ParseTime(string text) => Exact.ParseTime(text);

        /// <summary>The names of all formats that results are written in.</summary>
        public static IReadOnlyList<string> FormatNames
        {
            get
            {
                Loader.Require();
                var names = new List<string>();
                string name;
                while ((name = Utf8.Read(NativeMethods.porto_format_name(names.Count + 1))) != null)
                {
                    names.Add(name);
                }
                return names;
            }
        }

        /// <summary>The format with a name: <c>csv</c>.</summary>
        /// <exception cref="PortoCallException">There is none.</exception>
        public static OutputFormat ParseFormat(string name)
        {
            using (var call = new Call())
            {
                byte* text = call.Needed(name, nameof(name), out UIntPtr length);
                call.Check(
                    NativeMethods.porto_format_parse(
                        text, length, out int format, out IntPtr error),
                    error);
                return (OutputFormat)format;
            }
        }

        /// <summary>The column maps that are ready, whose names <see cref="ImportOptions.Map"/>
        /// takes.</summary>
        public static Rows<ImportMap> ImportMaps()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_import_maps(out RowsHandle rows, out IntPtr error), error);
                return new Rows<ImportMap>(rows, ImportMap.Make);
            }
        }
    }
}
