package porto;

/**
 * A column of a result.
 *
 * @param name its name, "net_amount"
 * @param type what its cells are
 */
public record Column(String name, ColumnType type) {}
