using System.Text.Json.Nodes;
using Weir.Generation.Contracts;
using Weir.Generation.Samples;
using Weir.Yaml;

namespace Weir.Generation.Code;

/// <summary>What the templates of the tests show. Where no value could be found for a test, there is no test and a warning instead.</summary>
internal sealed class TestViews
{
    private readonly Contract _contract;
    private readonly PackageNames _names;
    private readonly SampleFactory _samples;
    private readonly FieldCases _cases;
    private readonly List<Diagnostic> _warnings = [];

    public TestViews(Contract contract, PackageNames names)
    {
        _contract = contract;
        _names = names;
        _samples = new SampleFactory(contract);
        _cases = new FieldCases(_samples);
    }

    /// <summary>What could not be tested, and where it stands in the contract.</summary>
    public IReadOnlyList<Diagnostic> Warnings => _warnings;

    public object Record(RecordType record)
    {
        WarnAboutGaps(record);
        var full = _samples.Record(record);
        var minimal = _samples.MinimalRecord(record);
        return new
        {
            _names.Namespace,
            Names = _names,
            record.Name,
            Doc = CSharpText.DocText(record.JsonName),
            HasSample = full is not null,
            Sample = CSharpText.Literal(JsonText.Write(full)),
            Minimal = CSharpText.Literal(JsonText.Write(minimal)),
            record.Closed,
            Required = Rows(record.Fields.Where(field => field.Required).Select(field => CSharpText.Literal(field.JsonName))),
            Optional = Rows(record.Fields.Where(field => !field.Required && full?.ContainsKey(field.JsonName) == true).Select(field => CSharpText.Literal(field.JsonName))),
            Met = Rows(full is null ? [] : Met(record)),
            Broken = Rows(full is null ? [] : Broken(record)),
            Refused = Rows(full is null ? [] : Refused(record)),
            Defaults = Rows(full is null ? [] : Defaults(record)),
        };
    }

    public object Node => new
    {
        _names.Namespace,
        Names = _names,
        Kind = _contract.Kind.ToString(),
        Version = CSharpText.Literal(_contract.Version.ToString()),
        Description = CSharpText.Literal(_contract.Description),
        Operations = _contract.Operations.Select(Operation).ToArray(),
        First = Operation(_contract.Operations[0]),
        Options = NodeOptionsText.Sections(_contract.Features),
        Checks = _contract.HealthChecks.Select(check => new
        {
            Name = CSharpText.Literal(check.Name),
            check.MethodName,
            Critical = CSharpText.Literal(check.Critical),
            Timeout = CSharpText.Literal(check.Timeout),
        }).ToArray(),
        HasChecks = _contract.HealthChecks.Count > 0,
        Settings = _contract.Configuration.Where(setting => setting.DefaultJson is not null).Select(setting => new
        {
            Json = CSharpText.Literal(setting.Name),
            Value = CSharpText.Literal(setting.DefaultJson!),
        }).ToArray(),
        HasSettings = _contract.Configuration.Any(setting => setting.DefaultJson is not null),
        Required = _contract.Configuration.Where(setting => setting.DefaultJson is null).Select(setting => setting.ClrName).ToArray(),
        HasRequired = _contract.Configuration.Any(setting => setting.DefaultJson is null),
        Routes = CSharpText.Literal(_contract.Routes),
        HasRoutes = _contract.Routes.Count > 0,
    };

    /// <summary>What the options do, shown by the first operation; null: there is no sample to show it with.</summary>
    public object? Options
    {
        get
        {
            var (first, features) = (_contract.Operations[0], _contract.Features);
            if (_samples.Record((RecordType)_samples.Find(first.Input)) is not { } input || _samples.Record((RecordType)_samples.Find(first.Output)) is null)
            {
                return null;
            }

            return new
            {
                _names.Namespace,
                Names = _names,
                First = Operation(first),
                Retry = OptionsTestViews.Retry(features),
                HasBreaker = features.CircuitBreaker.Enabled,
                Letter = OptionsTestViews.Letter(features),
                HasTransactions = features.Transactions.Enabled,
                HasSecurityText = features.Security.Enabled && OptionsTestViews.HasText(input),
                Secret = features.Security.Enabled && OptionsTestViews.Secret(input, features.Security) is { } secret ? CSharpText.Literal(secret) : null,
                Traced = features.Observability is { Enabled: true, Tracing: true },
                Measured = features.Observability is { Enabled: true, Metrics: true },
            };
        }
    }

