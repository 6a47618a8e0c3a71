package porto.table;

/**
 * A column map that is ready.
 *
 * @param map the name of the map
 * @param about what it is for
 */
public record ImportMap(String map, String about) {}
