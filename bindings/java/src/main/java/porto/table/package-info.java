/**
 * The rows of results, a record for each table. A component has the name of its column in porto.h;
 * a cell that is absent is null. Where a column holds a month or a day, the record has the day: the
 * first one of a month where something begins, the last one where it ends.
 */
package porto.table;
