// Runs the tests of one class and says what failed:
//
//     java -cp ... porto.RunTests RowsTest
package porto;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

final class RunTests {
  private RunTests() {}

  public static void main(String[] arguments) throws Exception {
    Class<? extends Case> topic =
        Class.forName("porto." + arguments[0]).asSubclass(Case.class);
    List<Method> tests = Arrays.stream(topic.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName)).toList();
    int failed = 0;
    for (Method test : tests) {
      failed += run(topic, test) ? 0 : 1;
    }
    System.out.println(tests.size() + " tests, " + failed + " failed");
    System.exit(failed == 0 && !tests.isEmpty() ? 0 : 1);
  }

  private static boolean run(Class<? extends Case> topic, Method test) throws Exception {
    Case object = topic.getDeclaredConstructor().newInstance();
    try {
      test.invoke(object);
      return true;
    } catch (InvocationTargetException failure) {
      System.out.println("FAILED " + topic.getSimpleName() + "." + test.getName());
      failure.getCause().printStackTrace(System.out);
      return false;
    } finally {
      Thread.interrupted();  // of a test that failed, and of no other
      object.end();
    }
  }
}
