using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Contracts;
using Weir.Generation.Validation;
using Weir.Generation.Validation.Security;

namespace Weir.Tests.Generation.Validation.Security;

/// <summary>Judges code that is given as text. A line with <c>//!</c> is one on which the rule has a finding.</summary>
internal static class SecuritySnippet
{
    private const string Head = """
        using System; using System.Buffers; using System.Collections.Concurrent; using System.Collections.Frozen; using System.Collections.Generic; using System.Diagnostics; using System.Globalization; using System.IO; using System.IO.Compression;
        using System.Linq; using System.Net; using System.Net.Http; using System.Net.Http.Headers; using System.Net.Security; using System.Reflection; using System.Security.Cryptography; using System.Security.Cryptography.X509Certificates;
        using System.Text; using System.Text.Json; using System.Text.RegularExpressions; using System.Threading; using System.Threading.Tasks; using System.Xml.Serialization;
        """;

    private const string Stubs = """
        public sealed class SqlConnection(string connectionString) { public string ConnectionString { get; } = connectionString; public SqlCommand CreateCommand() => new("", this); }
        public sealed class SqlParameters { public void AddWithValue(string name, object? value) => _ = name; }
        public sealed class SqlCommand
        {
            public SqlCommand(string text, SqlConnection connection) { CommandText = text; Connection = connection; }
            public string CommandText { get; set; }
            public SqlConnection Connection { get; }
            public SqlParameters Parameters { get; } = new();
            public int ExecuteNonQuery() => 0;
            public object? ExecuteScalar() => null;
        }
        public sealed class SqlDataAdapter { public SqlDataAdapter(string selectCommandText, SqlConnection connection) => Command = new SqlCommand(selectCommandText, connection); public SqlCommand Command { get; } }
        public static class Dapper
        {
            public static IEnumerable<T> Query<T>(this SqlConnection connection, string sql, object? param = null) => [];
            public static Task<int> ExecuteAsync(this SqlConnection connection, string sql, object? param = null) => Task.FromResult(0);
        }
        public sealed class Database { public int ExecuteSqlRaw(string sql, params object[] parameters) => 0; public int ExecuteSqlInterpolated(FormattableString sql) => 0; }
        public sealed class Table<T> { public IEnumerable<T> FromSqlRaw(string sql, params object[] parameters) => []; public IEnumerable<T> FromSqlInterpolated(FormattableString sql) => []; }
        public sealed class AppContext2 { public Database Database { get; } = new(); public Table<string> Users { get; } = new(); }
        public sealed class HttpRequest { public Dictionary<string, string> Query { get; } = []; public Dictionary<string, string> Form { get; } = []; }
        public interface ILogger { void LogInformation(string message, params object?[] args); void LogError(Exception? error, string message, params object?[] args); void LogWarning(string message, params object?[] args); void LogDebug(string message, params object?[] args); }
        public enum Order { Name, Age }
        """;

    /// <summary>The findings of code that is a whole file.</summary>
    public static ValidationFindings Judge(string code, params string[] others) => Judge(null, code, others);

    public static ValidationFindings Judge(Contract? contract, string code, params string[] others) => new SecurityValidator().Validate(Subject(contract, code, others), CancellationToken.None);

    /// <summary>What the compiler refuses in a whole file.</summary>
    public static IEnumerable<string> Errors(string code) => Subject(code).Compilation.GetDiagnostics()
        .Where(static one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(static one => one.ToString());

    public static ValidationSubject Subject(string code) => Subject(null, code, []);

    private static ValidationSubject Subject(Contract? contract, string code, string[] others)
    {
        var trees = others.Prepend(code).Select((text, index) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), new CSharpParseOptions(LanguageVersion.Latest), $"File{index}.cs"));
        var options = new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary).WithNullableContextOptions(Microsoft.CodeAnalysis.NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create("Snippet", trees, References.References, options);
        return new ValidationSubject(compilation, ValidationProfile.Production, contract);
    }

    private static ReferenceSet References { get; } = new();

    /// <summary>The file that members stand in: a public class, and what stands for drivers of databases.</summary>
    public static string Whole(string members) => members.Contains("class Sample", StringComparison.Ordinal) ? $"{Head}\n{members}\n{Stubs}" : $"{Head}\npublic partial class Sample {{\n{members}\n}}\n{Stubs}";

    public static int[] Marked(string code) => [.. code.Split('\n').Index().Where(static line => line.Item.Contains("//!", StringComparison.Ordinal)).Select(static line => line.Index + 1)];

    /// <summary>Null where exactly the marked lines have findings of the rule and nothing else is found, else what is wrong.</summary>
    public static string? Differs(string rule, string members)
    {
        var code = Whole(members);
        var issues = Judge(code).Issues;
        var found = issues.Where(issue => issue.Rule == rule).Select(static issue => issue.Line).Order();
        var others = issues.Where(issue => issue.Rule != rule).Select(static issue => $"{issue.Rule} in line {issue.Line - 3}: {issue.Message}").ToArray();
        var same = found.SequenceEqual(Marked(code)) && others.Length == 0;
        return same ? null : $"found in {string.Join(", ", found.Select(static line => line - 4))}, marked {string.Join(", ", Marked(code).Select(static line => line - 4))}; others: {string.Join("; ", others)}\n{members}";
    }
}
