namespace Weir.Yaml;

/// <summary>Collects what is found about one file, up to <see cref="Capacity"/> findings; the rest is counted.</summary>
public sealed class DiagnosticBag
{
    /// <summary>How many findings are kept.</summary>
    public const int Capacity = 500;

    private readonly List<Diagnostic> _diagnostics = [];
    private int _dropped;

    /// <summary>True when at least one finding is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>True when no further finding is kept.</summary>
    public bool IsFull => _diagnostics.Count >= Capacity;

    /// <summary>The end of a sentence about an unknown name: the nearest of the known ones, which is not searched once the bag is full.</summary>
    public string Suggestion(string name, IEnumerable<string> known) => IsFull ? "." : DiagnosticText.Suggestion(name, known);

    /// <summary>Adds an error.</summary>
    public void Error(string code, SourcePosition position, string message) =>
        Add(new Diagnostic(DiagnosticSeverity.Error, code, message, position));

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, SourcePosition position, string message) =>
        Add(new Diagnostic(DiagnosticSeverity.Warning, code, message, position));

    /// <summary>Adds a finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        if (IsFull)
        {
            _dropped++;
            return;
        }
        _diagnostics.Add(diagnostic);
    }

    /// <summary>All findings in the order of the file; those of one place in the order in which they were found.</summary>
    public IReadOnlyList<Diagnostic> ToList()
    {
        var sorted = _diagnostics.OrderBy(item => item.Position.Line).ThenBy(item => item.Position.Column).ToList();
        if (_dropped > 0)
        {
            var severity = HasErrors ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
            var text = $"{_dropped} more problems are not listed; correct the first ones and look again.";
            sorted.Add(new Diagnostic(severity, YamlCodes.MoreProblems, text, sorted[^1].Position));
        }
        return sorted;
    }
}
