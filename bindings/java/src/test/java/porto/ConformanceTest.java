// Runs tests/conformance/table.json, which C, C++ and every binding run, through this package.
package porto;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class ConformanceTest extends Case {
  @Test
  void everyCase() throws Exception {
    int number = 0;
    for (Args one : ConformanceRun.TABLE.objects("cases")) {
      Path folder = Files.createDirectory(file("case-" + number++));
      ConformanceRun run = new ConformanceRun(folder);
      try {
        run.steps(one.list("steps"));
      } catch (AssertionError failure) {
        throw new AssertionError("case " + one.text("case"), failure);
      } finally {
        run.closeAll();
      }
    }
    check(number > 15, number + " cases");
  }

  @Test
  void everyStatusIsReachedOrSaidNotToBe() {
    String text = Json.write(ConformanceRun.TABLE.list("cases"));
    Stream<Integer> codes = Stream.concat(IntStream.range(0, 5).boxed(),
        Stream.of(Status.values()).filter(status -> status != Status.OTHER).map(Status::code));
    Set<String> missing = codes.map(code -> Utf8.text(Abi.porto_status_name(code)))
        .filter(name -> !text.contains("\"status\":\"" + name + "\""))
        .collect(Collectors.toSet());
    equal(missing, ConformanceRun.TABLE.object("not_reached").members().keySet());
  }
}
