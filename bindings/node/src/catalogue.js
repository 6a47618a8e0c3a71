// Companies, meters, tariffs, subscriptions, sending domains, items and tables of companies.
"use strict";
const { pointerIn } = require("./call.js");
const { BadNumberError, NotFoundError, STATUS } = require("./errors.js");
const { CHANGE } = require("./handle.js");
const { members } = require("./inputs.js");
const { names } = require("./memory.js");
const { given } = require("./options.js");
const { Rows } = require("./rows.js");
const { Tariff, documentBytes } = require("./tariff.js");
const values = require("./values.js");

const SETTLED = [...CHANGE, "settle"];
const COLUMNS = names("porto_company_table");
const ITEMS = names("porto_item_filter", ["signal"]);
const LIST = names("porto_list_options", ["signal"]);

const several = (items) => (Array.isArray(items) ? items : [items]);

const dayOr0 = (day, where) =>
  day === undefined || day === null ? 0 : values.yyyymmdd(day, where);

/** A decimal text in units of so many decimals: "2.5" with 2 is 250n. */
function scaled(text, decimals) {
  const [, sign, whole, part = ""] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const where = "quantity";
  if (whole === undefined) throw new BadNumberError(`${text} is no decimal number`, { where });
  const kept = part.replace(/0+$/, "");
  if (kept.length > decimals)
    throw new BadNumberError(`${text} has more than ${decimals} decimals`, { where });
  const number = BigInt(whole + kept.padEnd(decimals, "0"));
  return values.units(sign === "-" ? -number : number, where);
}

/** 1000n could be meant as 1000.00 or as 10.00: a BigInt is of minor units, and is called so. */
function checkAmount(item, i) {
  const { amount = null, amountMinor = null } = item ?? {};
  const where = `items[${i}]`;
  if (amount !== null && typeof amount !== "string")
    throw new TypeError(
      `${where}.amount: a decimal text such as "10.00" is needed, not ${values.kindOf(amount)}; ` +
        "minor units, 1000n, are amountMinor",
    );
  if ((amount === null) === (amountMinor === null))
    throw new TypeError(`${where}: amount or amountMinor is needed, and one of them alone`);
}

