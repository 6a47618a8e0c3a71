// One case of the table: its steps, its handles and its folder, which is the current one.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace Porto.Tests
{
    /// <summary>What a callback of the table throws.</summary>
    public sealed class Thrown : Exception
    {
    }

    /// <summary>What a call gave.</summary>
    public sealed class Result
    {
        public string Status = "ok";
        public string Where;
        public string Committed;

        /// <summary>Whether what a callback threw came out.</summary>
        public bool HasThrown;
        public string Value;
        public string State;
        public IEnumerable<string> Outcomes;

        /// <summary>Of each table its rows, as what a cell is.</summary>
        public Dictionary<string, List<Func<string, string>>> Rows =
            new Dictionary<string, List<Func<string, string>>>();
    }

    public sealed class Case
    {
        private const string Runners = "c python csharp java node bindings";

        /// <summary>The kinds of a step, each with the members that it may have besides
        /// <c>only</c>.</summary>
        private static readonly Dictionary<string, string> Members =
            new Dictionary<string, string>
            {
                ["call"] = "args status thrown where committed value state outcomes rows "
                    + "first_rows",
                ["file"] = "path text offset hex",
                ["interrupt"] = "",
                ["forget"] = "",
                ["threads"] = "steps",
                ["process"] = "",
                ["fork"] = "",
            };

        private readonly Dictionary<string, IDisposable> handles =
            new Dictionary<string, IDisposable>();

        private readonly Calls calls;

        public Case(Arguments documents)
        {
            calls = new Calls(this, documents);
            Documents = documents;
        }

        private Arguments Documents { get; }

        public void Keep(string name, IDisposable handle)
        {
            lock (handles)
            {
                handles[name] = handle;
            }
        }

        public T Handle<T>(string name)
            where T : class
        {
            lock (handles)
            {
                return (T)handles[name];
            }
        }

        public void Steps(IEnumerable<object> steps)
        {
            foreach (Arguments step in steps.Select(one => new Arguments(one)))
            {
                CheckMembers(step);
                IEnumerable<string> only = step.Texts("only");
                if (only == null || only.Contains("csharp") || only.Contains("bindings"))
                {
                    Step(step);
                }
            }
        }

        public void End()
        {
            foreach (IDisposable handle in handles.Values)
            {
                handle?.Dispose();
            }
        }

        /// <summary>A callback: it throws, or takes its steps the first time it is
        /// called.</summary>
        public Action Callback(object what)
        {
            var left = what as List<object>;
            return () =>
            {
                if (what is string)
                {
                    throw new Thrown();
                }
                List<object> steps = left;
                left = null;
                Steps(steps ?? new List<object>());
            };
        }

        /// <summary>A member that is misspelt would say nothing.</summary>
        private static void CheckMembers(Arguments step)
        {
            List<string> kinds = step.Names.Intersect(Members.Keys).ToList();
            string names = string.Join(", ", step.Names);
            Check.True(kinds.Count == 1, "a step of no kind, or of several: " + names);
            IEnumerable<string> known = Members[kinds[0]].Split(' ').Concat(
                new[] { kinds[0], "only" });
            Check.Sequence(new string[0], step.Names.Except(known));
            Check.Sequence(
                new string[0], (step.Texts("only") ?? new string[0]).Except(Runners.Split(' ')));
        }

        private void Step(Arguments step)
        {
            if (step.Has("call"))
            {
                Call(step);
            }
            else if (step.Has("file"))
            {
                FileStep(step);
            }
            else if (step.Has("interrupt"))
            {
                Handle<Ledger>(step.Text("interrupt")).Interrupt();
            }
            else if (step.Has("forget"))
            {
                Forget(step.Text("forget"));
            }
            else if (step.Has("threads"))
            {
                Threads(step);
            }
            else if (step.Has("process"))
            {
                File.WriteAllText("steps.json", Json.Write(step["process"]));
                Check.Equal(0, Support.Again("conformance", "steps.json"), "the other process");
            }
            else
            {
                throw new CheckFailed("this cannot be done here: " + string.Join(", ", step.Names));
            }
        }

        private static void FileStep(Arguments step)
        {
            string path = step.Text("path");
            switch (step.Text("file"))
            {
                case "write":
                    File.WriteAllBytes(path, Encoding.UTF8.GetBytes(step.Text("text")));
                    break;
                case "remove":
                    File.Delete(path);
                    break;
                case "absent":
                    Check.True(!File.Exists(path), $"{path} is absent");
                    break;
                case "patch":
                    using (FileStream file = File.OpenWrite(path))
                    {
                        string hex = step.Text("hex");
                        file.Position = step.Number("offset");
                        for (int i = 0; i < hex.Length; i += 2)
                        {
                            file.WriteByte(Convert.ToByte(hex.Substring(i, 2), 16));
                        }
                    }
                    break;
                default:
                    throw new CheckFailed("an unknown step of a file");
            }
        }

        private void Forget(string name)
        {
            WeakReference forgotten = Drop(name);
            for (int i = 0; forgotten.IsAlive && i < 100; ++i)
            {
                Garbage.Collect();
            }
            Check.True(!forgotten.IsAlive, $"{name} is not collected");
        }

        /// <summary>By a method of its own: no reference is left in a register.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        private WeakReference Drop(string name)
        {
            lock (handles)
            {
                var forgotten = new WeakReference(handles[name]);
                handles.Remove(name);
                return forgotten;
            }
        }

        private void Threads(Arguments step)
        {
            string steps = Json.Write(step["steps"]);
            Support.AtOnce((int)step.Number("threads"), number => Steps(
                (List<object>)Json.Parse(steps.Replace("{thread}", number.ToString()))));
        }

        private void Call(Arguments step)
        {
            string what = Json.Write(step["call"]) + " " + Json.Write(step["args"]);
            Result result = Made(step);
            Check.Equal(step.Text("status"), result.Status, what + ": status");
            Check.Equal(step.Flag("thrown"), result.HasThrown, what + ": thrown");
            Same(step, "where", result.Where);
            Same(step, "committed", result.Committed);
            Same(step, "value", result.Value);
            Same(step, "state", result.State);
            if (step.Has("outcomes"))
            {
                Check.True(result.Outcomes != null, what + " gives no outcomes");
                Check.Sequence(step.Texts("outcomes"), result.Outcomes);
            }
            foreach (string table in step.Object("rows").Names)
            {
                Check.True(result.Rows.ContainsKey(table), $"{what} gives no {table}");
                Arguments expected = step.Object("rows").Object(table);
                Compare(result.Rows[table], expected, step.Flag("first_rows"), what);
            }
        }

        private static void Same(Arguments step, string member, string actual)
        {
            if (step.Has(member))
            {
                Check.Equal(step.Text(member), actual, step.Text("call") + ": " + member);
            }
        }

        private Result Made(Arguments step)
        {
            try
            {
                Result made = calls.Call(step.Text("call"), step.Object("args"));
                // Where a call fails not all of them may have been asked for.
                Check.Sequence(new string[0], step.Object("args").Unasked);
                return made;
            }
            catch (PortoException error)
            {
                return new Result
                {
                    Status = error.StatusName,
                    Where = error.Where,
                    Committed = error.Committed.ToString(),
                };
            }
            catch (OverflowException)
            {
                return new Result { Status = "overflow" };
            }
            catch (ObjectDisposedException)
            {
                return new Result { Status = "invalid_argument" };
            }
            // A text that the binding refuses. One that is null would be a fault of the runner.
            catch (ArgumentException error) when (!(error is ArgumentNullException))
            {
                return new Result { Status = "invalid_argument" };
            }
            catch (Thrown error)
            {
                return new Result
                {
                    Status = "cancelled",
                    HasThrown = true,
                    Committed = error.Data["Porto.Committed"].ToString(),
                };
            }
        }

        private static void Compare(
            List<Func<string, string>> rows, Arguments expected, bool first, string what)
        {
            Check.Sequence(new string[0], expected.Names.Except(new[] { "columns", "rows" }));
            List<string> columns = expected.Texts("columns").ToList();
            List<List<object>> wanted = expected.List("rows").Cast<List<object>>().ToList();
            Check.True(
                first ? rows.Count >= wanted.Count : rows.Count == wanted.Count,
                $"{what} gives {wanted.Count} rows, and not {rows.Count}");
            for (int i = 0; i < wanted.Count; ++i)
            {
                Check.Sequence(wanted[i].Cast<string>(), columns.Select(rows[i]));
            }
        }
    }

    /// <summary>Collects what nobody refers to any more.</summary>
    public static class Garbage
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Collect()
        {
            // Mono looks at what lies on the stack: other calls overwrite what is left of a handle.
            for (int i = 0; i < 3; ++i)
            {
                var thread = new Thread(GC.Collect);
                thread.Start();
                thread.Join();
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
    }
}
