// source: .NET design guidelines, assemblies (https://learn.microsoft.com/dotnet/standard/design-guidelines/names-of-assemblies-and-dlls)
// why: usings, an attribute of the assembly and an empty namespace declare no type
// expect: completeness/no-code 1

using System.Collections.Generic;
using System.Reflection;

[assembly: AssemblyMetadata("Area", "Invoicing")]

namespace Corpus.OnlyAnAttribute
{
    // Invoices are numbered by the ledger.
}
