// Finds and loads libporto.so, and refuses one that is older than these classes.
package porto;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Map;

final class NativeLoader {
  private static final String PROPERTY = "porto.library";
  private static final String DEFAULT = "libporto.so.0";
  // RTLD_NOW without RTLD_GLOBAL: no other library of the process gets symbols from this one.
  private static final int OPEN_FLAGS = 2;

  private NativeLoader() {}

  static void bind(Class<?> mapped) {
    if (Native.POINTER_SIZE != 8 || Native.SIZE_T_SIZE != 8) {
      throw new UnsatisfiedLinkError("porto needs a 64-bit Java");
    }
    NativeLibrary library = load(System.getProperty(PROPERTY, DEFAULT));
    refuseOlder(library);
    Native.register(mapped, library);
  }

  private static NativeLibrary load(String said) {
    // JNA takes a relative path for a name, which it looks for in the places of the loader.
    String name = said.contains("/") ? Path.of(said).toAbsolutePath().toString() : said;
    try {
      return NativeLibrary.getInstance(name, Map.of(Library.OPTION_OPEN_FLAGS, OPEN_FLAGS));
    } catch (UnsatisfiedLinkError error) {
      throw (Error) new UnsatisfiedLinkError(
          "The library of porto cannot be loaded. Install libporto.so.0 where the loader looks, or"
              + " say where it is: -D" + PROPERTY + "=/opt/porto/lib/libporto.so.0. "
              + error.getMessage()).initCause(error);
    }
  }

  private static void refuseOlder(NativeLibrary library) {
    int number = library.getFunction("porto_version_number").invokeInt(new Object[0]);
    if (Integer.compareUnsigned(number, Abi.PORTO_VERSION_NUMBER) < 0) {
      Pointer text = library.getFunction("porto_version_text").invokePointer(new Object[0]);
      throw new UnsatisfiedLinkError(library.getFile() + " is porto " + text.getString(0)
          + ", which is older than these classes: install the library that belongs to them");
    }
  }
}
