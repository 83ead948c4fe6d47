using Weir.Generation.Contracts;
using Weir.Generation.Samples;
using Weir.Generation.Templates;
using Weir.Yaml;

namespace Weir.Generation.Code;

/// <summary>Writes the code of one contract's package, part by part; each part is a stage of the job.</summary>
internal sealed class PackageCode
{
    /// <summary>The template that writes the user's file.</summary>
    public const string UserFile = "node/user";

    private const int MostChecks = 40;

    private readonly Contract _contract;
    private readonly TemplateCatalog _templates;
    private readonly PackageNames _names;
    private readonly ModelViews _models;
    private readonly NodeViews _node;
    private readonly SubcontractViews _parts;
    private readonly MixinViews _mixins;

    public PackageCode(Contract contract, TemplateCatalog templates)
    {
        _contract = contract;
        _templates = templates;
        _names = new PackageNames(contract);
        var types = new ClrTypes(contract, _names);
        _models = new ModelViews(contract, _names, types);
        _node = new NodeViews(contract, _names, types, _models);
        _parts = new SubcontractViews(contract, _names, types);
        _mixins = new MixinViews(contract, _names);
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
        var parts = _parts.Sources.Concat(_mixins.Sources).Concat(new FactViews(_contract, _names).Sources);
        files.AddRange(parts.Select(part => Source(part.Path, part.Template, part.View)));
        files.Add(Source($"{_names.Node}.cs", UserTemplate(), _node.Node) with { IsOwned = true });
        return files;
    }

    private string UserTemplate()
    {
        if (_contract is not { CustomTemplate: { } custom, CustomTemplatePosition: { } position } || _templates.Has(custom))
        {
            return _contract.CustomTemplate ?? UserFile;
        }

        var problem = TemplateId.IsValid(custom)
            ? $"There is no template {DiagnosticText.Quote(custom)}; write {DiagnosticText.Quote(custom + TemplateId.Extension)} into a folder, and name the folder with --templates."
            : $"{DiagnosticText.Quote(custom)} is no id of a template; write names of letters, digits, '-', '_' and '.' with '/' between them, such as mine/user, without the ending {TemplateId.Extension}.";
        throw new ContractRefusedException(new Diagnostic(DiagnosticSeverity.Error, ContractCodes.CustomTemplate, problem, position).ToString());
    }

    /// <summary>The validators of the models.</summary>
    public IReadOnlyList<GeneratedFile> Validators()
    {
        var names = new FileNames();
        var files = new List<GeneratedFile>
        {
            Source("Validation/Rules.g.cs", "models/rules", Rules()),
            Source("Validation/Limits.g.cs", "models/limits", new { _names.Namespace }),
        };
        foreach (var record in _contract.Types.OfType<RecordType>())
        {
            files.Add(Source($"Validation/{names.Of(record.Name + "Validator")}.g.cs", "models/validator", Validator(record)));
        }

        return files;
    }

    private object Validator(RecordType record)
    {
        var writer = new ValidatorWriter(_contract);
        var checks = writer.Checks(record);

        // A method stays short however many properties there are.
        var parts = checks.Count <= MostChecks ? [] : checks.Chunk(MostChecks).Select((part, index) => new { Number = index + 1, Checks = part }).ToArray();
        return new
        {
            _names.Namespace,
            record.Name,
            Doc = CSharpText.DocText(record.JsonName),
            Limits = writer.Declared,
            Checks = parts.Length == 0 ? checks : [],
            Parts = parts,
        };
    }

    /// <summary>The tests, and what could not be tested.</summary>
    public (IReadOnlyList<GeneratedFile> Files, IReadOnlyList<Diagnostic> Warnings) Tests()
    {
        var views = new TestViews(_contract, _names);
        var names = new FileNames();
        var files = new List<GeneratedFile>();
        foreach (var record in _contract.IsMinimal ? [] : _contract.Types.OfType<RecordType>())
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

        files.AddRange(_parts.Tests.Concat(_mixins.Tests).Select(part => Test(part.Path, part.Template, part.View)));
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
}
