// What the assembly says of itself, alike by mcs and by dotnet.
using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("Porto")]
[assembly: AssemblyDescription("Usage metering and billing: exact invoice lines from usage events")]
[assembly: AssemblyVersion("0.3.0.0")]
[assembly: AssemblyFileVersion("0.3.0.0")]
[assembly: InternalsVisibleTo("PortoTests")]
