using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Weir.Generation.Validation.Security.Taint;

/// <summary>What a call of a method comes to, for arguments of given dangers.</summary>
/// <param name="Result">What it gives back; its facts are of the method's parameters.</param>
/// <param name="Cleared">The dangers that arguments no longer have once it has returned.</param>
/// <param name="Outputs">What it leaves in parameters by reference.</param>
/// <param name="Returns">False where it throws whatever happens.</param>
/// <param name="HasFinding">Whether the harm is done inside, and reported there.</param>
internal sealed record Summary(Value Result, ImmutableDictionary<Place, Dangers> Cleared, IReadOnlyDictionary<IParameterSymbol, Dangers> Outputs, bool Returns, bool HasFinding)
{
    public static Summary Unknown(Dangers arguments) => new(new Value(arguments), ImmutableDictionary<Place, Dangers>.Empty, ImmutableDictionary<IParameterSymbol, Dangers>.Empty, true, false);
}

/// <summary>Follows text from outside through the members of a compilation.</summary>
/// <remarks>
/// A forward data flow over Roslyn's flow graphs, to a fixed point: a set of dangers for each place, joined where ways meet, less what conditions rule out.
/// Calls of methods of the same code are followed three deep, once for each set of dangers of their arguments.
/// The number of steps is bounded; a member in which it runs out is named in a finding.
/// </remarks>
internal sealed class TaintAnalysis(SecurityScan scan)
{
    private const int Deepest = 3;

    private const int StepsOfMember = 200_000;

    private readonly Dictionary<(ISymbol Method, string Arguments), Summary> _summaries = [];

    private readonly HashSet<(ISymbol Method, string Arguments)> _open = [];

    private int _steps;

    public SecurityScan Scan { get; } = scan;

    public int Findings { get; private set; }

    /// <summary>Whether the member under way has used up its steps.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Follows what comes into a member from outside.</summary>
    /// <param name="body">The member, as it is written.</param>
    /// <param name="hasSource">Whether it may have a source beside its parameters.</param>
    public void Analyze(SyntaxNode body, bool hasSource)
    {
        _steps = StepsOfMember;
        IsSpent = false;
        try
        {
            var method = MethodOf(body, Scan.ModelOf(body));
            var sources = (method?.Parameters ?? []).Where(Sources.IsSource).ToArray();
            if ((hasSource || sources.Length > 0) && Graph(body) is { } graph)
            {
                Run(graph, body, method, sources);
            }
        }
        catch (InsufficientExecutionStackException)
        {
            IsSpent = true;
        }

        if (IsSpent)
        {
            Scan.Report(SecurityRules.AnalysisLimit, body.GetFirstToken(), "This member is too large for the taint analysis, so that what it passes on was not followed to the end.", "Split it into smaller methods.");
        }
    }

    private void Run(ControlFlowGraph graph, SyntaxNode body, IMethodSymbol? method, IEnumerable<IParameterSymbol> sources)
    {
        var start = new TaintState();
        foreach (var parameter in sources)
        {
            start.Set(new Place(parameter), new Value(Dangers.Text));
        }

        new FlowAnalysis(this, graph, body, method, 0).Run(start);
    }

    public bool TrySpend(int steps)
    {
        Scan.CancellationToken.ThrowIfCancellationRequested();
        _steps -= steps;
        IsSpent |= _steps < 0;
        return !IsSpent;
    }

    public void GiveUp() => IsSpent = true;

    public void Report(ValidationRule rule, SyntaxNodeOrToken place, string message, string suggestion)
    {
        Findings++;
        Scan.Report(rule, place, message, suggestion);
    }

    /// <summary>What a call of a method of this code does with arguments of these dangers; null where its body is not to be had.</summary>
    public Summary? Summarize(IMethodSymbol method, IReadOnlyList<Value> arguments, int depth)
    {
        var all = arguments.Aggregate(Dangers.None, static (dangers, one) => dangers | one.Dangers);
        if (BodyOf(method) is not { } body)
        {
            return null;
        }

        var key = ((ISymbol)method.OriginalDefinition, string.Join(',', arguments.Select(static one => $"{(int)one.Dangers}{(one.IsFullPath ? "f" : "")}{(one.EndsInSeparator ? "s" : "")}")));
        if (_summaries.TryGetValue(key, out var known))
        {
            return known;
        }

        if (depth >= Deepest || !_open.Add(key))
        {
            return Summary.Unknown(all);
        }

        var summary = Graph(body) is { } graph ? Follow(method.OriginalDefinition, arguments, body, graph, depth + 1) : Summary.Unknown(all);
        _open.Remove(key);
        return _summaries[key] = summary;
    }

    private Summary Follow(IMethodSymbol method, IReadOnlyList<Value> arguments, SyntaxNode body, ControlFlowGraph graph, int depth)
    {
        var before = Findings;
        var start = new TaintState();
        foreach (var (parameter, value) in method.Parameters.Zip(arguments))
        {
            start.Set(new Place(parameter), value);
        }

        var exit = new FlowAnalysis(this, graph, body, method, depth).Run(start);
        var outputs = method.Parameters.Where(static one => one.RefKind is RefKind.Out or RefKind.Ref)
            .ToDictionary(static one => one, one => exit.State?[new Place(one)].Dangers ?? Dangers.None, (IEqualityComparer<IParameterSymbol>)SymbolEqualityComparer.Default);
        return new Summary(exit.Result, exit.State?.Cleared ?? ImmutableDictionary<Place, Dangers>.Empty, outputs, exit.State is not null || IsSpent, Findings > before);
    }

    private ControlFlowGraph? Graph(SyntaxNode body)
    {
        try
        {
            return ControlFlowGraph.Create(body, Scan.ModelOf(body), Scan.CancellationToken);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NullReferenceException or IndexOutOfRangeException)
        {
            // Code that does not compile may have no graph.
            return null;
        }
    }

    private static IMethodSymbol? MethodOf(SyntaxNode body, SemanticModel model) => body switch
    {
        ArrowExpressionClauseSyntax => (model.GetDeclaredSymbol(body.Parent!) as IPropertySymbol)?.GetMethod,
        CompilationUnitSyntax unit => model.GetDeclaredSymbol(unit),
        _ => model.GetDeclaredSymbol(body) as IMethodSymbol,
    };

    private SyntaxNode? BodyOf(IMethodSymbol method)
    {
        var declared = (method.PartialImplementationPart ?? method).OriginalDefinition;
        return declared.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(Scan.CancellationToken)).FirstOrDefault(node => HasBody(node) && Scan.Subject.Compilation.ContainsSyntaxTree(node.SyntaxTree));
    }

    private static bool HasBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        ArrowExpressionClauseSyntax => true,
        _ => false,
    };
}
