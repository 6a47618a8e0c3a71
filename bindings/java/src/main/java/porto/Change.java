package porto;

import porto.table.Effect;

/**
 * What a change did.
 *
 * @param changed false: it was there already, and nothing changed
 * @param effect what it does to closed months, which the next close settles
 */
public record Change(boolean changed, Rows<Effect> effect) {}
