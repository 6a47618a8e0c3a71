package porto;

import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import porto.table.CompanyRow;
import porto.table.CompanyTableRow;

/** The customers of a ledger. */
public final class Companies extends Section {
  Companies(Ledger ledger) {
    super(ledger);
  }

  /**
   * Adds a company, or changes what is known of it.
   *
   * @param company the company
   * @return false: it was there as it is given
   */
  public boolean add(Company company) {
    return add(List.of(company));
  }

  /**
   * Adds companies, or changes what is known of them: all or none.
   *
   * @param companies the companies
   * @return false: each was there as it is given
   */
  public boolean add(Collection<Company> companies) {
    List<Company> kept = List.copyOf(companies);
    try (Call call = call()) {
      long array = Company.array(call, kept).address();
      return call.check(Abi.porto_company_add(call.handle(), array, kept.size(), call.error()))
          != Abi.PORTO_EXISTS;
    }
  }

  /**
   * Removes a company without usage, invoices, subscriptions, domains and items.
   *
   * @param id its id
   * @param by who removes it, and why
   * @return what that changed
   */
  public Change remove(String id, By by) {
    try (Call call = call()) {
      Scratch.Text text = call.text(id, "id");
      return change(call, Abi.porto_company_remove(call.handle(), text.address(), text.length(),
          by.struct(call).address(), call.out(), call.error()));
    }
  }

  /**
   * All companies.
   *
   * @return them, by id
   */
  public Rows<CompanyRow> list() {
    return list(Abi::porto_company_list, CompanyRow.class);
  }

  /**
   * Companies that are on no tariff in a month: they are not billed.
   *
   * @param month the month
   * @return them, by id
   */
  public Rows<CompanyRow> unsubscribed(YearMonth month) {
    try (Call call = call()) {
      return rows(call, Abi.porto_company_unsubscribed(
          call.handle(), Values.yyyymm(month), call.out(), call.error()), CompanyRow.class);
    }
  }

  /**
   * Adds and changes what a table of companies says, in one transaction; again changes nothing.
   *
   * @param table CSV of any shape
   * @param options how it is read
   * @param by who makes the changes, and why
   * @return what it changed
   */
  public CompaniesImported importTable(Input table, CompanyTableOptions options, By by) {
    try (Call call = call()) {
      long input = Input.array(call, List.of(table)).address();
      int status = call.check(Abi.porto_company_import(call.handle(), input,
          options.struct(call).address(), by.struct(call, By.May.ALLOW_FAR).address(), call.out(),
          call.out(), call.out(), call.error()));
      return new CompaniesImported(status != Abi.PORTO_EXISTS,
          call.take(2, porto.table.Effect.class), call.take(0, porto.table.TableDifference.class),
          call.take(1, porto.table.TableReportRow.class));
    }
  }

  /**
   * The table of all companies, which {@link #importTable} takes back as CSV.
   *
   * @return a row for each subscription, or one
   */
  public Rows<CompanyTableRow> exportTable() {
    return list(Abi::porto_company_export, CompanyTableRow.class);
  }
}
