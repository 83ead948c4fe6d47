using Weir.Generation.Templates.Checking;
using Weir.Yaml;

namespace Weir.Generation.Templates;

/// <content>What there is, which of it is replaced, and what is wrong with it.</content>
public sealed partial class TemplateCatalog
{
    // How the braces of one that shows another begin.
    private static readonly string[] Partials = ["{{>", "{{~>", "{{#>", "{{~#>"];

    private IReadOnlyDictionary<string, string>? _hashes;
    private TemplateCatalog? _shipped;

    /// <summary>The ids of the templates that a source has in the place of a later one, such as a folder in that of those that are shipped; sorted.</summary>
    public IReadOnlyList<string> Replaced =>
        [.. _options.Sources.SelectMany(static source => source.Ids()).Distinct(StringComparer.Ordinal).Where(id => _options.Sources.Count(source => Has(source, id)) > 1).Order(StringComparer.Ordinal)];

    /// <summary>A catalog of the templates as they are shipped, with the other options of this one; always the same, which is this one where it has no other source. It is disposed of with it.</summary>
    public TemplateCatalog Shipped
    {
        get
        {
            if (_options.Sources is [var only] && only == TemplateSource.Shipped)
            {
                return this;
            }

            return _shipped ?? Interlocked.CompareExchange(ref _shipped, new TemplateCatalog(_options with { Sources = [TemplateSource.Shipped], Watch = false, ClearInterval = Timeout.InfiniteTimeSpan }), null) ?? _shipped;
        }
    }

    /// <summary>
    /// The hash of every template that a package may be made of, by id, as they were when they were first asked for: those that are shipped or replaced, and those that these show. What cannot be
    /// read is not among them.
    /// </summary>
    internal IReadOnlyDictionary<string, string> Hashes => _hashes ??= HashAll();

    /// <summary>All templates, sorted by id.</summary>
    /// <returns>Those that can be read.</returns>
    public IReadOnlyList<TemplateInfo> List() =>
        [.. Ids().Select(id => TryRead(id, out _) is { } text ? new TemplateInfo(id, TemplateId.KindOf(id), text.Source, Hash.Of(text.Content)) : null).OfType<TemplateInfo>()];

    /// <summary>What is wrong with the templates, without rendering them: all mistakes of all of them, each with its place.</summary>
    /// <param name="shapes">What the data of a template has, by id; of those that are not there, names are not checked.</param>
    internal IReadOnlyList<Diagnostic> Check(IReadOnlyDictionary<string, ViewShape> shapes)
    {
        var found = new List<Diagnostic>();
        foreach (var id in Ids())
        {
            if (TryRead(id, out var error) is not { } text)
            {
                found.Add(new Diagnostic(DiagnosticSeverity.Error, GenerationCodes.WrongTemplate, error!.Problem, new SourcePosition(error.File, error.Line, error.Column)));
                continue;
            }

            var scan = new TemplateScan(text.Content);
            var mistakes = _compiler.Check(text, scan);
            found.AddRange(mistakes.Select(one => Report(GenerationCodes.WrongTemplate, text, one)));
            if (mistakes.Count == 0 && shapes.TryGetValue(id, out var shape))
            {
                found.AddRange(Unknown(text, scan, shape));
            }
        }

        return found;
    }

    /// <summary>That a template asks for what its data has not, in the words of <see cref="Check"/>.</summary>
    /// <param name="error">How its render failed.</param>
    /// <param name="shape">What its data has; null: that is not known.</param>
    internal Diagnostic Explain(TemplateException error, ViewShape? shape)
    {
        var position = new SourcePosition(error.File, error.Line, error.Column);
        var known = shape is not null && TryRead(error.Template, out _) is { } text ? Unknown(text, new TemplateScan(text.Content), shape) : [];
        return known.FirstOrDefault(one => one.Position == position) ?? new Diagnostic(DiagnosticSeverity.Error, GenerationCodes.UnknownVariable, error.Problem, position);
    }

    private IEnumerable<Diagnostic> Unknown(TemplateText text, TemplateScan scan, ViewShape shape)
    {
        var helpers = _options.Helpers.Keys.Append("lookup").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new VariableCheck(shape, helpers).Run(scan).Select(one => Report(GenerationCodes.UnknownVariable, text, one));
    }

