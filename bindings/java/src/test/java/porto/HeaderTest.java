// What Java knows of the C ABI is what the header says, and the package uses all of it.
package porto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class HeaderTest extends Case {
  private static final Path SOURCES = ROOT.resolve("bindings/java/src/main/java/porto");

  private static String sources() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("Abi.java")).map(Case::read)
          .collect(Collectors.joining());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static Set<String> all(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results()
        .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void declarationsAreThoseOfTheHeader() throws IOException {
    // The generator has no package, so it is found by its name.
    String made;
    try {
      made = (String) Class.forName("MakeAbi").getMethod("module", Path.class)
          .invoke(null, ROOT.resolve("include/porto/porto.h"));
    } catch (ReflectiveOperationException error) {
      throw new AssertionError(error);
    }
    check(made.equals(read(SOURCES.resolve("Abi.java"))),
        "run java tools/MakeAbi.java ../../include/porto/porto.h");
  }

  /** Where members are, against what the C compiler is made to prove in tests/abi/layout.c. */
  @Test
  void structsLieAsTheCompilerLaysThem() throws ReflectiveOperationException {
    TreeMap<String, Integer> proved = new TreeMap<>();
    String layout = read(ROOT.resolve("tests/abi/layout.c"));
    Matcher member = Pattern.compile("^MEMBER\\((\\w+), (\\w+), (\\d+),", Pattern.MULTILINE)
        .matcher(layout);
    while (member.find()) {
      proved.put(member.group(1) + "." + member.group(2), Integer.parseInt(member.group(3)));
    }
    Matcher size = Pattern.compile("^SIZE\\((\\w+), (\\d+)\\)", Pattern.MULTILINE).matcher(layout);
    while (size.find()) {
      proved.put(size.group(1) + ".size", Integer.parseInt(size.group(2)));
    }
    TreeMap<String, Integer> known = new TreeMap<>();
    for (Class<?> struct : Abi.class.getDeclaredClasses()) {
      for (Field field : struct.isInterface() ? new Field[0] : struct.getDeclaredFields()) {
        String name = "porto" + struct.getSimpleName().replaceAll("([A-Z])", "_$1");
        known.put((name + "." + field.getName()).toLowerCase(java.util.Locale.ROOT),
            field.getInt(null));
      }
    }
    check(proved.size() > 250, proved);
    known.keySet().retainAll(proved.keySet());
    equal(known, proved);
  }

  @Test
  void everyFunctionIsUsed() {
    Set<String> exported =
        all("^ +(porto_\\w+);", read(ROOT.resolve("bindings/c/porto.map")));
    Set<String> used = all("\\bAbi(?:\\.|::)(porto_\\w+)", sources());
    check(exported.size() > 80, exported);
    equal(used, exported);
  }

  @Test
  void everyMemberOfAStructCanBeSet() {
    String sources = sources();
    // An amount and a quantity of a meter are given as text.
    Set<String> otherWays = Set.of("Item.AMOUNT_MINOR", "MeterUsage.QUANTITY");
    Set<String> missing = new TreeSet<>();
    int structs = 0;
    for (Class<?> struct : Abi.class.getDeclaredClasses()) {
      structs += struct.isInterface() ? 0 : 1;
      for (Field field : struct.isInterface() ? new Field[0] : struct.getDeclaredFields()) {
        String name = struct.getSimpleName() + "." + field.getName();
        boolean known = name.matches(".*\\.(STRUCT_SIZE|HEADER_VERSION|RESERVED|USER)")
            || name.matches(".*_(LEN|COUNT)") || otherWays.contains(name);
        if (!known && !Pattern.compile("\\bAbi\\." + name + "\\b").matcher(sources).find()) {
          missing.add(name);
        }
      }
    }
    check(structs > 25, structs);
    equal(missing, Set.of());
  }

  @Test
  void noMemberThatIsAWordIsWithoutItsLength() {
    // Struct.set puts the length of a text, and of an array, behind it.
    String abi = read(SOURCES.resolve("Abi.java"));
    Matcher length = Pattern.compile("int (\\w+)_(?:LEN|COUNT) = (\\d+);").matcher(abi);
    Matcher before = Pattern.compile("int (\\w+) = (\\d+);\\s*$").matcher(abi);
    int lengths = 0;
    while (length.find()) {
      before.region(0, abi.lastIndexOf("static final", length.start() - 20) > 0
          ? length.start() - "    static final ".length() : 0);
      check(before.find(), length.group());
      equal(Integer.parseInt(before.group(2)) + 8, Integer.parseInt(length.group(2)));
      lengths++;
    }
    check(lengths > 80, lengths);
  }
}
