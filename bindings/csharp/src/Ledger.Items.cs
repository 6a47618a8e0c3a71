// One-time lines that were agreed.
using System;
using System.Collections.Generic;
using System.Linq;
using Porto.Native;

namespace Porto
{
    /// <summary>A one-time line of the invoice of a month, excluding VAT; below 0 it is a
    /// credit.</summary>
    public sealed class Item
    {
        /// <summary>An item whose amount is a number: <c>-100.00m</c>.</summary>
        public Item(Month month, string company, decimal amount, string text)
            : this(month, company, text)
        {
            Amount = amount;
        }

        private Item(Month month, string company, string text)
        {
            Month = month;
            Company = company ?? throw new ArgumentNullException(nameof(company));
            Text = text ?? throw new ArgumentNullException(nameof(text));
        }

        /// <summary>The month whose invoice has it.</summary>
        public Month Month { get; }

        /// <summary>The id of the company with which it was agreed.</summary>
        public string Company { get; }

        /// <summary>The amount; null: it is in minor units.</summary>
        public decimal? Amount { get; }

        /// <summary>The amount in minor units of the ledger's currency; 0: it is a
        /// number.</summary>
        public long AmountMinor { get; private set; }

        /// <summary>The text of the line.</summary>
        public string Text { get; }

        /// <summary>An item whose amount is in minor units: -10000 is -100.00 SEK.</summary>
        public static Item OfMinor(Month month, string company, long amountMinor, string text) =>
            new Item(month, company, text) { AmountMinor = amountMinor };
    }

    /// <summary>Items that were added, with their numbers.</summary>
    public sealed class ItemsAdded
    {
        internal ItemsAdded(int status, RowsHandle items)
        {
            HasChanged = status != Abi.PORTO_EXISTS;
            Items = new Rows<ItemRow>(items, ItemRow.Make);
        }

        /// <summary>False: each was there already.</summary>
        public bool HasChanged { get; }

        /// <summary>The items in their order.</summary>
        public Rows<ItemRow> Items { get; }
    }

    public sealed unsafe partial class Ledger
    {
        /// <summary>Adds an item.</summary>
        public ItemsAdded AddItem(Item item, By by) =>
            AddItems(new[] { Given.NotNull(item, nameof(item)) }, by);

        /// <summary>Adds items to the invoices of months that are not closed: all or
        /// none.</summary>
        public ItemsAdded AddItems(IEnumerable<Item> items, By by)
        {
            List<Item> list = Given.List(items, nameof(items));
            Given.NotNull(by, nameof(by));
            using (var call = new Call())
            {
                var array = (porto_item*)call.Memory.Take((long)sizeof(porto_item) * list.Count);
                for (int i = 0; i < list.Count; ++i)
                {
                    Item from = list[i];
                    porto_item to = porto_item.Init;
                    to.month_yyyymm = from.Month.Yyyymm;
                    to.company = call.Text(from.Company, out to.company_len);
                    to.amount_minor = from.AmountMinor;
                    string amount = from.Amount == null ? null : Exact.Text(from.Amount.Value);
                    to.amount = call.Text(amount, out to.amount_len);
                    to.text = call.Text(from.Text, out to.text_len);
                    array[i] = to;
                }
                porto_change_options how = By.Fill(by, call);
                int status = call.Check(
                    NativeMethods.porto_item_add(
                        Handle, array, (UIntPtr)(uint)list.Count, &how, out RowsHandle rows,
                        out IntPtr error),
                    error);
                return new ItemsAdded(status, rows);
            }
        }

        /// <summary>Removes an item of a month that is not closed, by its number.</summary>
        public void RemoveItem(long item, By by)
        {
            Given.NotNull(by, nameof(by));
            using (var call = new Call())
            {
                porto_change_options how = By.Fill(by, call);
                call.Check(
                    NativeMethods.porto_item_remove(Handle, item, &how, out IntPtr error), error);
            }
        }

        /// <summary>All items, or those of a month, of a company.</summary>
        public Rows<ItemRow> Items(Month? month = null, string company = null)
        {
            using (var call = new Call())
            {
                porto_item_filter which = porto_item_filter.Init;
                which.month_yyyymm = month?.Yyyymm ?? 0;
                which.company = call.Text(company, out which.company_len);
                call.Check(
                    NativeMethods.porto_item_list(
                        Handle, &which, out RowsHandle rows, out IntPtr error),
                    error);
                return new Rows<ItemRow>(rows, ItemRow.Make);
            }
        }
    }
}
