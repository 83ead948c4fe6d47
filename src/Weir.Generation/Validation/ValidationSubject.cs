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
    public IEnumerable<SyntaxTree> Trees => Compilation.SyntaxTrees;

    /// <summary>What the names in a file mean; the same one at each call, safe for parallel ones.</summary>
    /// <param name="tree">One of <see cref="Trees"/>.</param>
    /// <returns>The model.</returns>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, static (tree, compilation) => compilation.GetSemanticModel(tree), Compilation);
}
