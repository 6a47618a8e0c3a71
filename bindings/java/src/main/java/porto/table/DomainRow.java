package porto.table;

import java.time.LocalDate;

/**
 * A sending domain of a company.
 *
 * @param domain the sending domain
 * @param company the id of the company
 * @param from the first day; null: there is none
 * @param through the last day; null: there is none
 */
public record DomainRow(String domain, String company, LocalDate from, LocalDate through) {}
