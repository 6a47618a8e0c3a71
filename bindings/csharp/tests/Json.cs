// Just enough of JSON to read the table of the conformance tests: objects, arrays and texts, and
// the words true and null. Numbers are texts there.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Porto.Tests
{
    /// <summary>A Dictionary, a List, a string, a bool or null.</summary>
    public sealed class Json
    {
        private readonly string text;
        private int at;

        private Json(string text)
        {
            this.text = text;
        }

        public static object Parse(string text)
        {
            var reader = new Json(text);
            object value = reader.Value();
            reader.Blank();
            return reader.at == text.Length ? value : throw reader.Wrong();
        }

        /// <summary>The same as text.</summary>
        public static string Write(object value)
        {
            if (value is Dictionary<string, object>)
            {
                var parts = new List<string>();
                foreach (KeyValuePair<string, object> pair in (Dictionary<string, object>)value)
                {
                    parts.Add(Quoted(pair.Key) + ":" + Write(pair.Value));
                }
                return "{" + string.Join(",", parts) + "}";
            }
            if (value is List<object>)
            {
                return "[" + string.Join(",", ((List<object>)value).ConvertAll(Write)) + "]";
            }
            return value == null ? "null" : value is bool ? "true" : Quoted((string)value);
        }

        private static string Quoted(string text)
        {
            var made = new StringBuilder("\"");
            foreach (char c in text)
            {
                made.Append(c < ' ' || c == '"' || c == '\\' ? $"\\u{(int)c:x4}" : c.ToString());
            }
            return made.Append('"').ToString();
        }

        private object Value()
        {
            Blank();
            switch (text[at])
            {
                case '{':
                    return Object();
                case '[':
                    return Array();
                case '"':
                    return Text();
                case 't':
                    Word("true");
                    return true;
                case 'n':
                    Word("null");
                    return null;
                default:
                    throw Wrong();
            }
        }

        private Dictionary<string, object> Object()
        {
            var made = new Dictionary<string, object>();
            Each('}', () =>
            {
                Blank();
                string name = Text();
                Blank();
                Word(":");
                made.Add(name, Value());
            });
            return made;
        }

        private List<object> Array()
        {
            var made = new List<object>();
            Each(']', () => made.Add(Value()));
            return made;
        }

        private void Each(char end, Action one)
        {
            ++at;
            Blank();
            while (text[at] != end)
            {
                one();
                Blank();
                if (text[at] != end)
                {
                    Word(",");
                    Blank();
                }
            }
            ++at;
        }

        private string Text()
        {
            Word("\"");
            var made = new StringBuilder();
            for (; text[at] != '"'; ++at)
            {
                made.Append(text[at] == '\\' ? Escaped() : text[at]);
            }
            ++at;
            return made.ToString();
        }

        private char Escaped()
        {
            char mark = text[++at];
            if (mark == 'u')
            {
                at += 4;
                return (char)int.Parse(text.Substring(at - 3, 4), NumberStyles.HexNumber);
            }
            int known = "nrtbf\"\\/".IndexOf(mark);
            return known < 0 ? throw Wrong() : "\n\r\t\b\f\"\\/"[known];
        }

        private void Blank()
        {
            while (at < text.Length && " \n\r\t".IndexOf(text[at]) >= 0)
            {
                ++at;
            }
        }

        private void Word(string word)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            {
                throw Wrong();
            }
            at += word.Length;
        }

        private FormatException Wrong() => new FormatException($"no JSON at {at}");
    }
}
