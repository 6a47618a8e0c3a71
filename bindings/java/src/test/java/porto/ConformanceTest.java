// Runs tests/conformance/table.json, which C, C++ and every binding run, through this package.
package porto;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

final class ConformanceTest extends Case {
  @Test
  void everyCase() throws Exception {
    int number = 0;
    for (Args one : ConformanceRun.TABLE.objects("cases")) {
      Throwable failure = failure(one, "case-" + number++);
      if (failure != null) {
        throw new AssertionError("case " + one.text("case"), failure);
      }
    }
    check(number > 15, number + " cases");
  }

  /** A runner that passes one of these cases compares too little. */
  @Test
  void everyWrongCaseFails() throws Exception {
    int number = 0;
    List<String> passed = new ArrayList<>();
    for (Args one : ConformanceRun.table("wrong.json").objects("cases")) {
      Throwable failure = failure(one, "wrong-" + number++);
      if (!(failure instanceof AssertionError)) {
        passed.add(one.text("case") + ": " + failure);
      }
    }
    equal(passed, List.of());
    check(number > 15, number + " cases");
  }

  @Test
  void aCallThatTheRunnerDoesNotKnowFails() throws Exception {
    Args unknown = Args.of(Json.read(
        "{\"steps\": [{\"call\": \"porto_ledger_crate\", \"status\": \"ok\"}]}"));
    contains(failure(unknown, "unknown").getMessage(), "porto_ledger_crate");
  }

  /** How a case fails in a folder of its own; null: it does not. */
  private Throwable failure(Args one, String folder) throws Exception {
    ConformanceRun run = new ConformanceRun(Files.createDirectory(file(folder)));
    try {
      run.steps(one.list("steps"));
      return null;
    } catch (AssertionError | Exception failure) {
      return failure;
    } finally {
      run.closeAll();
    }
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
