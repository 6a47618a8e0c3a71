// Makes src/main/java/porto/Abi.java from porto.h: what Java knows of the C ABI, with nothing
// copied by hand.
//
//     java tools/MakeAbi.java ../../include/porto/porto.h [FILE]
//
// Pointers and size_t are a long, which they are on the 64-bit machines that libporto is built for.

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The generator. */
public final class MakeAbi {
  private static final Path TARGET = Path.of("src/main/java/porto/Abi.java");
  private static final Map<String, String> NUMBERS = Map.of(
      "int32_t", "int", "uint32_t", "int", "int64_t", "long", "uint64_t", "long",
      "size_t", "long", "void", "void");

  private final String header;
  private final StringBuilder out = new StringBuilder();

  private MakeAbi(String header) {
    String bare = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(header).replaceAll("");
    bare = bare.replace("\\\n", " ");
    out.append(constants(bare));
    this.header = bare.replaceAll("(?m)^\\s*#.*$", "").replaceAll("\\s+", " ");
  }

  private static String constants(String header) {
    int number = 0;
    for (String part : List.of("MAJOR", "MINOR", "PATCH")) {
      String digits = find(header, "#define PORTO_VERSION_" + part + " (\\d+)");
      number = number * 100 + Integer.parseInt(digits);
    }
    return "  static final int PORTO_VERSION_NUMBER = " + number + ";\n"
        + "  static final long PORTO_NO_WAIT = "
        + find(header, "#define PORTO_NO_WAIT \\((-\\d+)\\)") + ";\n\n";
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("porto.h has no " + pattern);
    }
    return matcher.group(1);
  }

  private List<MatchResult> all(String pattern) {
    return Pattern.compile(pattern).matcher(header).results().toList();
  }

  private static String type(String declared) {
    String bare = declared.replace("const ", "").trim();
    if (bare.contains("*") || bare.endsWith("_fn")) {
      return "long";
    }
    String known = NUMBERS.get(bare);
    if (known == null) {
      throw new IllegalStateException("no type of Java for " + declared);
    }
    return known;
  }

  /** The words of a C name as one of Java: porto_write_fn is WriteFn. */
  private static String camel(String name) {
    StringBuilder made = new StringBuilder();
    for (String word : name.replaceFirst("^porto_", "").split("_")) {
      made.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return made.toString();
  }

  /** "const char* text, size_t n" as "long text, long n". */
  private static String parameters(String list) {
    List<String> made = new ArrayList<>();
    for (String one : list.split(",")) {
      if (!one.trim().equals("void")) {
        int at = one.lastIndexOf(' ');
        made.add(type(one.substring(0, at)) + " " + javaName(one.substring(at + 1)));
      }
    }
    return String.join(", ", made);
  }

  private static String javaName(String name) {
    return name.equals("import") ? "import_" : name;
  }

  private void line(String text) {
    String rest = text;
    while (rest.length() > 100) {
      int at = rest.lastIndexOf(", ", 98) + 1;
      out.append(rest, 0, at).append("\n");
      rest = "      " + rest.substring(at + 1);
    }
    out.append(rest).append("\n");
  }

  private void enumerators() {
    for (MatchResult one : all("typedef enum \\w+ \\{([^}]*)\\}")) {
      for (String value : one.group(1).split(",")) {
        out.append("  static final int ").append(value.trim()).append(";\n");
      }
      out.append("\n");
    }
  }

  private void functions() {
    for (MatchResult one : all("PORTO_API ([\\w* ]+?) ?(porto_\\w+)\\(([^)]*)\\);")) {
      line("  static native " + type(one.group(1)) + " " + one.group(2) + "("
          + parameters(one.group(3)) + ");");
    }
    out.append("\n");
  }

  private void callbacks() {
    for (MatchResult one : all("typedef (\\w+) \\(\\*(porto_\\w+)\\)\\(([^)]*)\\);")) {
      out.append("  interface ").append(camel(one.group(2))).append(" extends Callback {\n");
      line("    " + type(one.group(1)) + " call(" + parameters(one.group(3)) + ");");
      out.append("  }\n\n");
    }
  }

  private void structs() {
    for (MatchResult one : all("typedef struct \\w+ \\{([^}]*)\\} (porto_\\w+);")) {
      out.append("  static final class ").append(camel(one.group(2))).append(" {\n");
      int at = 0;
      for (String member : one.group(1).split(";")) {
        if (!member.isBlank()) {
          at = member(member.trim(), at);
        }
      }
      if (at % 8 != 0) {
        throw new IllegalStateException(one.group(2) + " ends with padding");
      }
      out.append("    static final int SIZE = ").append(at).append(";\n  }\n\n");
    }
  }

  /** One member at an offset; gives where it ends. porto.h has no padding between members. */
  private int member(String member, int at) {
    int split = member.lastIndexOf(' ');
    String name = member.substring(split + 1);
    int size = type(member.substring(0, split)).equals("int") ? 4 : 8;
    if (at % size != 0) {
      throw new IllegalStateException("padding before " + name);
    }
    out.append("    static final int ").append(name.toUpperCase(Locale.ROOT)).append(" = ")
        .append(at).append(";\n");
    return at + size;
  }

  private String module() {
    enumerators();
    functions();
    callbacks();
    structs();
    return """
        // Made by tools/MakeAbi.java from porto.h; a test makes it again and compares. The
        // functions and numbers of the C ABI by their names there, and where the members of its
        // structs are.
        package porto;

        import com.sun.jna.Callback;

        final class Abi {
          static {
            NativeLoader.bind(Abi.class);
          }

          private Abi() {}

        """ + out.toString().stripTrailing() + "\n}\n";
  }

  /** The text of the class for this header. */
  public static String module(Path header) throws IOException {
    return new MakeAbi(Files.readString(header)).module();
  }

  public static void main(String[] arguments) throws IOException {
    Path target = arguments.length > 1 ? Path.of(arguments[1]) : TARGET;
    Files.writeString(target, module(Path.of(arguments[0])));
  }
}
