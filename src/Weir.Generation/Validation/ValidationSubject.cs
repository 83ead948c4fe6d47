using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Generation.Contracts;

namespace Weir.Generation.Validation;

/// <summary>The code that is judged: one compilation, which all validators share.</summary>
/// <param name="compilation">The code, bound; it may have errors.</param>
/// <param name="profile">How strictly it is judged.</param>
/// <param name="contract">The contract it was made from; default null, and then no rule asks for what only a contract can tell.</param>
public sealed class ValidationSubject(CSharpCompilation compilation, ValidationProfile profile, Contract? contract = null)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>The code, bound; it may have errors.</summary>
    public CSharpCompilation Compilation { get; } = compilation;

    /// <summary>How strictly it is judged.</summary>
    public ValidationProfile Profile { get; } = profile;

    /// <summary>The contract the code was made from, or null.</summary>
    public Contract? Contract { get; } = contract;

    /// <summary>The files, in the order they were given.</summary>
    public IEnumerable<SyntaxTree> Trees => Compilation.SyntaxTrees.Where(CodeCompilation.IsJudged);

    /// <summary>What has to compile too and is not judged otherwise, such as the tests of a package; default none.</summary>
    public IReadOnlyList<CSharpCompilation> AlsoCompiled { get; init; } = [];

    /// <summary>Files without a project, compiled together against the platform and Weir.</summary>
    /// <remarks>As in a new project of the SDK: the newest language, nullable references, the implicit usings. Source generators are not run.</remarks>
    /// <param name="files">The files: by what findings call them, their text.</param>
    /// <param name="profile">How strictly they are judged; default <see cref="ValidationProfile.Standard"/>.</param>
    /// <param name="contract">The contract they were made from; default none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What a <see cref="ValidationPipeline"/> judges.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ValidationSubject Of(
        IEnumerable<KeyValuePair<string, string>> files, ValidationProfile? profile = null, Contract? contract = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        SyntaxTree[] trees = [.. files.Select(file => CodeCompilation.Read(file.Value, file.Key, cancellationToken))];
        return new ValidationSubject(CodeCompilation.OfFiles(trees, ReferenceSet.Shared), profile ?? ValidationProfile.Standard, contract);
    }

    /// <summary>What the names in a file mean; the same one at each call, safe for parallel ones.</summary>
    /// <param name="tree">One of <see cref="Trees"/>.</param>
    /// <returns>The model.</returns>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, static (tree, compilation) => compilation.GetSemanticModel(tree), Compilation);
}
