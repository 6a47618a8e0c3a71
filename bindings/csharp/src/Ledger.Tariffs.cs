// Tariffs, subscriptions, sending domains and the changes that are kept.
using System;
using System.Collections.Generic;
using System.Linq;
using Porto.Native;

namespace Porto
{
    /// <summary>A company on a tariff.</summary>
    public sealed class Subscription
    {
        /// <summary>From a month or day through a month or day; without the latter no end is
        /// set.</summary>
        public Subscription(
            string company, string tariff, MonthOrDay from, MonthOrDay? through = null)
        {
            Company = company ?? throw new ArgumentNullException(nameof(company));
            Tariff = tariff ?? throw new ArgumentNullException(nameof(tariff));
            From = from;
            Through = through;
        }

        /// <summary>The id of the company.</summary>
        public string Company { get; }

        /// <summary>The id of the tariff.</summary>
        public string Tariff { get; }

        /// <summary>Where it begins.</summary>
        public MonthOrDay From { get; }

        /// <summary>Where it ends; null: no end is set.</summary>
        public MonthOrDay? Through { get; }
    }

    /// <summary>Which subscriptions of a month.</summary>
    public enum SubscriptionsOf
    {
        /// <summary>All of it.</summary>
        All,

        /// <summary>Of companies that are on no tariff in the month before.</summary>
        Joined,

        /// <summary>Of companies that are on none in the month after.</summary>
        Left,
    }

    public sealed unsafe partial class Ledger
    {
        // ---- Tariffs ----------------------------------------------------------------------------

        /// <summary>Adds a tariff document (TOML). <paramref name="fileName"/> is what messages
        /// call it.</summary>
        /// <exception cref="PortoDataException">It has mistakes; the message lists
        /// each.</exception>
        public Changed AddTariff(string document, string fileName = null, By by = null) =>
            AddTariff(Utf8.Encoded(document, nameof(document)), fileName, by);

