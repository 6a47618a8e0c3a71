package porto.table;

/**
 * A meter.
 *
 * @param meter the id of the meter
 * @param decimals how many decimals its quantities have
 */
public record MeterRow(String meter, int decimals) {}
