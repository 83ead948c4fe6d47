using Microsoft.CodeAnalysis;
using Weir.Generation.Validation.Security.Taint;

namespace Weir.Generation.Validation.Security;

/// <summary>A place where text from outside does harm.</summary>
/// <param name="Type">The type's name; <c>*</c> before it stands for any beginning, alone for any type.</param>
/// <param name="Members">Methods or properties, <c>new</c> for the constructors; <c>*</c> after a name for any ending.</param>
/// <param name="Parameters">The parameters (of type string, or Type) that do it; <c>*</c> for all.</param>
/// <param name="Danger">What the text does there.</param>
/// <param name="Rule">The rule that the finding is of, which has the CWE.</param>
internal sealed record Sink(string Type, string[] Members, string[] Parameters, Dangers Danger, ValidationRule Rule)
{
    /// <summary>How the page of the validator shows it; a long list of parameters has a name there.</summary>
    public string Name { get; } = $"{Type}: {string.Join(", ", Members)} ({(Parameters.Length > 6 ? Parameters[0] + ", …" : string.Join(", ", Parameters))})";

    public bool IsOf(ITypeSymbol type) => Type == "*" || (Type[0] == '*' ? type.Name.EndsWith(Type[1..], StringComparison.Ordinal) : type.Name == Type);

    public bool HasParameter(IParameterSymbol parameter) => IsOfKind(parameter.Type)
        && (Parameters.Contains("*") || Parameters.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));

    public bool HasMember(string name) => Members.Any(member => member[^1] == '*' ? name.StartsWith(member[..^1], StringComparison.Ordinal) : member == name);

    private bool IsOfKind(ITypeSymbol type) => Danger == Dangers.Type ? type.Name is "Type" : type.SpecialType is SpecialType.System_String or SpecialType.System_Object || type.TypeKind is TypeKind.Error or TypeKind.Dynamic;
}

/// <summary>Where text from outside must not come to.</summary>
internal static class Sinks
{
    public const string Constructor = "new";

    /// <summary>The names of parameters that take the text of a command.</summary>
    public static readonly string[] SqlText = ["commandText", "cmdText", "selectCommandText", "sql", "query", "queryText", "sqlText", "sqlQuery", "statement"];

    /// <summary>The names of parameters that take a path.</summary>
    public static readonly string[] Names = ["path", "fileName", "sourceFileName", "destFileName", "destinationFileName", "destinationBackupFileName", "sourceDirName", "destDirName", "linkPath", "pathToTarget", "sourceDirectoryName", "destinationDirectoryName", "archiveFileName", "sourceArchiveFileName", "destinationArchiveFileName"];

