using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads <c>quality_gates</c>: what the package has to pass beyond what it is asked for anyway.</summary>
internal sealed class GateReader(ContractContext context)
{
    private const string Section = "quality_gates";

    // What each gate makes run; compile runs always.
    private static readonly Dictionary<string, string[]> Gates = new(StringComparer.Ordinal)
    {
        ["compile"] = [],
        ["completeness"] = ["completeness"],
        ["quality"] = ["quality"],
        ["compliance"] = ["compliance"],
        ["security"] = ["security"],
        ["validation"] = ["completeness", "quality", "compliance", "security"],
        ["complexity"] = ["quality"],
        ["score"] = [],
        ["quorum"] = [],
        ["tests"] = [],
    };

    private readonly HashSet<string> _validators = new(StringComparer.Ordinal);
    private double? _minScore;
    private int? _maxComplexity;
    private bool _needsQuorum;

    public ContractDemands Read(YamlFields contract)
    {
        if (contract.Fields(Section) is not { } section)
        {
            return ContractDemands.None;
        }
        var failFast = section.Boolean("fail_on_first_error");
        var keepsWarnings = section.Boolean("collect_warnings") ?? true;
        foreach (var gate in section.FieldsOfItems("gates"))
        {
            ReadGate(gate);
        }
        context.Note(Section, section.Find("fail_on_first_error"));
        context.Note(Section, section.Find("collect_warnings"));
        section.Finish();
        return new ContractDemands
        {
            Validators = [.. _validators.Order(StringComparer.Ordinal)],
            MinScore = _minScore,
            MaxComplexity = _maxComplexity,
            FailFast = failFast,
            KeepsWarnings = keepsWarnings,
            NeedsQuorum = _needsQuorum,
        };
    }

    private void ReadGate(YamlFields gate)
    {
        var name = gate.Find("gate") is null ? gate.RequireText("name") : gate.Text("gate");
        gate.Text("name");
        var isRequired = gate.Boolean("required") ?? true;
        var config = gate.Fields("config");
        gate.Text("description");
        gate.Finish();
        if (name is null)
        {
            return;
        }
        context.Note(Section + ".gates", name.Text, JsonTexts.FromAny(gate.Map));
        if (!Gates.TryGetValue(name.Text, out var validators))
        {
            context.Warn(ContractCodes.UnknownGate, name.Position, $"There is no quality gate {DiagnosticText.Quote(name.Text)}, so that nothing is asked for it{context.Bag.Suggestion(name.Text, Gates.Keys)}");
        }
        else if (!isRequired)
        {
            context.NoEffect($"{Section}.gates.{name.Text}", name.Position, "a gate that is not required asks for nothing; take 'required: false' out");
        }
        else
        {
            Demand(name, validators, config);
        }
    }

    private void Demand(YamlScalar gate, string[] validators, YamlFields? config)
    {
        _validators.UnionWith(validators);
        _needsQuorum |= gate.Text == "quorum";
        if (gate.Text == "tests")
        {
            context.NoEffect($"{Section}.gates.tests", gate.Position, "the job compiles the tests of a package and does not run them; 'dotnet test' in the package does");
        }
        if (gate.Text == "score" && config?.Map.TryGet("min_score", out _) != true)
        {
            context.NoEffect($"{Section}.gates.score", gate.Position, "it says no score; write 'config: {min_score: 0.9}'");
        }
        if (config is null)
        {
            return;
        }
        if (config.Number("min_score", 0, 1) is { } score)
        {
            _minScore = Math.Max(_minScore ?? 0, (double)score);
        }
        if (config.WholeNumber("max_complexity", 1, int.MaxValue) is { } complexity)
        {
            _maxComplexity = Math.Min(_maxComplexity ?? int.MaxValue, (int)complexity);
            _validators.Add("quality");
        }
        foreach (var other in config.Map.Entries.Where(static entry => entry.Name is not ("min_score" or "max_complexity")))
        {
            context.NoEffect($"{Section}.gates.{gate.Text}.config.{other.Name}", other.Key.Position, "a gate knows min_score and max_complexity");
        }
    }
}
