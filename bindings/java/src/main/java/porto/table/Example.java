package porto.table;

/**
 * A figure of an example in a tariff document.
 *
 * @param file the file
 * @param line the number of the line
 * @param usage what was used
 * @param subject what the figure is of
 * @param expected what is expected
 * @param actual what it is
 * @param ok whether the two are equal
 */
public record Example(
    String file,
    int line,
    String usage,
    String subject,
    String expected,
    String actual,
    boolean ok) {}
