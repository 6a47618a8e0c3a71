// What C# knows of porto.h; made by tools/MakeAbi.cs, not by hand.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Members that only the library reads, or that a later version may use.
#pragma warning disable 169, 649

namespace Porto.Native
{
    internal static class Abi
    {
        internal const uint PORTO_VERSION_NUMBER = 300;
        internal const long PORTO_NO_WAIT = -1;
        internal const int PORTO_OK = 0;
        internal const int PORTO_DONE = 1;
        internal const int PORTO_EXISTS = 2;
        internal const int PORTO_REJECTS = 3;
        internal const int PORTO_DIFFERS = 4;
        internal const int PORTO_E_INVALID = -100;
        internal const int PORTO_E_BAD_NUMBER = -101;
        internal const int PORTO_E_BAD_TIME = -102;
        internal const int PORTO_E_OVERFLOW = -103;
        internal const int PORTO_E_UNKNOWN_ZONE = -104;
        internal const int PORTO_E_UNKNOWN_CURRENCY = -105;
        internal const int PORTO_E_NOT_FOUND = -200;
        internal const int PORTO_E_CONFLICT = -201;
        internal const int PORTO_E_BAD_TARIFF = -202;
        internal const int PORTO_E_BAD_INPUT = -203;
        internal const int PORTO_E_MONTH_OPEN = -204;
        internal const int PORTO_E_MONTH_CLOSED = -205;
        internal const int PORTO_E_LEDGER_EXISTS = -206;
        internal const int PORTO_E_NOT_A_LEDGER = -207;
        internal const int PORTO_E_NEWER_LEDGER = -208;
        internal const int PORTO_E_NEGATIVE_USAGE = -209;
        internal const int PORTO_E_UNRATED = -210;
        internal const int PORTO_E_IO = -300;
        internal const int PORTO_E_BUSY = -301;
        internal const int PORTO_E_FULL = -302;
        internal const int PORTO_E_READ_ONLY = -303;
        internal const int PORTO_E_CORRUPT = -304;
        internal const int PORTO_E_CANCELLED = -305;
        internal const int PORTO_E_OUT_OF_MEMORY = -306;
        internal const int PORTO_E_INTERNAL = -400;
        internal const int PORTO_COLUMN_TEXT = 1;
        internal const int PORTO_COLUMN_INTEGER = 2;
        internal const int PORTO_COLUMN_DECIMAL = 3;
        internal const int PORTO_COLUMN_MONEY = 4;
        internal const int PORTO_COLUMN_QUANTITY = 5;
        internal const int PORTO_COLUMN_TIME = 6;
        internal const int PORTO_COLUMN_MONTH = 7;
        internal const int PORTO_COLUMN_DAY = 8;
        internal const int PORTO_COLUMN_MONTH_OR_DAY = 9;
        internal const int PORTO_FORMAT_TABLE = 1;
        internal const int PORTO_FORMAT_CSV = 2;
        internal const int PORTO_FORMAT_JSON = 3;
        internal const int PORTO_FORMAT_HTML = 4;
        internal const int PORTO_METER_SUM = 0;
        internal const int PORTO_METER_HIGHEST = 1;
        internal const int PORTO_METER_LAST = 2;
        internal const int PORTO_METER_DISTINCT = 3;
        internal const int PORTO_STORED = 0;
        internal const int PORTO_DUPLICATE = 1;
        internal const int PORTO_CONFLICT = 2;
        internal const int PORTO_REJECTED = 3;
        internal const int PORTO_MONTH_OPEN = 1;
        internal const int PORTO_MONTH_CLOSED = 2;
        internal const int PORTO_MONTH_PRUNED = 3;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_output_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal uint table_width;
        internal int byte_order_mark;
        internal uint delimiter;
        internal uint decimal_mark;
        internal byte* csv;
        internal UIntPtr csv_len;