    /// <summary>The files of a folder that replace nothing and that no template shows: near the name of a shipped one it is mostly a slip of the pen, and a warning.</summary>
    /// <param name="custom">The templates that contracts name.</param>
    internal IReadOnlyList<Diagnostic> Unused(IEnumerable<string> custom)
    {
        var shipped = TemplateSource.Shipped.Ids().ToHashSet(StringComparer.Ordinal);
        var shown = Shown(shipped.Concat(custom));
        return [.. _options.Sources.Where(static source => source != TemplateSource.Shipped).SelectMany(static source => source.Ids())
            .Where(id => !shown.Contains(id))
            .Select(id => Unused(id, NearestName.Find(id, shipped)))];
    }

    /// <summary>A template with what stands in it, whether it is right or not.</summary>
    /// <param name="id">What it is called, such as <c>node/node</c>.</param>
    /// <returns>The template that is in force: of two sources that have it, that of the first.</returns>
    /// <exception cref="TemplateException">There is none, or its file cannot be read or leads out of its folder.</exception>
    public ShownTemplate Show(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var text = Read(id);
        return new ShownTemplate(id, TemplateId.KindOf(id), text.Source, Hash.Of(text.Content), text.Content);
    }

    private Diagnostic Unused(string id, string? nearest)
    {
        var position = new SourcePosition(TryRead(id, out _)?.File ?? id + TemplateId.Extension, 0, 0);
        return nearest is null
            ? new Diagnostic(DiagnosticSeverity.Info, GenerationCodes.UnusedTemplate, $"The template '{id}' replaces none, and none shows it: only 'custom_template' of a contract and 'weir templates render' can use it.", position)
            : new Diagnostic(DiagnosticSeverity.Warning, GenerationCodes.UnusedTemplate, $"There is no template '{id}' to replace, and none shows it; did you mean '{nearest}'?", position);
    }

    private static Diagnostic Report(string code, TemplateText text, TemplateMistake mistake)
    {
        var (line, column) = TemplateScan.PlaceOf(text.Content, mistake.At);
        return new Diagnostic(DiagnosticSeverity.Error, code, char.ToUpperInvariant(mistake.Message[0]) + mistake.Message[1..], new SourcePosition(text.File, line, column));
    }

    private static bool Has(TemplateSource source, string id)
    {
        try
        {
            return source.Has(id);
        }
        catch (Exception error) when (error is PermissionDeniedException or IOException or UnauthorizedAccessException)
        {
            // It is there and leads elsewhere, or nowhere; reading it says so.
            return true;
        }
    }

    /// <summary>Whether there is a template of this id.</summary>
    internal bool Has(string id) => _options.Sources.Any(source => Has(source, id));

    private IEnumerable<string> Ids() =>
        _options.Sources.SelectMany(static source => source.Ids()).Distinct(StringComparer.Ordinal).Where(TemplateId.IsValid).Order(StringComparer.Ordinal);

    private TemplateText? TryRead(string id, out TemplateException? error)
    {
        try
        {
            error = null;
            return Read(id);
        }
        catch (TemplateException problem)
        {
            error = problem;
            return null;
        }
    }

    private SortedDictionary<string, string> HashAll()
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in Shown(TemplateSource.Shipped.Ids()))
        {
            if (TryRead(id, out _) is { } text)
            {
                hashes[id] = Hash.Of(text.Content);
            }
        }

        return hashes;
    }

    /// <summary>Some templates, and those that they show, and so on; all there are, where one shows what only its data knows.</summary>
    private HashSet<string> Shown(IEnumerable<string> ids)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<string>(ids);
        while (left.TryPop(out var id))
        {
            // Most show none, and need not be looked at.
            if (!shown.Add(id) || TryRead(id, out _) is not { } text || !Partials.Any(mark => text.Content.Contains(mark, StringComparison.Ordinal)))
            {
                continue;
            }

            foreach (var partial in new TemplateScan(text.Content).Mustaches.Where(static one => one.Kind is MustacheKind.Partial or MustacheKind.PartialBlock))
            {
                foreach (var name in partial.Name == "(" ? Ids() : [partial.PartialName ?? id])
                {
                    left.Push(name);
                }
            }
        }

        return shown;
    }
}
