// The example gives what its first lines say, and the sources keep the rules of the tree.
package porto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

final class ExampleTest extends Case {
  private static final Path PACKAGE = ROOT.resolve("bindings/java");

  @Test
  void theMainJob() throws Exception {
    Process child = java("MainJob", file("main.db").toString());
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    equal(child.waitFor(), 0);
    equal(said, "500.00 SEK  Monthly fee March 2026\n360.00 SEK  Messages March 2026\n"
        + "860.00 SEK  total, excluding VAT\n");
  }

  /** The program of the README is the example. */
  @Test
  void theReadme() {
    String readme = read(PACKAGE.resolve("README.md"));
    List<String> program = read(PACKAGE.resolve("examples/MainJob.java")).lines()
        .filter(line -> line.contains("ledger.") || line.contains("Ledger.create"))
        .filter(line -> !line.contains("totals()")).map(String::strip).toList();
    check(program.size() > 7, program);
    for (String line : program) {
      contains(readme, line);
    }
  }

  @Test
  void noFloatingPointAndNoLongLines() throws IOException {
    Pattern word = Pattern.compile("\\b(float|double|Float|Double)\\b");
    try (Stream<Path> files = Files.walk(PACKAGE)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        for (String line : Files.readAllLines(file)) {
          check(line.length() <= 100, file + ": " + line);
          check(file.endsWith("ExampleTest.java") || !word.matcher(line).find(),
              file + ": " + line);
        }
      }
    }
  }
}
