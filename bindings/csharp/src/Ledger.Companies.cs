// Companies, meters and tables of companies.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Porto.Native;

namespace Porto
{
    /// <summary>A customer. What is null a known company keeps, and an empty text takes
    /// away.</summary>
    public sealed class Company
    {
        /// <summary>A company with an id, by which everything names it.</summary>
        public Company(string id, string name = null)
        {
            Id = id ?? throw new ArgumentNullException(nameof(id));
            Name = name;
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>What people call it.</summary>
        public string Name { get; set; }

        /// <summary>Its number in the vendor's bookkeeping or CRM.</summary>
        public string CustomerNumber { get; set; }

        /// <summary>What it wants on its invoices.</summary>
        public string Reference { get; set; }

        /// <summary><c>sv</c> or <c>en</c>, of its documents.</summary>
        public string Language { get; set; }

        /// <summary>The cost centre in the vendor's bookkeeping.</summary>
        public string CostCentre { get; set; }
    }

    /// <summary>What events count, and with how many decimals.</summary>
    public sealed class Meter
    {
        /// <summary>A meter with an id, by which events name it, and 0 to 18 decimals.</summary>
        public Meter(string id, int decimals = 0)
        {
            Id = id ?? throw new ArgumentNullException(nameof(id));
            Decimals = decimals;
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>How many decimals it has.</summary>
        public int Decimals { get; }

        /// <summary>What the total of a month is.</summary>
        public MeterKind Kind { get; set; }
    }

    /// <summary>What the total of a meter's events in a month is. This version has sums alone, and
    /// refuses the others.</summary>
    public enum MeterKind
    {
        /// <summary>The sum of the quantities.</summary>
        Sum = 0,

        /// <summary>Reserved: the highest quantity.</summary>
        Highest = 1,

        /// <summary>Reserved: the quantity of the last event.</summary>
        Last = 2,

        /// <summary>Reserved: how many different values the events name.</summary>
        Distinct = 3,
    }

    /// <summary>How a table of companies is read.</summary>
    public sealed class CompanyTableOptions
    {
        /// <summary>CSV: what stands between columns; null: a comma.</summary>
        public char? Delimiter { get; set; }

        /// <summary>As <see cref="ImportOptions.Encoding"/>.</summary>
        public string Encoding { get; set; }

        /// <summary>A column map: <c>id=company,name=name</c>; null: the names of the
        /// fields.</summary>
        public string Map { get; set; }

        /// <summary>The rows also say what is the same, or only in the ledger.</summary>
        public bool All { get; set; }

        internal static unsafe porto_company_table Fill(CompanyTableOptions from, Call call)
        {
            porto_company_table made = porto_company_table.Init;
            if (from != null)
            {
                made.delimiter = Exact.Mark(from.Delimiter);
                made.all = from.All ? 1 : 0;
                made.encoding = call.Text(from.Encoding, out made.encoding_len);
                made.map = call.Text(from.Map, out made.map_len);
            }
            return made;
        }
    }

    /// <summary>What a table of companies changed.</summary>
    public sealed class CompaniesImported : Changed
    {
        internal CompaniesImported(
            int status, RowsHandle effect, RowsHandle differences, RowsHandle report)
            : base(status, effect)
        {
            Differences = new Rows<TableDifference>(differences, TableDifference.Make);
            Report = new Rows<TableReportRow>(report, TableReportRow.Make);
        }

        /// <summary>What the table says that the ledger did not.</summary>
        public Rows<TableDifference> Differences { get; }

        /// <summary>How many rows of which kind there were.</summary>
        public Rows<TableReportRow> Report { get; }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>Adds a company, or changes its name. False: it was there.</summary>
        public bool AddCompany(string id, string name = null) =>
            AddCompanies(new[] { new Company(id, name) });

