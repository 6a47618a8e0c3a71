// Runs the tests of one topic: every public static method of the class that is named after it.
//
//     mono PortoTests.exe TOPIC [ARGUMENT...]
using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Porto.Tests
{
    public static class Runner
    {
        public static int Main(string[] arguments)
        {
            // A decimal comma, and a minus of its own: the culture must not matter.
            CultureInfo.DefaultThreadCurrentCulture = new CultureInfo("sv-SE")
            {
                NumberFormat = { NegativeSign = "\u2212" },
            };
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture;
            string topic = arguments.FirstOrDefault() ?? "none";
            string name = topic + "Tests";
            Type type = Assembly.GetExecutingAssembly().GetTypes().FirstOrDefault(
                one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
            MethodInfo program = type?.GetMethod("Program");
            if (program != null && arguments.Length > 1)
            {
                // A test that needs a process of its own starts this program again.
                return (int)program.Invoke(null, new object[] { arguments.Skip(1).ToArray() });
            }
            if (type == null)
            {
                Console.Error.WriteLine($"there is no topic {topic}");
                return 2;
            }
            int failed = type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(one => one.ReturnType == typeof(void) && one.GetParameters().Length == 0)
                .Count(one => !Passes(one));
            Console.WriteLine(failed == 0 ? "ok" : $"{failed} failed");
            return failed == 0 ? 0 : 1;
        }

        private static bool Passes(MethodInfo test)
        {
            string before = Directory.GetCurrentDirectory();
            string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            Directory.CreateDirectory(folder);
            try
            {
                Directory.SetCurrentDirectory(folder);
                test.Invoke(null, null);
                Console.WriteLine($"  {test.Name}");
                return true;
            }
            catch (TargetInvocationException error)
            {
                Console.WriteLine($"FAILED {test.Name}: {error.InnerException}");
                return false;
            }
            finally
            {
                Directory.SetCurrentDirectory(before);
                Directory.Delete(folder, true);
            }
        }
    }
}
