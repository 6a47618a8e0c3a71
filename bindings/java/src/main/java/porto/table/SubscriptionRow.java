package porto.table;

import java.time.LocalDate;

/**
 * A company on a tariff.
 *
 * @param company the id of the company
 * @param tariff the id of the tariff
 * @param from the first day
 * @param through the last day; null: there is none
 */
public record SubscriptionRow(String company, String tariff, LocalDate from, LocalDate through) {}