        /// <summary>Adds companies, or changes what is known of them: all or none. False: all were
        /// there.</summary>
        public bool AddCompanies(IEnumerable<Company> companies)
        {
            List<Company> list = Given.List(companies, nameof(companies));
            using (var call = new Call())
            {
                var array = (porto_company*)call.Memory.Take(
                    (long)sizeof(porto_company) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    Company from = list[i];
                    porto_company to = porto_company.Init;
                    to.id = call.Text(from.Id, out to.id_len);
                    to.name = call.Text(from.Name, out to.name_len);
                    to.customer_number = call.Text(
                        from.CustomerNumber, out to.customer_number_len);
                    to.reference = call.Text(from.Reference, out to.reference_len);
                    to.language = call.Text(from.Language, out to.language_len);
                    to.cost_centre = call.Text(from.CostCentre, out to.cost_centre_len);
                    array[i] = to;
                }
                var count = (UIntPtr)(uint)list.Count;
                return Abi.PORTO_EXISTS != call.Check(
                    NativeMethods.porto_company_add(Handle, array, count, out IntPtr error), error);
            }
        }

        /// <summary>Removes a company of which nothing is known but its name.</summary>
        public Changed RemoveCompany(string id, By by = null)
        {
            using (var call = new Call())
            {
                byte* text = call.Needed(id, nameof(id), out UIntPtr length);
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_company_remove(
                        Handle, text, length, &how, out RowsHandle effect, out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>All companies.</summary>
        public Rows<CompanyRow> Companies()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_company_list(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<CompanyRow>(rows, CompanyRow.Make);
            }
        }

        /// <summary>Companies that are on no tariff in a month: they are not billed.</summary>
        public Rows<CompanyRow> Unsubscribed(Month month)
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_company_unsubscribed(
                        Handle, month.Yyyymm, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<CompanyRow>(rows, CompanyRow.Make);
            }
        }

        /// <summary>Adds a meter. False: it was there.</summary>
        public bool AddMeter(string id, int decimals = 0) =>
            AddMeters(new[] { new Meter(id, decimals) });

        /// <summary>Adds meters: all or none. False: all were there.</summary>
        public bool AddMeters(IEnumerable<Meter> meters)
        {
            List<Meter> list = Given.List(meters, nameof(meters));
            using (var call = new Call())
            {
                var array = (porto_meter*)call.Memory.Take((long)sizeof(porto_meter) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    porto_meter to = porto_meter.Init;
                    to.id = call.Text(list[i].Id, out to.id_len);
                    to.decimals = list[i].Decimals;
                    to.kind = (int)list[i].Kind;
                    array[i] = to;
                }
                var count = (UIntPtr)(uint)list.Count;
                return Abi.PORTO_EXISTS != call.Check(
                    NativeMethods.porto_meter_add(Handle, array, count, out IntPtr error), error);
            }
        }

        /// <summary>All meters.</summary>
        public Rows<MeterRow> Meters()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_meter_list(Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<MeterRow>(rows, MeterRow.Make);
            }
        }

        /// <summary>A quantity in the meter's smallest unit, as events take it: 2.5 is 250 with 2
        /// decimals.</summary>
        /// <exception cref="ArgumentException">It has more decimals than the meter, or there is no
        /// such meter.</exception>
        /// <exception cref="OverflowException">It does not fit into 64 bits.</exception>
        public long Units(string meter, decimal quantity)
        {
            if (meter == null)
            {
                throw new ArgumentNullException(nameof(meter));
            }
            using (Rows<MeterRow> meters = Meters())
            {
                MeterRow known = meters.FirstOrDefault(row => row.Meter == meter)
                    ?? throw new ArgumentException($"there is no meter {meter}", nameof(meter));
                return Exact.ToUnits(quantity, known.Decimals, nameof(quantity));
            }
        }

        /// <summary>Adds and changes what a table says (CSV), in one transaction; again changes
        /// nothing.</summary>
        public CompaniesImported ImportCompanies(
            Input table,
            CompanyTableOptions options = null,
            By by = null,
            CancellationToken cancellationToken = default(CancellationToken))
        {
            using (var call = new Call(cancellationToken))
            {
                porto_input input = Input.Fill(table, nameof(table), call);
                porto_company_table how = CompanyTableOptions.Fill(options, call);
                porto_change_options change = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_company_import(
                        call.Begin(Handle),
                        &input, &how, &change, out RowsHandle rows, out RowsHandle report,
                        out RowsHandle effect, out IntPtr error),
                    error);
                return new CompaniesImported(status, effect, rows, report);
            }
        }

        /// <summary>The table of all companies, which <see cref="ImportCompanies"/> takes back as
        /// CSV.</summary>
        public Rows<CompanyTableRow> ExportCompanies()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_company_export(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<CompanyTableRow>(rows, CompanyTableRow.Make);
            }
        }
    }
}
