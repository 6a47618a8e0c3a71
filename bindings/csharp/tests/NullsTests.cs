// A null where something is needed is refused by the name of its parameter, whatever is called.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Porto.Tests
{
    public static class NullsTests
    {
        /// <summary>Parameters that may be null without having a default.</summary>
        private static readonly HashSet<string> MayBeNull = new HashSet<string>
        {
            "Usage.Add meter", "Usage.AddUnits meter", "Usage.AddEvents meter",
            "Rows`1.Having value",
        };

        public static void EveryParameter()
        {
            using (Ledger ledger = Support.NewLedger())
            using (Recorder recorder = Recorder.Open("porto.db"))
            using (Tariff tariff = Tariff.Parse(Support.Document))
            using (Rating rating = tariff.Rate(40000))
            {
                Rows<CompanyRow> rows = ledger.Companies();
                Imported imported = ledger.Import(new[]
                {
                    Input.Text(Support.Header + "a,bolag-17,2026-03-01T00:00:00Z,1\n"),
                });
                var all = new object[]
                {
                    ledger, recorder, tariff, rating, rows, rows[0], imported, new Usage(1),
                    Support.March, new Day(2026, 3, 1), default(MonthOrDay), Input.File("x"),
                    new Company("x"), new Meter("x"), new Item(Support.March, "x", 1, "x"),
                    new Subscription("x", "x", Support.March), new KeptDigest("x", 1, "x"),
                };
                var values = new Dictionary<Type, object>
                {
                    [typeof(string)] = "x",
                    [typeof(decimal)] = 1m,
                    [typeof(Month)] = Support.March,
                    [typeof(By)] = new By("anna", "a test"),
                    [typeof(byte[])] = new byte[0],
                    [typeof(Stream)] = new MemoryStream(),
                    [typeof(Action<string, string>)] = new Action<string, string>((a, b) => { }),
                    [typeof(IEnumerable<Rows>)] = new Rows[] { rows },
                    [typeof(IEnumerable<Input>)] = new[] { Input.Text("x") },
                };
                foreach (object one in all)
                {
                    values[one.GetType()] = one;
                }
                int count = all.Select(one => one.GetType()).Sum(
                    type => Calls(type).Sum(call => Refused(call, values)));
                Check.True(count > 80, $"{count} parameters are looked at");
                count = Calls(typeof(PortoLibrary)).Sum(call => Refused(call, values));
                Check.True(count > 1, $"{count} parameters are looked at");
            }
        }

        public static void EveryElementOfAList()
        {
            using (Ledger ledger = Support.NewLedger())
            using (Tariff tariff = Tariff.Parse(Support.Document))
            {
                Names("inputs", () => ledger.Import(new Input[] { null }));
                Names("companies", () => ledger.AddCompanies(new Company[] { null }));
                Names("meters", () => ledger.AddMeters(new Meter[] { null }));
                Names("subscriptions", () => ledger.Subscribe(new Subscription[] { null }));
                Names("items", () => ledger.AddItems(new Item[] { null }, Support.Anna));
                Names("results", () => Rows.WriteJoined(new Rows[] { null }, new MemoryStream()));
                Names("usages", () => tariff.Compare(tariff, new Usage[] { null }));
                Names("Expected", () => ledger.Verify(
                    new VerifyOptions { Expected = new KeptDigest[] { null } }));
                Names("Except", () => ledger.CloseMonth(
                    Support.March, new CloseOptions { Except = new string[] { null } }));
                Names("by.Actor", () => ledger.VoidEvent("x", new By()));
                Names("by.Reason", () => ledger.VoidEvent("x", new By("anna")));
            }
        }

        private static void Names(string parameter, Action action) => Check.Equal(
            parameter, Check.Throws<ArgumentNullException>(action).ParamName);

        private static IEnumerable<MethodBase> Calls(Type type)
        {
            const BindingFlags members = BindingFlags.Public | BindingFlags.Static
                | BindingFlags.Instance | BindingFlags.FlattenHierarchy;
            return type.GetMembers(members).OfType<MethodBase>().Where(
                one => one.DeclaringType.Assembly == typeof(Ledger).Assembly
                    && one.Name != "Equals" && !one.Name.StartsWith("op_")
                    && !one.Name.StartsWith("set_"));
        }

        /// <summary>How many parameters of a method were given a null, one after the
        /// other.</summary>
        private static int Refused(MethodBase call, Dictionary<Type, object> values)
        {
            ParameterInfo[] parameters = call.GetParameters();
            int count = 0;
            foreach (ParameterInfo parameter in parameters.Where(one => IsNeeded(call, one)))
            {
                object[] given = parameters.Select(
                    one => one == parameter ? null : Value(one, values)).ToArray();
                string where = $"{call.DeclaringType.Name}.{call.Name} {parameter.Name}";
                var error = Failure(call, given, values) as ArgumentNullException;
                Check.True(error != null, $"{where}: {Failure(call, given, values)}");
                Check.Equal(parameter.Name, error.ParamName, where);
                ++count;
            }
            return count;
        }

        private static bool IsNeeded(MethodBase call, ParameterInfo one) =>
            !one.ParameterType.IsValueType && !one.HasDefaultValue
                && !MayBeNull.Contains($"{call.DeclaringType.Name}.{call.Name} {one.Name}");

        private static object Value(ParameterInfo parameter, Dictionary<Type, object> values)
        {
            Type type = parameter.ParameterType;
            if (parameter.HasDefaultValue)
            {
                return Type.Missing;
            }
            if (values.TryGetValue(type, out object known))
            {
                return known;
            }
            return type.IsValueType
                ? Activator.CreateInstance(type)
                : Array.CreateInstance(type.GetGenericArguments().Single(), 0);
        }

        private static Exception Failure(
            MethodBase call, object[] given, Dictionary<Type, object> values)
        {
            try
            {
                object made = call is ConstructorInfo
                    ? ((ConstructorInfo)call).Invoke(given)
                    : call.Invoke(call.IsStatic ? null : values[Owner(call, values)], given);
                (made as Task)?.GetAwaiter().GetResult();
                return null;
            }
            catch (TargetInvocationException error)
            {
                return error.InnerException;
            }
            catch (ArgumentNullException error)
            {
                return error; // of a task
            }
        }

        private static Type Owner(MethodBase call, Dictionary<Type, object> values) =>
            values.Keys.First(type => call.ReflectedType.IsAssignableFrom(type));
    }
}
