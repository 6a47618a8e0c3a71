package porto;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import porto.table.MeterRow;

/** What the events of a ledger count. Every ledger has "messages", with no decimals. */
public final class Meters extends Section {
  Meters(Ledger ledger) {
    super(ledger);
  }

  /**
   * Adds a meter.
   *
   * @param meter the meter
   * @return false: it was there
   */
  public boolean add(Meter meter) {
    return add(List.of(meter));
  }

  /**
   * Adds meters: all or none.
   *
   * @param meters the meters
   * @return false: each was there
   */
  public boolean add(Collection<Meter> meters) {
    List<Meter> kept = List.copyOf(meters);
    try (Call call = call()) {
      long array = Meter.array(call, kept).address();
      return call.check(Abi.porto_meter_add(call.handle(), array, kept.size(), call.error()))
          != Abi.PORTO_EXISTS;
    }
  }

  /**
   * All meters.
   *
   * @return them, by id
   */
  public Rows<MeterRow> list() {
    return list(Abi::porto_meter_list, MeterRow.class);
  }

  /**
   * A quantity in a meter's smallest unit, as events take it: 2.5 is 250 with 2 decimals.
   *
   * @param meter the id of the meter
   * @param quantity the quantity
   * @return the same as a whole number
   * @throws DataException {@link Status#NOT_FOUND}: there is no such meter
   * @throws ArithmeticException if it has more decimals than the meter, or does not fit a long
   */
  public long units(String meter, BigDecimal quantity) {
    try (Rows<MeterRow> meters = list()) {
      for (MeterRow row : meters) {
        if (row.meter().equals(meter)) {
          return quantity.movePointRight(row.decimals()).longValueExact();
        }
      }
    }
    throw new DataException(new PortoException.Detail(
        Status.NOT_FOUND, "There is no meter " + meter, "meter"));
  }
}