        internal static porto_output_options Init => new porto_output_options
        {
            struct_size = (uint)sizeof(porto_output_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_ledger_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* zone;
        internal UIntPtr zone_len;
        internal byte* currency;
        internal UIntPtr currency_len;
        internal byte* late;
        internal UIntPtr late_len;
        internal int future_days;
        internal int allow_negative;
        internal int first_month_yyyymm;
        internal int read_only;
        internal long busy_timeout_ms;

        internal static porto_ledger_options Init => new porto_ledger_options
        {
            struct_size = (uint)sizeof(porto_ledger_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_change_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* actor;
        internal UIntPtr actor_len;
        internal byte* reason;
        internal UIntPtr reason_len;
        internal long at_unix_us;
        internal int dry_run;
        internal int allow_far;
        internal int settle;
        internal int reserved;

        internal static porto_change_options Init => new porto_change_options
        {
            struct_size = (uint)sizeof(porto_change_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_list_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal long after;
        internal long limit;

        internal static porto_list_options Init => new porto_list_options
        {
            struct_size = (uint)sizeof(porto_list_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_company
    {
        internal uint struct_size;
        internal uint reserved;
        internal byte* id;
        internal UIntPtr id_len;
        internal byte* name;
        internal UIntPtr name_len;
        internal byte* customer_number;
        internal UIntPtr customer_number_len;
        internal byte* reference;
        internal UIntPtr reference_len;
        internal byte* language;
        internal UIntPtr language_len;
        internal byte* cost_centre;
        internal UIntPtr cost_centre_len;

        internal static porto_company Init => new porto_company
        {
            struct_size = (uint)sizeof(porto_company),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_meter
    {
        internal uint struct_size;
        internal int decimals;
        internal byte* id;
        internal UIntPtr id_len;
        internal int kind;
        internal int reserved;

        internal static porto_meter Init => new porto_meter
        {
            struct_size = (uint)sizeof(porto_meter),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_subscription
    {
        internal uint struct_size;
        internal uint reserved;
        internal byte* company;
        internal UIntPtr company_len;
        internal byte* tariff;
        internal UIntPtr tariff_len;
        internal int from;
        internal int through;

        internal static porto_subscription Init => new porto_subscription
        {
            struct_size = (uint)sizeof(porto_subscription),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_meter_usage
    {
        internal uint struct_size;
        internal int decimals;
        internal byte* meter;
        internal UIntPtr meter_len;
        internal long quantity;
        internal byte* quantity_text;
        internal UIntPtr quantity_text_len;
        internal long* values;
        internal UIntPtr value_count;

        internal static porto_meter_usage Init => new porto_meter_usage
        {
            struct_size = (uint)sizeof(porto_meter_usage),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_usage
    {
        internal uint struct_size;
        internal uint reserved;
        internal porto_meter_usage* meters;
        internal UIntPtr meter_count;
        internal int share_days;
        internal int share_of;

        internal static porto_usage Init => new porto_usage
        {
            struct_size = (uint)sizeof(porto_usage),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_plot_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* meter;
        internal UIntPtr meter_len;
        internal byte* from;
        internal UIntPtr from_len;
        internal byte* to;
        internal UIntPtr to_len;

        internal static porto_plot_options Init => new porto_plot_options
        {
            struct_size = (uint)sizeof(porto_plot_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_event
    {
        internal uint struct_size;
        internal uint reserved;
        internal byte* source;
        internal UIntPtr source_len;
        internal byte* event_id;
        internal UIntPtr event_id_len;
        internal byte* company;
        internal UIntPtr company_len;
        internal byte* meter;
        internal UIntPtr meter_len;
        internal long occurred_at_unix_us;
        internal long quantity;
        internal byte* domain;
        internal UIntPtr domain_len;

        internal static porto_event Init => new porto_event
        {
            struct_size = (uint)sizeof(porto_event),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_record_options
    {
        internal uint struct_size;
        internal uint header_version;

        internal static porto_record_options Init => new porto_record_options
        {
            struct_size = (uint)sizeof(porto_record_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_input
    {
        internal uint struct_size;
        internal int from_descriptor;
        internal byte* name;
        internal UIntPtr name_len;
        internal byte* path;
        internal UIntPtr path_len;
        internal void* bytes;
        internal UIntPtr byte_count;
        internal IntPtr read;
        internal IntPtr user;
        internal int descriptor;
        internal int reserved;

        internal static porto_input Init => new porto_input
        {
            struct_size = (uint)sizeof(porto_input),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_import_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal int dry_run;
        internal int by_company;
        internal byte* format;
        internal UIntPtr format_len;
        internal byte* encoding;
        internal UIntPtr encoding_len;
        internal byte* map;
        internal UIntPtr map_len;
        internal uint delimiter;
        internal int year;
        internal byte* zone;
        internal UIntPtr zone_len;
        internal byte* signing_key;
        internal UIntPtr signing_key_len;
        internal byte* source;
        internal UIntPtr source_len;
        internal byte* count;
        internal UIntPtr count_len;
        internal byte** company_from;
        internal UIntPtr company_from_count;
        internal byte* company;
        internal UIntPtr company_len;
        internal byte* quantity_from;
        internal UIntPtr quantity_from_len;
        internal long now_unix_us;
        internal ulong batch_events;
        internal byte* rejects_path;
        internal UIntPtr rejects_path_len;
        internal int correct;
        internal int reserved;
        internal byte* actor;
        internal UIntPtr actor_len;
        internal byte* reason;
        internal UIntPtr reason_len;
        internal IntPtr on_file;
        internal IntPtr on_known;
        internal IntPtr on_rejected;
        internal IntPtr on_corrected;
        internal IntPtr on_progress;
        internal IntPtr user;

        internal static porto_import_options Init => new porto_import_options
        {
            struct_size = (uint)sizeof(porto_import_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_usage_filter
    {
        internal uint struct_size;
        internal uint header_version;
        internal int month_yyyymm;
        internal int reserved;
        internal byte* company;
        internal UIntPtr company_len;

        internal static porto_usage_filter Init => new porto_usage_filter
        {
            struct_size = (uint)sizeof(porto_usage_filter),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_reconcile_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal uint delimiter;
        internal int only_differs;
        internal byte* encoding;
        internal UIntPtr encoding_len;
        internal byte* map;
        internal UIntPtr map_len;
        internal byte* company;
        internal UIntPtr company_len;
        internal byte* meter;
        internal UIntPtr meter_len;
        internal byte* by;
        internal UIntPtr by_len;
        internal byte* zone;
        internal UIntPtr zone_len;
        internal byte* metric;
        internal UIntPtr metric_len;

        internal static porto_reconcile_options Init => new porto_reconcile_options
        {
            struct_size = (uint)sizeof(porto_reconcile_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_company_table
    {
        internal uint struct_size;
        internal uint header_version;
        internal uint delimiter;
        internal int all;
        internal byte* encoding;
        internal UIntPtr encoding_len;
        internal byte* map;
        internal UIntPtr map_len;

        internal static porto_company_table Init => new porto_company_table
        {
            struct_size = (uint)sizeof(porto_company_table),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_invoice_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* company;
        internal UIntPtr company_len;

        internal static porto_invoice_options Init => new porto_invoice_options
        {
            struct_size = (uint)sizeof(porto_invoice_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_close_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal int dry_run;
        internal int reserved;
        internal byte** except;
        internal UIntPtr except_count;
        internal byte* actor;
        internal UIntPtr actor_len;
        internal byte* reason;
        internal UIntPtr reason_len;
        internal IntPtr on_progress;
        internal IntPtr user;

        internal static porto_close_options Init => new porto_close_options
        {
            struct_size = (uint)sizeof(porto_close_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_item
    {
        internal uint struct_size;
        internal int month_yyyymm;
        internal byte* company;
        internal UIntPtr company_len;
        internal long amount_minor;
        internal byte* amount;
        internal UIntPtr amount_len;
        internal byte* text;
        internal UIntPtr text_len;

        internal static porto_item Init => new porto_item
        {
            struct_size = (uint)sizeof(porto_item),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_item_filter
    {
        internal uint struct_size;
        internal uint header_version;
        internal int month_yyyymm;
        internal int reserved;
        internal byte* company;
        internal UIntPtr company_len;

        internal static porto_item_filter Init => new porto_item_filter
        {
            struct_size = (uint)sizeof(porto_item_filter),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_books_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* format;
        internal UIntPtr format_len;
        internal byte* books;
        internal UIntPtr books_len;
        internal byte* file_name;
        internal UIntPtr file_name_len;
        internal long now_unix_us;
        internal int issued_yyyymmdd;
        internal int dry_run;
        internal IntPtr on_file;
        internal IntPtr user;
        internal int allow_far;
        internal int reserved;

        internal static porto_books_options Init => new porto_books_options
        {
            struct_size = (uint)sizeof(porto_books_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_event_filter
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* company;
        internal UIntPtr company_len;
        internal byte* source;
        internal UIntPtr source_len;
        internal byte* domain;
        internal UIntPtr domain_len;
        internal byte* meter;
        internal UIntPtr meter_len;
        internal int from_yyyymm;
        internal int through_yyyymm;
        internal int day_yyyymmdd;
        internal int voided;
        internal long import;
        internal long after;
        internal long limit;

        internal static porto_event_filter Init => new porto_event_filter
        {
            struct_size = (uint)sizeof(porto_event_filter),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_void
    {
        internal uint struct_size;
        internal uint reserved;
        internal byte* source;
        internal UIntPtr source_len;
        internal byte* event_id;
        internal UIntPtr event_id_len;
        internal byte* actor;
        internal UIntPtr actor_len;
        internal byte* reason;
        internal UIntPtr reason_len;
        internal long voided_at_unix_us;

        internal static porto_void Init => new porto_void
        {
            struct_size = (uint)sizeof(porto_void),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_kept_digest
    {
        internal uint struct_size;
        internal int month_yyyymm;
        internal byte* record;
        internal UIntPtr record_len;
        internal long number;
        internal byte* digest;
        internal UIntPtr digest_len;

        internal static porto_kept_digest Init => new porto_kept_digest
        {
            struct_size = (uint)sizeof(porto_kept_digest),
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_verify_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal uint limit;
        internal uint reserved;
        internal porto_kept_digest* expected;
        internal UIntPtr expected_count;
        internal IntPtr on_progress;
        internal IntPtr user;

        internal static porto_verify_options Init => new porto_verify_options
        {
            struct_size = (uint)sizeof(porto_verify_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_statement_options
    {
        internal uint struct_size;
        internal uint header_version;

        internal static porto_statement_options Init => new porto_statement_options
        {
            struct_size = (uint)sizeof(porto_statement_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_prune_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal IntPtr on_progress;
        internal IntPtr user;

        internal static porto_prune_options Init => new porto_prune_options
        {
            struct_size = (uint)sizeof(porto_prune_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_backup_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal IntPtr on_progress;
        internal IntPtr user;

        internal static porto_backup_options Init => new porto_backup_options
        {
            struct_size = (uint)sizeof(porto_backup_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_copy_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal IntPtr on_progress;
        internal IntPtr user;
        internal long busy_timeout_ms;
        internal int skip_verify;
        internal uint limit;

        internal static porto_copy_options Init => new porto_copy_options
        {
            struct_size = (uint)sizeof(porto_copy_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_migrate_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal long busy_timeout_ms;

        internal static porto_migrate_options Init => new porto_migrate_options
        {
            struct_size = (uint)sizeof(porto_migrate_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_simulate_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal int from_yyyymm;
        internal int through_yyyymm;
        internal byte* instead_of;
        internal UIntPtr instead_of_len;
        internal byte* by;
        internal UIntPtr by_len;
        internal IntPtr on_progress;
        internal IntPtr user;

        internal static porto_simulate_options Init => new porto_simulate_options
        {
            struct_size = (uint)sizeof(porto_simulate_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_outlook_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* company;
        internal UIntPtr company_len;

        internal static porto_outlook_options Init => new porto_outlook_options
        {
            struct_size = (uint)sizeof(porto_outlook_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_report_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal int from_yyyymm;
        internal int through_yyyymm;
        internal byte* by;
        internal UIntPtr by_len;
        internal byte* company;
        internal UIntPtr company_len;
        internal byte* tariff;
        internal UIntPtr tariff_len;
        internal byte* pivot;
        internal UIntPtr pivot_len;
        internal byte* measure;
        internal UIntPtr measure_len;
        internal byte* compare;
        internal UIntPtr compare_len;
        internal byte* sort;
        internal UIntPtr sort_len;
        internal long limit;
        internal int descending;
        internal int by_usage_month;

        internal static porto_report_options Init => new porto_report_options
        {
            struct_size = (uint)sizeof(porto_report_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct porto_page_options
    {
        internal uint struct_size;
        internal uint header_version;
        internal byte* language;
        internal UIntPtr language_len;

        internal static porto_page_options Init => new porto_page_options
        {
            struct_size = (uint)sizeof(porto_page_options),
            header_version = Abi.PORTO_VERSION_NUMBER,
        };
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_write_fn(IntPtr user, byte* bytes, UIntPtr size);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_progress_fn(IntPtr user, ulong done, ulong total);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate long porto_read_fn(IntPtr user, byte* to, UIntPtr size);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_file_fn(IntPtr user, byte* file, byte* format);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_known_fn(
        IntPtr user,
        byte* file,
        long import,
        byte* what);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_rejected_fn(
        IntPtr user,
        byte* file,
        ulong line,
        int outcome,
        byte* reason,
        byte* row,
        UIntPtr row_len);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_corrected_fn(
        IntPtr user,
        byte* file,
        ulong line,
        byte* event_id,
        byte* corrected_by,
        byte* before,
        byte* quantity);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_books_file_fn(
        IntPtr user,
        byte* name,
        UIntPtr name_len,
        byte* bytes,
        UIntPtr bytes_len);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int porto_statement_fn(
        IntPtr user,
        byte* company,
        UIntPtr company_len,
        byte* bytes,
        UIntPtr size);

    internal static unsafe partial class NativeMethods
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static byte* porto_version_text() =>
            FirstCalls.porto_version_text();

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static uint porto_version_number() =>
            FirstCalls.porto_version_number();

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static byte* porto_source_id() =>
            FirstCalls.porto_source_id();

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static byte* porto_status_name(int status) =>
            FirstCalls.porto_status_name(status);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_error_code(IntPtr error);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_error_message(IntPtr error);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_error_where(IntPtr error);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern ulong porto_error_committed(IntPtr error);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_error_system_errno(IntPtr error);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_error_sqlite_code(IntPtr error);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_error_free(IntPtr error);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_time_parse(
            byte* text,
            UIntPtr text_len,
            out long unix_us,
            out IntPtr err) =>
            FirstCalls.porto_time_parse(text,
                text_len,
                out unix_us,
                out err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_month_parse(
            byte* text,
            UIntPtr text_len,
            out int month_yyyymm,
            out IntPtr err) =>
            FirstCalls.porto_month_parse(text,
                text_len,
                out month_yyyymm,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern uint porto_rows_column_count(RowsHandle rows);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_rows_column_name(RowsHandle rows, uint column);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_column_type(RowsHandle rows, uint column);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern ulong porto_rows_count(RowsHandle rows);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_find_column(
            RowsHandle rows,
            byte* name,
            UIntPtr name_len,
            out uint column,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_next(IntPtr rows, out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_rows_text(IntPtr rows, uint column, UIntPtr* text_len);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_rows_shown(IntPtr rows, uint column, UIntPtr* text_len);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_int64(
            IntPtr rows,
            uint column,
            out long value,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_decimals(
            IntPtr rows,
            uint column,
            out int decimals,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_format_parse(
            byte* name,
            UIntPtr name_len,
            out int format,
            out IntPtr err) =>
            FirstCalls.porto_format_parse(name,
                name_len,
                out format,
                out err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static byte* porto_format_name(int format) =>
            FirstCalls.porto_format_name(format);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_write(
            RowsHandle rows,
            int format,
            porto_output_options* options,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_rows_write_joined(
            IntPtr* results,
            UIntPtr count,
            int format,
            porto_output_options* options,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err) =>
            FirstCalls.porto_rows_write_joined(results,
                count,
                format,
                options,
                write,
                user,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_rows_rewind(RowsHandle rows);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_where(
            RowsHandle rows,
            byte* column,
            UIntPtr column_len,
            byte* @is,
            UIntPtr is_len,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_rows_close(IntPtr rows);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_ledger_create(
            byte* path,
            UIntPtr path_len,
            porto_ledger_options* options,
            out LedgerHandle @out,
            out IntPtr err) =>
            FirstCalls.porto_ledger_create(path,
                path_len,
                options,
                out @out,
                out err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_ledger_open(
            byte* path,
            UIntPtr path_len,
            porto_ledger_options* options,
            out LedgerHandle @out,
            out IntPtr err) =>
            FirstCalls.porto_ledger_open(path,
                path_len,
                options,
                out @out,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_ledger_interrupt(IntPtr ledger);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_ledger_close(IntPtr ledger);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_info(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_storage(
            LedgerHandle ledger,
            out RowsHandle @out,
            out RowsHandle lanes,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_month_of(
            LedgerHandle ledger,
            long time_unix_us,
            out int month_yyyymm,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_change_list(
            LedgerHandle ledger,
            porto_list_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_company_add(
            LedgerHandle ledger,
            porto_company* companies,
            UIntPtr count,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_company_remove(
            LedgerHandle ledger,
            byte* id,
            UIntPtr id_len,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_company_list(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_company_unsubscribed(
            LedgerHandle ledger,
            int month_yyyymm,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_meter_add(
            LedgerHandle ledger,
            porto_meter* meters,
            UIntPtr count,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_meter_list(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_add(
            LedgerHandle ledger,
            byte* toml,
            UIntPtr toml_len,
            byte* file_name,
            UIntPtr file_name_len,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_remove(
            LedgerHandle ledger,
            byte* id,
            UIntPtr id_len,
            int version,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_list(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_show(
            LedgerHandle ledger,
            byte* id,
            UIntPtr id_len,
            int version,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_subscription_add(
            LedgerHandle ledger,
            porto_subscription* subscriptions,
            UIntPtr count,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_subscription_end(
            LedgerHandle ledger,
            byte* company,
            UIntPtr company_len,
            byte* tariff,
            UIntPtr tariff_len,
            int through,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_subscription_remove(
            LedgerHandle ledger,
            byte* company,
            UIntPtr company_len,
            byte* tariff,
            UIntPtr tariff_len,
            int from,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_subscription_list(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_subscription_of_month(
            LedgerHandle ledger,
            int month_yyyymm,
            byte* which,
            UIntPtr which_len,
            out RowsHandle @out,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_tariff_mistakes(
            byte* toml,
            UIntPtr toml_len,
            byte* file_name,
            UIntPtr file_name_len,
            out RowsHandle @out,
            out IntPtr err) =>
            FirstCalls.porto_tariff_mistakes(toml,
                toml_len,
                file_name,
                file_name_len,
                out @out,
                out err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_tariff_open(
            byte* toml,
            UIntPtr toml_len,
            byte* file_name,
            UIntPtr file_name_len,
            out TariffHandle @out,
            out IntPtr err) =>
            FirstCalls.porto_tariff_open(toml,
                toml_len,
                file_name,
                file_name_len,
                out @out,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_for(
            LedgerHandle ledger,
            byte* id,
            UIntPtr id_len,
            int month_yyyymm,
            out TariffHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_tariff_close(IntPtr tariff);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_info(
            TariffHandle tariff,
            out RowsHandle @out,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_rating_open(out RatingHandle @out, out IntPtr err) =>
            FirstCalls.porto_rating_open(out @out,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_rating_close(IntPtr rating);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_rate(
            TariffHandle tariff,
            porto_usage* usage,
            RatingHandle rating,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern uint porto_rating_count(RatingHandle rating);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rating_total(
            RatingHandle rating,
            out long minor,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rating_net(
            RatingHandle rating,
            uint line,
            out long minor,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_rating_charge(RatingHandle rating, uint line);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rating_rows(
            RatingHandle rating,
            int month_yyyymm,
            byte* company,
            UIntPtr company_len,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_examples(
            TariffHandle tariff,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_explain(
            TariffHandle tariff,
            porto_usage* usage,
            byte* language,
            UIntPtr language_len,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_describe(
            TariffHandle tariff,
            byte* language,
            UIntPtr language_len,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_diff(
            TariffHandle before,
            TariffHandle after,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_compare(
            TariffHandle before,
            TariffHandle after,
            porto_usage* usages,
            UIntPtr count,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_plot(
            TariffHandle tariff,
            porto_plot_options* options,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_usage_record(
            LedgerHandle ledger,
            porto_event* events,
            UIntPtr count,
            long now_unix_us,
            porto_record_options* options,
            int* outcomes,
            out RowsHandle rejected,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_usage_import(
            LedgerHandle ledger,
            porto_input* inputs,
            UIntPtr count,
            porto_import_options* options,
            out RowsHandle report,
            out RowsHandle effect,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_import_maps(out RowsHandle @out, out IntPtr err) =>
            FirstCalls.porto_import_maps(out @out,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_usage_list(
            LedgerHandle ledger,
            porto_usage_filter* filter,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_usage_unassigned(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_usage_reconcile(
            LedgerHandle ledger,
            porto_input* input,
            porto_reconcile_options* options,
            out RowsHandle @out,
            out RowsHandle report,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_company_import(
            LedgerHandle ledger,
            porto_input* input,
            porto_company_table* table,
            porto_change_options* options,
            out RowsHandle @out,
            out RowsHandle report,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_company_export(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_import_list(
            LedgerHandle ledger,
            porto_list_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_import_show(
            LedgerHandle ledger,
            long import,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_import_undo(
            LedgerHandle ledger,
            long import,
            porto_change_options* options,
            out RowsHandle @out,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_domain_add(
            LedgerHandle ledger,
            byte* domain,
            UIntPtr domain_len,
            byte* company,
            UIntPtr company_len,
            int from_yyyymmdd,
            int through_yyyymmdd,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_domain_end(
            LedgerHandle ledger,
            byte* domain,
            UIntPtr domain_len,
            byte* company,
            UIntPtr company_len,
            int through_yyyymmdd,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_domain_remove(
            LedgerHandle ledger,
            byte* domain,
            UIntPtr domain_len,
            byte* company,
            UIntPtr company_len,
            porto_change_options* options,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_domain_list(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_recorder_open(
            byte* path,
            UIntPtr path_len,
            porto_ledger_options* options,
            out RecorderHandle @out,
            out IntPtr err) =>
            FirstCalls.porto_recorder_open(path,
                path_len,
                options,
                out @out,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_recorder_record(
            RecorderHandle recorder,
            porto_event* events,
            UIntPtr count,
            long now_unix_us,
            porto_record_options* options,
            int* outcomes,
            out RowsHandle rejected,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_recorder_interrupt(IntPtr recorder);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern void porto_recorder_close(IntPtr recorder);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_invoice_show(
            LedgerHandle ledger,
            int month_yyyymm,
            porto_invoice_options* options,
            out RowsHandle lines,
            out RowsHandle unbilled,
            out RowsHandle tasks,
            out int state,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_invoice_totals(
            RowsHandle lines,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_invoice_causes(
            LedgerHandle ledger,
            int month_yyyymm,
            porto_invoice_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_month_close(
            LedgerHandle ledger,
            int month_yyyymm,
            long now_unix_us,
            porto_close_options* options,
            out RowsHandle @out,
            out RowsHandle tasks,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_month_list(
            LedgerHandle ledger,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_item_add(
            LedgerHandle ledger,
            porto_item* items,
            UIntPtr count,
            porto_change_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_item_remove(
            LedgerHandle ledger,
            long item,
            porto_change_options* options,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_item_list(
            LedgerHandle ledger,
            porto_item_filter* filter,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_books_export(
            LedgerHandle ledger,
            int month_yyyymm,
            porto_books_options* options,
            out RowsHandle @out,
            out RowsHandle notices,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_event_show(
            LedgerHandle ledger,
            byte* source,
            UIntPtr source_len,
            byte* event_id,
            UIntPtr event_id_len,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_event_list(
            LedgerHandle ledger,
            porto_event_filter* filter,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_event_write(
            LedgerHandle ledger,
            porto_event_filter* filter,
            int format,
            porto_output_options* options,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_event_void(
            LedgerHandle ledger,
            porto_void* what,
            porto_change_options* options,
            out RowsHandle @out,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_event_correct(
            LedgerHandle ledger,
            porto_void* what,
            long quantity,
            porto_change_options* options,
            out RowsHandle @out,
            out RowsHandle effect,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_verify(
            LedgerHandle ledger,
            porto_verify_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_statement(
            LedgerHandle ledger,
            int month_yyyymm,
            byte* company,
            UIntPtr company_len,
            porto_statement_options* options,
            int format,
            porto_output_options* output,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_statements(
            LedgerHandle ledger,
            int month_yyyymm,
            porto_statement_options* options,
            int format,
            porto_output_options* output,
            porto_statement_fn take,
            IntPtr user,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_prune(
            LedgerHandle ledger,
            int before_yyyymm,
            long now_unix_us,
            porto_prune_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_backup(
            LedgerHandle ledger,
            byte* path,
            UIntPtr path_len,
            porto_backup_options* options,
            out IntPtr err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_ledger_copy(
            byte* from,
            UIntPtr from_len,
            byte* to,
            UIntPtr to_len,
            porto_copy_options* options,
            out RowsHandle @out,
            out RowsHandle found,
            out IntPtr err) =>
            FirstCalls.porto_ledger_copy(from,
                from_len,
                to,
                to_len,
                options,
                out @out,
                out found,
                out err);

        [MethodImpl(MethodImplOptions.NoInlining)]
        internal static int porto_ledger_migrate(
            byte* path,
            UIntPtr path_len,
            porto_migrate_options* options,
            out RowsHandle @out,
            out IntPtr err) =>
            FirstCalls.porto_ledger_migrate(path,
                path_len,
                options,
                out @out,
                out err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_outlook_simulate(
            LedgerHandle ledger,
            TariffHandle tariff,
            porto_simulate_options* options,
            out RowsHandle @out,
            out RowsHandle notices,
            out RowsHandle tasks,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_outlook_plot(
            LedgerHandle ledger,
            TariffHandle tariff,
            porto_simulate_options* options,
            porto_write_fn write,
            IntPtr user,
            out RowsHandle notices,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_report(
            LedgerHandle ledger,
            porto_report_options* options,
            out RowsHandle @out,
            out RowsHandle notices,
            out RowsHandle tasks,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_report_plot(
            LedgerHandle ledger,
            porto_report_options* options,
            byte* language,
            UIntPtr language_len,
            porto_write_fn write,
            IntPtr user,
            out RowsHandle notices,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_month_page(
            LedgerHandle ledger,
            int month_yyyymm,
            porto_page_options* options,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_outlook_charges(
            LedgerHandle ledger,
            long now_unix_us,
            porto_outlook_options* options,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_outlook_totals(
            RowsHandle charges,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_outlook_tasks(
            LedgerHandle ledger,
            long now_unix_us,
            porto_outlook_options* options,
            out RowsHandle @out,
            out IntPtr err);
    }

    internal static unsafe class FirstCalls
    {
        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_version_text();

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern uint porto_version_number();

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_source_id();

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_status_name(int status);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_time_parse(
            byte* text,
            UIntPtr text_len,
            out long unix_us,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_month_parse(
            byte* text,
            UIntPtr text_len,
            out int month_yyyymm,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_format_parse(
            byte* name,
            UIntPtr name_len,
            out int format,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern byte* porto_format_name(int format);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rows_write_joined(
            IntPtr* results,
            UIntPtr count,
            int format,
            porto_output_options* options,
            porto_write_fn write,
            IntPtr user,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_create(
            byte* path,
            UIntPtr path_len,
            porto_ledger_options* options,
            out LedgerHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_open(
            byte* path,
            UIntPtr path_len,
            porto_ledger_options* options,
            out LedgerHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_mistakes(
            byte* toml,
            UIntPtr toml_len,
            byte* file_name,
            UIntPtr file_name_len,
            out RowsHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_tariff_open(
            byte* toml,
            UIntPtr toml_len,
            byte* file_name,
            UIntPtr file_name_len,
            out TariffHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_rating_open(out RatingHandle @out, out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_import_maps(out RowsHandle @out, out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_recorder_open(
            byte* path,
            UIntPtr path_len,
            porto_ledger_options* options,
            out RecorderHandle @out,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_copy(
            byte* from,
            UIntPtr from_len,
            byte* to,
            UIntPtr to_len,
            porto_copy_options* options,
            out RowsHandle @out,
            out RowsHandle found,
            out IntPtr err);

        [DllImport(NativeMethods.Library, CallingConvention = NativeMethods.Convention)]
        internal static extern int porto_ledger_migrate(
            byte* path,
            UIntPtr path_len,
            porto_migrate_options* options,
            out RowsHandle @out,
            out IntPtr err);
    }
}