    public static readonly IReadOnlyList<Sink> All =
    [
        new("*", ["CommandText"], ["value"], Dangers.Sql, SecurityRules.SqlInjection),
        new("*Command", [Constructor, "*"], SqlText, Dangers.Sql, SecurityRules.SqlInjection),
        new("*DataAdapter", [Constructor, "*"], SqlText, Dangers.Sql, SecurityRules.SqlInjection),
        new("*", ["FromSqlRaw", "SqlQueryRaw", "ExecuteSqlRaw", "ExecuteSqlRawAsync", "ExecuteSqlCommand", "ExecuteSqlCommandAsync"], ["*"], Dangers.Sql, SecurityRules.SqlInjection),
        new("*", ["Query*", "Execute*", "FromSql", "SqlQuery"], SqlText, Dangers.Sql, SecurityRules.SqlInjection),

        new("Process", ["Start"], ["fileName", "arguments"], Dangers.Command, SecurityRules.CommandInjection),
        new("ProcessStartInfo", [Constructor], ["fileName", "arguments"], Dangers.Command, SecurityRules.CommandInjection),
        new("ProcessStartInfo", ["FileName", "Arguments"], ["value"], Dangers.Command, SecurityRules.CommandInjection),

        new("File", ["Read*", "Write*", "Append*", "Open*", "Create*", "Delete", "Copy", "Move", "Replace", "Get*", "Set*", "Encrypt", "Decrypt"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("Directory", ["Create*", "Delete", "Enumerate*", "Get*", "Move", "Set*"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("FileStream", [Constructor], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("StreamReader", [Constructor], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("StreamWriter", [Constructor], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("FileInfo", [Constructor, "CopyTo", "MoveTo", "Replace"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("DirectoryInfo", [Constructor, "CreateSubdirectory", "MoveTo"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("ZipFile", ["Open*", "Create*", "Extract*"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("*", ["ExtractToFile", "ExtractToDirectory"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("MemoryMappedFile", ["CreateFromFile"], Names, Dangers.Path, SecurityRules.PathTraversal),
        new("XDocument", ["Load*"], ["uri"], Dangers.Path, SecurityRules.PathTraversal),
        new("XElement", ["Load*"], ["uri"], Dangers.Path, SecurityRules.PathTraversal),
        new("XmlDocument", ["Load", "Save"], ["filename"], Dangers.Path, SecurityRules.PathTraversal),
        new("XmlReader", ["Create"], ["inputUri"], Dangers.Path, SecurityRules.PathTraversal),

        new("Type", ["GetType", "ReflectionOnlyGetType"], ["typeName"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("Type", ["InvokeMember"], ["name"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("Type", ["GetMethod", "GetRuntimeMethod"], ["name"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("RuntimeReflectionExtensions", ["GetRuntimeMethod"], ["name"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("Assembly", ["Load", "LoadFrom", "LoadFile", "UnsafeLoadFrom", "LoadWithPartialName", "GetType", "CreateInstance"], ["*"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("AssemblyLoadContext", ["LoadFrom*"], ["*"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("AssemblyName", [Constructor], ["assemblyName"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("Activator", ["CreateInstance", "CreateInstanceFrom"], ["assemblyName", "typeName", "assemblyFile"], Dangers.TypeName, SecurityRules.UnsafeReflection),
        new("AppDomain", ["CreateInstance*", "Load", "ExecuteAssembly*"], ["*"], Dangers.TypeName, SecurityRules.UnsafeReflection),

        new("XmlSerializer", [Constructor], ["type"], Dangers.Type, SecurityRules.InsecureDeserialization),
        new("DataContractSerializer", [Constructor], ["type"], Dangers.Type, SecurityRules.InsecureDeserialization),
        new("DataContractJsonSerializer", [Constructor], ["type"], Dangers.Type, SecurityRules.InsecureDeserialization),
        new("JsonSerializer", ["Deserialize*"], ["returnType"], Dangers.Type, SecurityRules.InsecureDeserialization),
        new("JsonConvert", ["DeserializeObject"], ["type"], Dangers.Type, SecurityRules.InsecureDeserialization),

        new("Regex", [Constructor, "IsMatch", "Match", "Matches", "Replace", "Split", "Count", "EnumerateMatches"], ["pattern"], Dangers.Pattern, SecurityRules.UnboundedRegex),
    ];

    private static readonly HashSet<string> Words = [.. All.SelectMany(static sink => sink.Members).Where(static member => member[^1] != '*' && member != Constructor), .. All.Select(static sink => sink.Type).Where(static type => type[0] != '*'), "ArgumentList"];

    private static readonly string[] DatabaseMembers = ["CommandText", "ExecuteReader", "ExecuteNonQuery", "ExecuteScalar", "ExecuteReaderAsync", "ExecuteNonQueryAsync", "ExecuteScalarAsync"];

    /// <summary>Whether a member that mentions the word may have a sink.</summary>
    public static bool IsSinkWord(string word) => Words.Contains(word)
        || word.StartsWith("Query", StringComparison.Ordinal) || word.StartsWith("Execute", StringComparison.Ordinal)
        || word.EndsWith("Command", StringComparison.Ordinal) || word.EndsWith("DataAdapter", StringComparison.Ordinal);

    /// <summary>Whether a member that the compiler does not know is called like one that takes the text of a command.</summary>
    public static bool IsSqlName(string name) => Array.Exists(All[0].Members, member => member == name) || Array.Exists(All[3].Members, member => member == name);

    /// <summary>The sink that a parameter of a method or constructor, or the value of a property, is; null for most.</summary>
    public static Sink? Find(ISymbol member, IParameterSymbol? parameter)
    {
        if (member.ContainingType is not { } type)
        {
            return null;
        }

        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? Constructor : member.Name;
        foreach (var sink in All)
        {
            if (sink.IsOf(type) && sink.HasMember(name) && (parameter is null ? sink.Parameters is ["value"] : sink.HasParameter(parameter)))
            {
                return sink;
            }
        }

        return parameter is not null && name == Constructor && IsFirstText(parameter) && IsDatabaseType(type) ? All[1] : null;
    }

    /// <summary>Whether a type is a driver of a database, or stands in for one: what its members do with a text is their own matter.</summary>
    public static bool IsDriver(INamedTypeSymbol type) => IsDatabaseType(type)
        || type.Name.EndsWith("DataAdapter", StringComparison.Ordinal) || type.Name.EndsWith("Connection", StringComparison.Ordinal) || type.Name is "SqlMapper" or "DatabaseFacade";

    // The drivers of databases, and the stand-ins for them, call the text as they like.
    private static bool IsFirstText(IParameterSymbol parameter) => parameter.Type.SpecialType == SpecialType.System_String
        && parameter.ContainingSymbol is IMethodSymbol method && SymbolEqualityComparer.Default.Equals(method.Parameters.FirstOrDefault(static one => one.Type.SpecialType == SpecialType.System_String), parameter);

    private static bool IsDatabaseType(INamedTypeSymbol type)
    {
        if (!type.Name.EndsWith("Command", StringComparison.Ordinal) && !type.Name.EndsWith("DataAdapter", StringComparison.Ordinal))
        {
            return false;
        }

        return type.AllInterfaces.Any(static one => one.Name is "IDbCommand" or "IDataAdapter")
            || DatabaseMembers.Any(member => type.GetMembers(member).Length > 0)
            || type.BaseType?.Name is "DbCommand" or "DbDataAdapter";
    }
}
