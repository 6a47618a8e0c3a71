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
        public string Value;
        public string State;
        public IEnumerable<string> Outcomes;

        /// <summary>Of each table its rows, as what a cell is.</summary>
        public Dictionary<string, List<Func<string, string>>> Rows =
            new Dictionary<string, List<Func<string, string>>>();
    }

    public sealed class Case
    {
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
                throw new CheckFailed("an unknown step: " + string.Join(", ", step.Names));
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
            lock (handles)
            {
                handles.Remove(name);
            }
            Garbage.Collect();
        }

        private void Threads(Arguments step)
        {
            string steps = Json.Write(step["steps"]);
            var failures = new List<Exception>();
            List<Thread> threads = Enumerable.Range(0, (int)step.Number("threads")).Select(number =>
                new Thread(() =>
                {
                    try
                    {
                        string mine = steps.Replace("{thread}", number.ToString());
                        Steps((List<object>)Json.Parse(mine));
                    }
                    catch (Exception error)
                    {
                        lock (failures)
                        {
                            failures.Add(error);
                        }
                    }
                })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            if (failures.Count > 0)
            {
                throw new CheckFailed(failures[0].ToString());
            }
        }

        private void Call(Arguments step)
        {
            string what = Json.Write(step["call"]) + " " + Json.Write(step["args"]);
            Result result = Made(step);
            Check.Equal(step.Text("status"), result.Status, what);
            if (step.Has("where"))
            {
                Check.Equal(step.Text("where"), result.Where, what);
            }
            if (step.Has("value"))
            {
                Check.Equal(step.Text("value"), result.Value, what);
            }
            if (step.Has("state"))
            {
                Check.Equal(step.Text("state"), result.State, what);
            }
            if (step.Has("outcomes"))
            {
                Check.Sequence(step.Texts("outcomes"), result.Outcomes);
            }
            foreach (string table in step.Object("rows").Names)
            {
                Arguments expected = step.Object("rows").Object(table);
                Compare(result.Rows[table], expected, step.Flag("first_rows"), what);
            }
        }

        private Result Made(Arguments step)
        {
            try
            {
                return calls.Call(step.Text("call"), step.Object("args"));
            }
            catch (PortoException error)
            {
                return new Result { Status = error.StatusName, Where = error.Where };
            }
            catch (OverflowException)
            {
                return new Result { Status = "overflow" };
            }
            catch (ObjectDisposedException)
            {
                return new Result { Status = "invalid_argument" };
            }
            catch (Thrown)
            {
                Check.True(step.Flag("thrown"), "a callback threw");
                return new Result { Status = "cancelled" };
            }
        }

        private static void Compare(
            List<Func<string, string>> rows, Arguments expected, bool first, string what)
        {
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
