package porto;

import porto.table.Effect;

/**
 * What a change did, and what it gave.
 *
 * @param <R> what a row is
 * @param changed false: it was there already, and nothing changed
 * @param effect what it does to closed months, which the next close settles
 * @param rows what it gave
 */
public record ChangeWith<R>(boolean changed, Rows<Effect> effect, Rows<R> rows) {}
