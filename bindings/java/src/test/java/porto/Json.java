// A reader of JSON for the table of conformance: objects are maps, arrays are lists, strings are
// strings; numbers stay their text.
package porto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object read(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.blanks();
    if (json.at != text.length()) {
      throw json.wrong();
    }
    return value;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("no JSON at " + at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** Takes a mark if it is the next one. */
  private boolean take(char mark) {
    blanks();
    boolean there = at < text.length() && text.charAt(at) == mark;
    at += there ? 1 : 0;
    return there;
  }

  private void need(char mark) {
    if (!take(mark)) {
      throw wrong();
    }
  }

  private Object value() {
    if (take('{')) {
      return object();
    }
    if (take('[')) {
      return array();
    }
    if (take('"')) {
      return string();
    }
    int start = at;
    while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0
        || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    return word(text.substring(start, at));
  }

  private Object word(String word) {
    return switch (word) {
      case "null" -> null;
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      case "" -> throw wrong();
      default -> word;
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (take('}')) {
      return members;
    }
    do {
      need('"');
      String name = string();
      need(':');
      members.put(name, value());
    } while (take(','));
    need('}');
    return members;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    if (take(']')) {
      return items;
    }
    do {
      items.add(value());
    } while (take(','));
    need(']');
    return items;
  }

  private String string() {
    StringBuilder made = new StringBuilder();
    for (;;) {
      char next = text.charAt(at++);
      if (next == '"') {
        return made.toString();
      }
      made.append(next == '\\' ? escaped() : next);
    }
  }

  private char escaped() {
    char mark = text.charAt(at++);
    if (mark != 'u') {
      int known = "bfnrt".indexOf(mark);
      return known < 0 ? mark : "\b\f\n\r\t".charAt(known);
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  /** The text again, as the process of a case reads it. */
  static String write(Object value) {
    if (value instanceof Map<?, ?> members) {
      List<String> texts = new ArrayList<>();
      members.forEach((name, member) -> texts.add(write(name) + ":" + write(member)));
      return "{" + String.join(",", texts) + "}";
    }
    if (value instanceof List<?> items) {
      return "[" + String.join(",", items.stream().map(Json::write).toList()) + "]";
    }
    if (!(value instanceof String string)) {
      return String.valueOf(value);
    }
    StringBuilder made = new StringBuilder("\"");
    for (char unit : string.toCharArray()) {
      boolean plain = unit >= ' ' && unit < 0x7F && unit != '"' && unit != '\\';
      made.append(plain ? String.valueOf(unit) : String.format("\\u%04x", (int) unit));
    }
    return made.append('"').toString();
  }
}
