using Weir.Generation.Contracts;
using Weir.Generation.Samples;
using Weir.Generation.Templates;
using Weir.Yaml;

namespace Weir.Generation.Code;

/// <summary>Writes the code of one contract's package, part by part; each part is a stage of the job.</summary>
internal sealed class PackageCode
{
    private readonly Contract _contract;
    private readonly TemplateCatalog _templates;
    private readonly PackageNames _names;
    private readonly ModelViews _models;
    private readonly NodeViews _node;

    public PackageCode(Contract contract, TemplateCatalog templates)
    {
        _contract = contract;
        _templates = templates;
        _names = new PackageNames(contract);
        var types = new ClrTypes(contract, _names);
        _models = new ModelViews(contract, _names, types);
        _node = new NodeViews(contract, _names, types, _models);
    }

    public PackageNames Names => _names;

    /// <summary>The models, and the node that works with them.</summary>
    public IReadOnlyList<GeneratedFile> Models()
    {
        var files = new List<GeneratedFile>();
        var names = new FileNames();
        foreach (var type in _contract.Types)
        {
            var (template, view) = type switch
            {
                RecordType record => ("models/record", _models.Record(record)),
                EnumType choice => ("models/enum", _models.Enumeration(choice)),
                _ => throw new NotSupportedException($"{type.GetType().Name} has no template."),
            };
            files.Add(Source($"Models/{names.Of(type.Name)}.g.cs", template, view));
        }

        files.Add(Source($"{_names.Json}.g.cs", "models/json", new { _names.Namespace, Names = _names }));
        files.Add(Source($"{_names.NodeBase}.g.cs", "node/node", _node.Node));
        files.Add(Source($"{_names.Request}.g.cs", "node/requests", _node.Node));
        files.Add(Source($"{_names.Settings}.g.cs", "node/settings", _node.Settings));
        if (_contract.StateMachine is { } machine)
        {
            files.Add(Source($"{_names.State}.g.cs", "node/states", _node.StateMachine(machine)));
        }

        files.Add(Source($"{_names.Node}.cs", "node/user", _node.Node) with { IsOwned = true });
        return files;
    }

    /// <summary>The validators of the models.</summary>
    public IReadOnlyList<GeneratedFile> Validators()
    {
        var names = new FileNames();
        var files = new List<GeneratedFile> { Source("Validation/Rules.g.cs", "models/rules", Rules()) };
        foreach (var record in _contract.Types.OfType<RecordType>())
        {
            var writer = new ValidatorWriter(_contract);
            var statements = writer.Statements(record);
            var view = new
            {
                _names.Namespace,
                record.Name,
                Doc = CSharpText.DocText(record.JsonName),
                Statements = statements,
                Sets = writer.Sets.Select((values, index) => new { Number = index + 1, Values = values }).ToArray(),
                Patterns = writer.Patterns.Select((pattern, index) => new { Number = index + 1, Create = CreateRegex(pattern) }).ToArray(),
            };
            files.Add(Source($"Validation/{names.Of(record.Name + "Validator")}.g.cs", "models/validator", view));
        }

        return files;
    }

    /// <summary>The tests, and what could not be tested.</summary>
    public (IReadOnlyList<GeneratedFile> Files, IReadOnlyList<Diagnostic> Warnings) Tests()
    {
        var views = new TestViews(_contract, _names);
        var names = new FileNames();
        var files = new List<GeneratedFile>();
        foreach (var record in _contract.Types.OfType<RecordType>())
        {
            files.Add(Test($"Records/{names.Of(record.Name + "Tests")}.g.cs", "tests/record", views.Record(record)));
        }

        files.Add(Test("Json.g.cs", "tests/json", new { _names.Namespace, Names = _names }));
        files.Add(Test("Nodes.g.cs", "tests/nodes", views.Node));
        files.Add(Test($"{_names.Node}Tests.g.cs", "tests/node", views.Node));
        if (views.Options is { } options)
        {
            files.Add(Test($"{_names.Node}OptionsTests.g.cs", "tests/options", options));
        }

        return (files, views.Warnings);
    }

    private object Rules() => new
    {
        _names.Namespace,
        DateTimePattern = CSharpText.Literal(TextFormats.DateTimePattern),
        EmailPattern = CSharpText.Literal(TextFormats.EmailPattern),
        UriPattern = CSharpText.Literal(TextFormats.UriPattern),
    };

    private GeneratedFile Source(string path, string template, object view) => new(_names.SourceFolder + path, _templates.Render(template, view));

    private GeneratedFile Test(string path, string template, object view) => new(_names.TestFolder + path, _templates.Render(template, view));

    private static string CreateRegex(string pattern) => PatternRegex.IsLinear(pattern)
        ? $"new({CSharpText.Literal(pattern)}, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)"
        : $"new({CSharpText.Literal(pattern)}, RegexOptions.CultureInvariant, System.TimeSpan.FromSeconds({PatternRegex.Limit.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}))";
}
