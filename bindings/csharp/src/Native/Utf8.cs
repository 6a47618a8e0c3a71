// Texts of the library, which are UTF-8, as strings of .NET, which are not.
using System;
using System.Text;

namespace Porto.Native
{
    internal static unsafe class Utf8
    {
        /// <summary>In: half of a surrogate pair is refused, never replaced.</summary>
        internal static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

        private static readonly UTF8Encoding Lenient = new UTF8Encoding(false, false);

        /// <summary>A text that ends with a NUL; null for NULL.</summary>
        internal static string Read(byte* text)
        {
            if (text == null)
            {
                return null;
            }
            int length = 0;
            while (text[length] != 0)
            {
                ++length;
            }
            return Lenient.GetString(text, length);
        }

        internal static string Read(IntPtr text) => Read((byte*)text);

        /// <summary>A text of a length; null for NULL.</summary>
        internal static string Read(byte* text, UIntPtr length) =>
            text == null ? null : Lenient.GetString(text, checked((int)length));

        internal static byte[] Bytes(byte* data, UIntPtr length)
        {
            var bytes = new byte[checked((int)length)];
            if (bytes.Length > 0)
            {
                System.Runtime.InteropServices.Marshal.Copy((IntPtr)data, bytes, 0, bytes.Length);
            }
            return bytes;
        }

        /// <summary>Whether a text can be written as UTF-8.</summary>
        internal static bool Takes(string text)
        {
            try
            {
                Strict.GetByteCount(text ?? "");
                return true;
            }
            catch (EncoderFallbackException)
            {
                return false;
            }
        }

        /// <summary>A text, which must be there, as UTF-8.</summary>
        internal static byte[] Encoded(string text, string name)
        {
            try
            {
                return Strict.GetBytes(text ?? throw new ArgumentNullException(name));
            }
            catch (EncoderFallbackException error)
            {
                throw Refused(name, name, error);
            }
        }

        /// <summary>What is wrong with a text that cannot be written as UTF-8. The character is
        /// told by its number: it cannot be shown.</summary>
        internal static ArgumentException Refused(
            string place, string parameter, EncoderFallbackException error) =>
            new ArgumentException(
                $"{place} is no Unicode: its character {error.Index}, counted from 0, is "
                + $"\\u{(int)error.CharUnknown:X4}, half of a surrogate pair",
                parameter, error);

        internal static byte[] Terminated(string text) => Strict.GetBytes(text + "\0");
    }
}
