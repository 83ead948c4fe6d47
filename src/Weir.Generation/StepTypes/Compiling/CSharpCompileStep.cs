using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Weir.Generation.Validation;
using Weir.Yaml.StepTypes;

namespace Weir.Generation.StepTypes;

/// <summary><c>csharp.compile</c>.</summary>
/// <param name="platform">What code is compiled against beside its references.</param>
internal sealed class CSharpCompileStep(ReferenceSet platform) : StepType(
    "csharp.compile",
    "Compiles C# files together, in memory, and gives what the compiler finds; nothing is run or written.",
    new StepParameter("files", ValueShape.AnyList, "The files, relative to the folder of the workflow.") { IsRequired = true, Permission = PermissionKind.Read },
    new StepParameter("references", ValueShape.AnyList, "Files of assemblies that the code needs, beside the platform and Weir.") { Permission = PermissionKind.Read })
{
    private const int MaxFileBytes = 4 * 1024 * 1024;
    private const int MaxReferenceBytes = 64 * 1024 * 1024;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithDeterministic(true);

    public override ValueShape OutputOf(IReadOnlySet<string> given) => ValueShape.MapOf(("diagnostics", IssueValues.Shape));

    public override async ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var files = arguments.Texts("files");
        if (files.Count == 0)
        {
            return context.Fail<object?>("'files' of csharp.compile is empty; name at least one file.");
        }

        try
        {
            var trees = await ReadAllAsync(files, arguments.Access, ReadTreeAsync, context.CancellationToken).ConfigureAwait(false);
            var references = await ReadAllAsync(arguments.Texts("references"), arguments.Access, ReadReferenceAsync, context.CancellationToken).ConfigureAwait(false);
            var issues = Compile(trees, references, context.CancellationToken);
            return issues.Any(static issue => issue.Severity == "error")
                ? context.Fail<object?>(PackageRefusedException.Describe(issues.OrderBy(static issue => issue.Severity)))
                : new OrderedDictionary<string, object?> { ["diagnostics"] = IssueValues.Of(issues) };
        }
        catch (FormatException error)
        {
            return context.Fail<object?>(error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return context.Fail<object?>($"A file for csharp.compile cannot be read: {error.Message}");
        }
    }

    private ValidationIssue[] Compile(SyntaxTree[] trees, MetadataReference[] references, CancellationToken cancellationToken)
    {
        // Statements outside of types are a program; a library cannot have them.
        var isProgram = trees.Any(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellationToken)).Members.OfType<GlobalStatementSyntax>().Any());
        var options = isProgram ? Options.WithOutputKind(OutputKind.ConsoleApplication) : Options;
        var compilation = CSharpCompilation.Create("Checked", trees, [.. platform.References, .. references], options);
        return [.. compilation.Emit(Stream.Null, cancellationToken: cancellationToken).Diagnostics
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(ValidationIssue.Of)];
    }

    private static async Task<T[]> ReadAllAsync<T>(
        IReadOnlyList<string> names, StepAccess access, Func<string, string, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var all = new T[names.Count];
        for (var index = 0; index < all.Length; index++)
        {
            all[index] = await read(access.PathToRead(names[index]), names[index], cancellationToken).ConfigureAwait(false);
        }

        return all;
    }

    private static async Task<SyntaxTree> ReadTreeAsync(string path, string name, CancellationToken cancellationToken)
    {
        var text = await BoundedFile.ReadTextAsync(path, name, MaxFileBytes, cancellationToken).ConfigureAwait(false);
        return CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Parse, name, cancellationToken);
    }

    private static async Task<MetadataReference> ReadReferenceAsync(string path, string name, CancellationToken cancellationToken)
    {
        var (bytes, isAll) = await BoundedFile.ReadAsync(path, MaxReferenceBytes, cancellationToken).ConfigureAwait(false);
        return isAll
            ? MetadataReference.CreateFromImage(bytes.ToArray(), filePath: name)
            : throw new FormatException($"The assembly '{name}' has more than {MaxReferenceBytes} bytes, which is as much as is read of one.");
    }
}
