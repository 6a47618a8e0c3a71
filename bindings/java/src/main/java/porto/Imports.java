package porto;

import porto.table.ImportDetail;
import porto.table.ImportRecord;
import porto.table.Undone;

/** The import log of a ledger. */
public final class Imports extends Section {
  Imports(Ledger ledger) {
    super(ledger);
  }

  /**
   * Every import, also one that was stopped.
   *
   * @return them, by number
   */
  public Rows<ImportRecord> list() {
    return list(0, 0);
  }

  /**
   * Some imports.
   *
   * @param after only those with a higher number
   * @param limit the first so many; 0: all
   * @return them, by number
   */
  public Rows<ImportRecord> list(long after, long limit) {
    try (Call call = call()) {
      return rows(call, Abi.porto_import_list(call.handle(), listOptions(call, after, limit),
          call.out(), call.error()), ImportRecord.class);
    }
  }

  /**
   * What is known of one import.
   *
   * @param number its number
   * @return all of it
   */
  public Rows<ImportDetail> get(long number) {
    try (Call call = call()) {
      return rows(call, Abi.porto_import_show(call.handle(), number, call.out(), call.error()),
          ImportDetail.class);
    }
  }

  /**
   * Takes back an import: all of its events are voided, and their ids are free.
   *
   * @param number its number
   * @param by who does it, why, and when
   * @return what that changed
   */
  public ChangeWith<Undone> undo(long number, By by) {
    try (Call call = call()) {
      int status = Abi.porto_import_undo(call.handle(), number, by.struct(call).address(),
          call.out(), call.out(), call.error());
      return changeWith(call, status, Undone.class);
    }
  }
}
