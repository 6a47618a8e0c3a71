package porto;

import java.time.LocalDate;
import porto.table.DomainRow;

/** Which companies of a ledger have which sending domains, on which days. */
public final class Domains extends Section {
  Domains(Ledger ledger) {
    super(ledger);
  }

  /**
   * Gives a company a mail domain.
   *
   * @param domain the domain
   * @param company the id of the company
   * @param from the first day; null: there is none
   * @param through the last day; null: there is none
   * @param by who adds it, and why
   * @return what that changed
   */
  public Change add(String domain, String company, LocalDate from, LocalDate through, By by) {
    try (Call call = call()) {
      Scratch.Text name = call.text(domain, "domain");
      Scratch.Text who = call.text(company, "company");
      int first = from == null ? 0 : Values.yyyymmdd(from);
      int last = through == null ? 0 : Values.yyyymmdd(through);
      return change(call, Abi.porto_domain_add(call.handle(), name.address(), name.length(),
          who.address(), who.length(), first, last,
          by.struct(call, By.May.ALLOW_FAR).address(), call.out(), call.error()));
    }
  }

  /**
   * Sets the last day on which a company has a domain.
   *
   * @param domain the domain
   * @param company the id of the company
   * @param through the last day
   * @param by who ends it, and why
   * @return what that changed
   */
  public Change end(String domain, String company, LocalDate through, By by) {
    try (Call call = call()) {
      Scratch.Text name = call.text(domain, "domain");
      Scratch.Text who = call.text(company, "company");
      return change(call, Abi.porto_domain_end(call.handle(), name.address(), name.length(),
          who.address(), who.length(), Values.yyyymmdd(through),
          by.struct(call, By.May.ALLOW_FAR).address(),
          call.out(), call.error()));
    }
  }

  /**
   * Takes all claims of a company to a domain back.
   *
   * @param domain the domain
   * @param company the id of the company
   * @param by who removes it, and why
   * @return what that changed
   */
  public Change remove(String domain, String company, By by) {
    try (Call call = call()) {
      Scratch.Text name = call.text(domain, "domain");
      Scratch.Text who = call.text(company, "company");
      return change(call, Abi.porto_domain_remove(call.handle(), name.address(), name.length(),
          who.address(), who.length(), by.struct(call, By.May.ALLOW_FAR, By.May.SETTLE).address(),
          call.out(), call.error()));
    }
  }

  /**
   * All sending domains.
   *
   * @return them, by domain and first day
   */
  public Rows<DomainRow> list() {
    return list(Abi::porto_domain_list, DomainRow.class);
  }
}