        /// <summary>Adds a tariff document, byte for byte.</summary>
        public Changed AddTariff(byte[] document, string fileName = null, By by = null)
        {
            using (var call = new Call())
            {
                byte* toml = call.Bytes(document, nameof(document), out UIntPtr length);
                byte* name = call.Text(fileName, out UIntPtr nameLength);
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_tariff_add(
                        Handle, toml, length, name, nameLength, &how, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>Removes a version that is on no invoice.</summary>
        public Changed RemoveTariff(string id, int version, By by = null)
        {
            using (var call = new Call())
            {
                byte* text = call.Needed(id, nameof(id), out UIntPtr length);
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_tariff_remove(
                        Handle, text, length, version, &how, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>All versions of all tariffs.</summary>
        public Rows<TariffRow> Tariffs()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_tariff_list(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<TariffRow>(rows, TariffRow.Make);
            }
        }

        /// <summary>A version with its document; 0: the highest.</summary>
        public TariffDocument TariffDocument(string id, int version = 0)
        {
            using (var call = new Call())
            {
                byte* text = call.Needed(id, nameof(id), out UIntPtr length);
                call.Check(
                    NativeMethods.porto_tariff_show(
                        Handle, text, length, version, out RowsHandle rows, out IntPtr error),
                    error);
                return Single(rows, Porto.TariffDocument.Make);
            }
        }

        /// <summary>The version that prices a month.</summary>
        public Tariff TariffFor(string id, Month month)
        {
            using (var call = new Call())
            {
                byte* text = call.Needed(id, nameof(id), out UIntPtr length);
                call.Check(
                    NativeMethods.porto_tariff_for(
                        Handle, text, length, month.Yyyymm, out TariffHandle made,
                        out IntPtr error),
                    error);
                return new Tariff(made);
            }
        }

        // ---- Subscriptions ----------------------------------------------------------------------

        /// <summary>Puts a company on a tariff.</summary>
        public Changed Subscribe(
            string company,
            string tariff,
            MonthOrDay from,
            MonthOrDay? through = null,
            By by = null) =>
            Subscribe(new[] { new Subscription(company, tariff, from, through) }, by);

        /// <summary>Adds subscriptions: all or none.</summary>
        public Changed Subscribe(IEnumerable<Subscription> subscriptions, By by = null)
        {
            List<Subscription> list = Given.List(subscriptions, nameof(subscriptions));
            using (var call = new Call())
            {
                var array = (porto_subscription*)call.Memory.Take(
                    (long)sizeof(porto_subscription) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    Subscription from = list[i];
                    porto_subscription to = porto_subscription.Init;
                    to.company = call.Text(from.Company, out to.company_len);
                    to.tariff = call.Text(from.Tariff, out to.tariff_len);
                    to.from = from.From.Number;
                    to.through = from.Through?.Number ?? 0;
                    array[i] = to;
                }
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_subscription_add(
                        Handle, array, (UIntPtr)(uint)list.Count, &how, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>Ends a subscription after a month or a day.</summary>
        public Changed EndSubscription(
            string company, string tariff, MonthOrDay through, By by = null)
        {
            using (var call = new Call())
            {
                byte* whose = call.Needed(company, nameof(company), out UIntPtr whoseLength);
                byte* what = call.Needed(tariff, nameof(tariff), out UIntPtr whatLength);
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_subscription_end(
                        Handle, whose, whoseLength, what, whatLength, through.Number, &how,
                        out RowsHandle effect, out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>Removes the subscription that begins with a month or day (null: the only one),
        /// as if it had never been.</summary>
        public Changed RemoveSubscription(
            string company, string tariff, MonthOrDay? from = null, By by = null)
        {
            using (var call = new Call())
            {
                byte* whose = call.Needed(company, nameof(company), out UIntPtr whoseLength);
                byte* what = call.Needed(tariff, nameof(tariff), out UIntPtr whatLength);
                porto_change_options how = By.Fill(by, call, settles: true);
                int status = call.Check(
                    NativeMethods.porto_subscription_remove(
                        Handle, whose, whoseLength, what, whatLength, from?.Number ?? 0, &how,
                        out RowsHandle effect, out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>All subscriptions.</summary>
        public Rows<SubscriptionRow> Subscriptions()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_subscription_list(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<SubscriptionRow>(rows, SubscriptionRow.Make);
            }
        }

        /// <summary>The subscriptions of a month, whole or in part.</summary>
        public Rows<SubscriptionRow> Subscriptions(
            Month month, SubscriptionsOf which = SubscriptionsOf.All)
        {
            using (var call = new Call())
            {
                string name = which == SubscriptionsOf.All
                    ? null
                    : which.ToString().ToLowerInvariant();
                byte* text = call.Text(name, out UIntPtr length);
                call.Check(
                    NativeMethods.porto_subscription_of_month(
                        Handle, month.Yyyymm, text, length, out RowsHandle rows,
                        out IntPtr error),
                    error);
                return new Rows<SubscriptionRow>(rows, SubscriptionRow.Make);
            }
        }

        // ---- Sending domains --------------------------------------------------------------------

        /// <summary>Gives a company a mail domain, from a day through a day, both
        /// included.</summary>
        public Changed AddDomain(
            string domain, string company, Day? from = null, Day? through = null, By by = null)
        {
            using (var call = new Call())
            {
                byte* what = call.Needed(domain, nameof(domain), out UIntPtr whatLength);
                byte* whose = call.Needed(company, nameof(company), out UIntPtr whoseLength);
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_domain_add(
                        Handle, what, whatLength, whose, whoseLength, from?.Yyyymmdd ?? 0,
                        through?.Yyyymmdd ?? 0, &how, out RowsHandle effect, out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>Sets the last day on which a company has a domain.</summary>
        public Changed EndDomain(string domain, string company, Day through, By by = null)
        {
            using (var call = new Call())
            {
                byte* what = call.Needed(domain, nameof(domain), out UIntPtr whatLength);
                byte* whose = call.Needed(company, nameof(company), out UIntPtr whoseLength);
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_domain_end(
                        Handle, what, whatLength, whose, whoseLength, through.Yyyymmdd, &how,
                        out RowsHandle effect, out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>Takes all claims of a company to a domain back.</summary>
        public Changed RemoveDomain(string domain, string company, By by = null)
        {
            using (var call = new Call())
            {
                byte* what = call.Needed(domain, nameof(domain), out UIntPtr whatLength);
                byte* whose = call.Needed(company, nameof(company), out UIntPtr whoseLength);
                porto_change_options how = By.Fill(by, call, settles: true);
                int status = call.Check(
                    NativeMethods.porto_domain_remove(
                        Handle, what, whatLength, whose, whoseLength, &how, out RowsHandle effect,
                        out IntPtr error),
                    error);
                return new Changed(status, effect);
            }
        }

        /// <summary>All sending domains.</summary>
        public Rows<DomainRow> Domains()
        {
            using (var call = new Call())
            {
                call.Check(
                    NativeMethods.porto_domain_list(
                        Handle, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<DomainRow>(rows, DomainRow.Make);
            }
        }

        // ---- Changes ----------------------------------------------------------------------------

        /// <summary>The changes that are kept: those after a number, the first so many (0:
        /// all).</summary>
        public Rows<ChangeRecord> Changes(long after = 0, long limit = 0)
        {
            using (var call = new Call())
            {
                porto_list_options which = porto_list_options.Init;
                which.after = after;
                which.limit = limit;
                call.Check(
                    NativeMethods.porto_change_list(
                        Handle, &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ChangeRecord>(rows, ChangeRecord.Make);
            }
        }
    }
}
