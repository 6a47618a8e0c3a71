// Which library is called, and how it is found: decision 0037.
using System;
using System.Runtime.InteropServices;

namespace Porto.Native
{
    internal static unsafe partial class NativeMethods
    {
        /// <summary>The soname, which is also the promise: another ABI has another
        /// number.</summary>
        internal const string Library = "libporto.so.0";

        internal const CallingConvention Convention = CallingConvention.Cdecl;
    }

    /// <summary>Loads the library once, from where PORTO_LIBRARY says if it says so.</summary>
    internal static class Loader
    {
        private const int Now = 2; // RTLD_NOW

        private static readonly object Gate = new object();
        private static volatile bool loaded;

        /// <summary>Before the first call: a library that is not there, or is too old, is
        /// told.</summary>
        internal static void Require()
        {
            if (loaded)
            {
                return;
            }
            lock (Gate)
            {
                if (!loaded)
                {
                    Load();
                    loaded = true;
                }
            }
        }

        private static void Load()
        {
            string path = Environment.GetEnvironmentVariable("PORTO_LIBRARY");
            IntPtr named = IntPtr.Zero;
            if (!string.IsNullOrEmpty(path))
            {
                // A library that is open already is found by its soname, whatever its path.
                named = dlopen(Utf8.Terminated(path), Now);
                if (named == IntPtr.Zero)
                {
                    throw new DllNotFoundException(
                        $"PORTO_LIBRARY names {path}, which cannot be loaded: "
                        + Utf8.Read(dlerror()));
                }
            }
            uint version = Version(named == IntPtr.Zero ? null : path);
            if (named != IntPtr.Zero && !IsCalled(named))
            {
                throw new DllNotFoundException(NotNamed(path));
            }
            if (version < Abi.PORTO_VERSION_NUMBER)
            {
                throw new DllNotFoundException(
                    $"{NativeMethods.Library} is older ({version}) than this assembly "
                    + $"({Abi.PORTO_VERSION_NUMBER}): install the library that belongs to it");
            }
        }

        /// <summary>Whether a library is the one that is called: a text of it is at one place
        /// then.</summary>
        private static unsafe bool IsCalled(IntPtr library)
        {
            IntPtr function = dlsym(library, Utf8.Terminated("porto_source_id"));
            return function != IntPtr.Zero
                && Marshal.GetDelegateForFunctionPointer<Text>(function)()
                    == (IntPtr)NativeMethods.porto_source_id();
        }

        private static string NotNamed(string path) =>
            $"PORTO_LIBRARY names {path}, which is not the library that is called: either a "
            + $"{NativeMethods.Library} is beside the assembly, which comes first (remove it), or "
            + $"the soname of {path} is not {NativeMethods.Library}";

        private static uint Version(string named)
        {
            try
            {
                return NativeMethods.porto_version_number();
            }
            catch (DllNotFoundException error)
            {
                if (named != null)
                {
                    throw new DllNotFoundException(NotNamed(named), error);
                }
                throw new DllNotFoundException(
                    $"The library of porto cannot be loaded: {error.Message}. Install "
                    + $"{NativeMethods.Library} where the loader looks, or say where it is: "
                    + "PORTO_LIBRARY=/opt/porto/lib/libporto.so.0",
                    error);
            }
        }

        [DllImport("libdl.so.2", CallingConvention = CallingConvention.Cdecl)]
        private static extern IntPtr dlopen(byte[] path, int flags);

        [DllImport("libdl.so.2", CallingConvention = CallingConvention.Cdecl)]
        private static extern IntPtr dlsym(IntPtr library, byte[] name);

        [DllImport("libdl.so.2", CallingConvention = CallingConvention.Cdecl)]
        private static extern IntPtr dlerror();

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate IntPtr Text();
    }
}