/** Who is billed, for what, and at which prices. */
const Catalogue = (Base) =>
  class extends Base {
    // ---- Companies and meters ------------------------------------------------------------------

    #add(name, kind, items, where, options) {
      return this.call(
        name,
        (call) => call.array(kind, items, where),
        (_, status) => status !== STATUS.PORTO_EXISTS,
        given(options, ["signal"]),
      );
    }

    async addCompanies(companies, options) {
      const all = several(companies);
      return this.#add("porto_company_add", "porto_company", all, "companies", options);
    }

    async removeCompany(id, options) {
      return this.change("porto_company_remove", (call) => call.text(id, "id"), options);
    }

    async companies(options) {
      return this.rows("porto_company_list", (call) => call, options);
    }

    async unsubscribed(month, options) {
      const number = values.yyyymm(month);
      return this.rows("porto_company_unsubscribed", (call) => call.value(number), options);
    }

    async addMeters(meters, options) {
      return this.#add("porto_meter_add", "porto_meter", several(meters), "meters", options);
    }

    async meters(options) {
      return this.rows("porto_meter_list", (call) => call, options);
    }

    async units(meter, quantity, options) {
      const known = (await this.meters(options)).find((row) => row.meter === meter);
      if (!known) throw new NotFoundError(`There is no meter ${meter}`, { where: "meter" });
      return scaled(values.numberText(quantity, "quantity"), known.decimals);
    }

    // ---- Tariffs -------------------------------------------------------------------------------

    async addTariff(document, options) {
      const { fileName, ...how } = given(options, [...CHANGE, "fileName"]);
      return this.change(
        "porto_tariff_add",
        (call) => call.bytes(documentBytes(document)).text(fileName, "fileName"),
        how,
      );
    }

    async removeTariff(id, version, options) {
      const number = values.small(version, "version");
      const build = (call) => call.text(id, "id").value(number);
      return this.change("porto_tariff_remove", build, options);
    }

    async tariffs(options) {
      return this.rows("porto_tariff_list", (call) => call, options);
    }

    async tariffDocument(id, options) {
      const { version = 0, ...how } = given(options, ["version", "signal"]);
      const number = values.small(version, "version");
      const build = (call) => call.text(id, "id").value(number);
      return (await this.rows("porto_tariff_show", build, how)).at(0);
    }

    async tariffFor(id, month, options) {
      let place;
      return this.call(
        "porto_tariff_for",
        (call) => (place = call.text(id, "id").value(values.yyyymm(month)).out()),
        () => Tariff.of(pointerIn(place)),
        given(options, ["signal"]),
      );
    }

    // ---- Subscriptions -------------------------------------------------------------------------

    async subscribe(subscriptions, options) {
      const all = several(subscriptions);
      const build = (call) => call.array("porto_subscription", all, "subscriptions");
      return this.change("porto_subscription_add", build, options);
    }

    async endSubscription(company, tariff, through, options) {
      const day = values.dayOrMonth(through, "through");
      return this.change(
        "porto_subscription_end",
        (call) => call.text(company, "company").text(tariff, "tariff").value(day),
        options,
      );
    }

    async removeSubscription(company, tariff, options) {
      const { from, ...how } = given(options, [...SETTLED, "from"]);
      const day = from === undefined ? 0 : values.dayOrMonth(from, "from");
      return this.change(
        "porto_subscription_remove",
        (call) => call.text(company, "company").text(tariff, "tariff").value(day),
        how,
        { known: SETTLED },
      );
    }

    async subscriptions(options) {
      const { month, which, ...how } = given(options, ["month", "which", "signal"]);
      if (month === undefined && which !== undefined)
        throw new TypeError("which: it is of a month, and there is no month");
      if (month === undefined) return this.rows("porto_subscription_list", (call) => call, how);
      const build = (call) => call.value(values.yyyymm(month)).text(which, "which");
      return this.rows("porto_subscription_of_month", build, how);
    }

    // ---- Sending domains -----------------------------------------------------------------------

    async addDomain(domain, company, options) {
      const { from, through, ...how } = given(options, [...CHANGE, "from", "through"]);
      const days = [dayOr0(from, "from"), dayOr0(through, "through")];
      return this.change(
        "porto_domain_add",
        (call) =>
          call.text(domain, "domain").text(company, "company").value(days[0]).value(days[1]),
        how,
      );
    }

    async endDomain(domain, company, through, options) {
      const day = values.yyyymmdd(through, "through");
      return this.change(
        "porto_domain_end",
        (call) => call.text(domain, "domain").text(company, "company").value(day),
        options,
      );
    }

    async removeDomain(domain, company, options) {
      const build = (call) => call.text(domain, "domain").text(company, "company");
      return this.change("porto_domain_remove", build, options, { known: SETTLED });
    }

    async domains(options) {
      return this.rows("porto_domain_list", (call) => call, options);
    }

    // ---- Items ---------------------------------------------------------------------------------

    async addItems(items, options) {
      const { signal, ...how } = given(options, CHANGE);
      const all = several(items);
      all.forEach(checkAmount);
      return this.call(
        "porto_item_add",
        (call) => call.array("porto_item", all, "items").struct("porto_change_options", how).rows(),
        (call, status) => ({
          changed: status !== STATUS.PORTO_EXISTS,
          items: new Rows(call.tables[0]),
        }),
        { signal },
      );
    }

    async removeItem(item, options) {
      const { signal, ...how } = given(options, CHANGE);
      const number = values.count(item, "item");
      const build = (call) => call.value(number).struct("porto_change_options", how);
      await this.call("porto_item_remove", build, undefined, { signal });
    }

    async items(options) {
      const { signal, ...filter } = given(options, ITEMS);
      const build = (call) => call.struct("porto_item_filter", filter);
      return this.rows("porto_item_list", build, { signal });
    }

    // ---- Tables of companies, and changes ------------------------------------------------------

    async importCompanies(table, options) {
      const { map, delimiter, encoding, all, ...how } = given(options, [...CHANGE, ...COLUMNS]);
      return this.change(
        "porto_company_import",
        (call) =>
          call
            .struct("porto_input", members(table, call))
            .struct("porto_company_table", { map, delimiter, encoding, all }),
        how,
        { tables: ["rows", "report"] },
      );
    }

    async exportCompanies(options) {
      return this.rows("porto_company_export", (call) => call, options);
    }

    async changes(options) {
      const { signal, ...which } = given(options, LIST);
      const build = (call) => call.struct("porto_list_options", which);
      return this.rows("porto_change_list", build, { signal });
    }
  };

module.exports = { Catalogue };
