using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weir.Generation.Validation;

/// <summary>What generated code is compiled against: the platform this program runs on, and Weir itself.</summary>
internal sealed class ReferenceSet
{
    private readonly Lazy<IReadOnlyList<MetadataReference>> _references = new(Load);
    private readonly Lazy<CSharpCompilation> _package;
    private readonly Lazy<CSharpCompilation> _noFiles;

    public ReferenceSet()
    {
        _package = new Lazy<CSharpCompilation>(() => CodeCompilation.EmptyPackage(References));
        _noFiles = new Lazy<CSharpCompilation>(() => CodeCompilation.NoFiles(References));
    }

    /// <summary>The one of this process, loaded when it is first asked; it never changes.</summary>
    public static ReferenceSet Shared { get; } = new();

    public IReadOnlyList<MetadataReference> References => _references.Value;

    /// <summary>A package without files. Those that are made of it share what the compiler has read of the references, which takes longer than most packages.</summary>
    public CSharpCompilation Package => _package.Value;

    /// <summary>The same for files without a project.</summary>
    public CSharpCompilation NoFiles => _noFiles.Value;

    private static List<MetadataReference> Load()
    {
        var platform = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var files = trusted.Where(file => string.Equals(Path.GetDirectoryName(file), platform, StringComparison.Ordinal));
        return [.. files.Append(typeof(Executor).Assembly.Location).Select(file => (MetadataReference)MetadataReference.CreateFromFile(file))];
    }
}
