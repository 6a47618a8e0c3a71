package porto;

import java.time.YearMonth;
import porto.table.TariffDocument;
import porto.table.TariffRow;

/** The tariff documents of a ledger. */
public final class Tariffs extends Section {
  Tariffs(Ledger ledger) {
    super(ledger);
  }

  /**
   * Adds a tariff document.
   *
   * @param toml the document
   * @return what that changed
   * @throws DataException {@link Status#BAD_TARIFF} with every mistake, one a line
   */
  public Change add(String toml) {
    return add(toml, null, By.NOBODY);
  }

  /**
   * Adds a tariff document.
   *
   * @param toml the document
   * @param fileName what messages call it; null: it has no name
   * @param by who adds it, and why
   * @return what that changed
   * @throws DataException {@link Status#BAD_TARIFF} with every mistake, one a line
   */
  public Change add(String toml, String fileName, By by) {
    try (Call call = call()) {
      Scratch.Text text = call.text(toml, "toml");
      Scratch.Text name = call.text(fileName, "file_name");
      return change(call, Abi.porto_tariff_add(call.handle(), text.address(), text.length(),
          name.address(), name.length(), by.struct(call, By.May.ALLOW_FAR).address(), call.out(),
          call.error()));
    }
  }

  /**
   * Removes a version that is on no invoice.
   *
   * @param id the id of the tariff
   * @param version its version
   * @param by who removes it, and why
   * @return what that changed
   */
  public Change remove(String id, int version, By by) {
    try (Call call = call()) {
      Scratch.Text text = call.text(id, "id");
      return change(call, Abi.porto_tariff_remove(call.handle(), text.address(), text.length(),
          version, by.struct(call).address(), call.out(), call.error()));
    }
  }

  /**
   * All versions of all tariffs.
   *
   * @return them, by id and version
   */
  public Rows<TariffRow> list() {
    return list(Abi::porto_tariff_list, TariffRow.class);
  }

  /**
   * The highest version of a tariff with its document.
   *
   * @param id the id of the tariff
   * @return the version
   * @throws DataException {@link Status#NOT_FOUND}
   */
  public TariffDocument get(String id) {
    return get(id, 0);
  }

  /**
   * A version of a tariff with its document.
   *
   * @param id the id of the tariff
   * @param version the version; 0: the highest
   * @return the version
   * @throws DataException {@link Status#NOT_FOUND}
   */
  public TariffDocument get(String id, int version) {
    try (Call call = call()) {
      Scratch.Text text = call.text(id, "id");
      int status = Abi.porto_tariff_show(
          call.handle(), text.address(), text.length(), version, call.out(), call.error());
      return rows(call, status, TariffDocument.class).get(0);
    }
  }

  /**
   * The version of a tariff that prices a month.
   *
   * @param id the id of the tariff
   * @param month the month
   * @return the tariff, which needs the ledger no more
   * @throws DataException {@link Status#NOT_FOUND}
   */
  public Tariff forMonth(String id, YearMonth month) {
    try (Call call = call()) {
      Scratch.Text text = call.text(id, "id");
      Struct out = call.struct(Long.BYTES);
      call.check(Abi.porto_tariff_for(call.handle(), text.address(), text.length(),
          Values.yyyymm(month), out.address(), call.error()));
      return new Tariff(out.longNumber());
    }
  }
}
