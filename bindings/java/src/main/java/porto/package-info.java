/**
 * porto counts usage events exactly once and turns them into exact invoice lines. {@link
 * porto.Ledger} is where to begin.
 *
 * <p>Quantities, prices and amounts are {@link java.math.BigDecimal} or whole numbers of the
 * smallest unit; times are {@link java.time.Instant}, months {@link java.time.YearMonth}, days
 * {@link java.time.LocalDate}. Failures are {@link porto.PortoException}, grouped by who acts; a
 * handle that is closed or in use is an {@link java.lang.IllegalStateException}.
 */
package porto;