    private object Operation(ContractOperation operation)
    {
        var input = _samples.Record((RecordType)_samples.Find(operation.Input));
        var output = _samples.Record((RecordType)_samples.Find(operation.Output));
        return new
        {
            Name = operation.ClrName,
            Literal = CSharpText.Literal(operation.Name),
            DocName = CSharpText.DocText(operation.Name),
            operation.Input,
            operation.Output,
            InputJson = CSharpText.Literal(JsonText.Write(input)),
            OutputJson = CSharpText.Literal(JsonText.Write(output)),
            HasSamples = input is not null && output is not null,
            BadInput = input is null || output is null ? null : BadJson(operation.Input),
            BadOutput = input is null || output is null ? null : BadJson(operation.Output),
        };
    }

    private string? BadJson(string record)
    {
        var broken = _cases.Broken(new NamedSchema(record)).FirstOrDefault();
        return broken?.Value.Expression;
    }

    private IEnumerable<string> Met(RecordType record) =>
        from field in record.Fields
        from value in _cases.Met(field.Type)
        select $"{CSharpText.Literal(field.JsonName)}, {value.Expression}";

    private IEnumerable<string> Broken(RecordType record) =>
        from field in record.Fields
        from broken in _cases.Broken(field.Type)
        let path = CSharpText.Literal("$" + CSharpText.PathSegment(field.JsonName) + broken.Path)
        select $"{CSharpText.Literal(field.JsonName)}, {broken.Value.Expression}, {path}, \"{broken.Rule}\"";

    private IEnumerable<string> Refused(RecordType record) =>
        from field in record.Fields
        from value in _cases.Refused(field.Type)
        select $"{CSharpText.Literal(field.JsonName)}, {value.Expression}";

    private IEnumerable<string> Defaults(RecordType record) =>
        from field in record.Fields
        where !field.Required && field.DefaultJson is not null && !HasRecord(field.Type)
        select $"{CSharpText.Literal(field.JsonName)}, {CSharpText.Literal(JsonText.Write(_samples.Canonical(field.Type, JsonNode.Parse(field.DefaultJson!))))}";

    // A record adds its own defaults when it is read, so its text is not what comes back.
    private bool HasRecord(SchemaType type) => type switch
    {
        ListSchema list => HasRecord(list.Item),
        NamedSchema named => _samples.Find(named.Name) is RecordType,
        _ => false,
    };

    // A theory without rows fails, so a template leaves it out where this is null.
    private static string[]? Rows(IEnumerable<string> rows)
    {
        var distinct = rows.Distinct(StringComparer.Ordinal).ToArray();
        return distinct.Length == 0 ? null : distinct;
    }

    private void WarnAboutGaps(RecordType record)
    {
        foreach (var field in record.Fields)
        {
            if (field.ExamplesJson.Count == 0 && FindUnsampled(field.Type) is { } type)
            {
                Warn(record, field, GenerationCodes.NoSample, $"no value was found for {type}, so what needs one is not tested; give the property an 'example'");
            }
            else if (Patterns(field.Type).FirstOrDefault(text => _cases.NoMatch(text) is null) is { } always)
            {
                Warn(record, field, GenerationCodes.NoCounterexample, $"no text was found that the pattern {always.Pattern} refuses, so its breach is not tested");
            }
        }
    }

    private void Warn(RecordType record, RecordField field, string code, string message) =>
        _warnings.Add(new Diagnostic(DiagnosticSeverity.Warning, code, $"Property '{field.JsonName}' of {record.Name}: {message}.", field.Position));

    private string? FindUnsampled(SchemaType type) => type switch
    {
        StringSchema text when _samples.Value(text) is null => text.Pattern is null ? "its limits" : "the pattern " + text.Pattern,
        NumberSchema number when _samples.Value(number) is null => "its limits",
        ListSchema list => FindUnsampled(list.Item) ?? (_samples.Value(list) is null ? "a list of that many items" : null),
        NamedSchema named when _samples.Value(named) is null => "a " + named.Name,
        _ => null,
    };

    private static IEnumerable<StringSchema> Patterns(SchemaType type) => type switch
    {
        StringSchema { Pattern: not null } text => [text],
        ListSchema list => Patterns(list.Item),
        _ => [],
    };
}
