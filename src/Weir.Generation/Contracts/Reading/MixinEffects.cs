using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Turns the mixins that are enabled into what they do, and warns of those that do nothing.</summary>
internal sealed class MixinEffects(ContractContext context, SubcontractReader subcontracts)
{
    private const string Fields = "fields";
    private const string NodeComponent = "node";

    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(5);

    private readonly HashSet<MixinEffect> _effects = [];

    /// <summary>The options, with what mixins add to those of the contract.</summary>
    public NodeOptions Options { get; private set; } = NodeOptions.Default;

    /// <summary>What they add to the base class.</summary>
    public ContractBehaviours Behaviours => new(_effects.Contains(MixinEffect.Lifecycle), _effects.Contains(MixinEffect.Introspection), _effects.Contains(MixinEffect.Handlers));

    public void Apply(IReadOnlyList<ReadMixin> mixins, NodeOptions options)
    {
        Options = options;
        foreach (var mixin in mixins.Where(static one => one.Mixin.Enabled && KnownMixins.Effects.ContainsKey(one.Mixin.Name)))
        {
            var effect = KnownMixins.Effects[mixin.Mixin.Name];
            if (Missing(mixin, effect) is { } why)
            {
                context.NoEffect(mixin.Mixin.Name, mixin.Position, why);
                continue;
            }
            _effects.Add(effect);
            Change(mixin);
            foreach (var entry in (mixin.Config?.Entries ?? []).Where(entry => effect != MixinEffect.Redaction || entry.Name != Fields))
            {
                context.NoEffect($"{mixin.Mixin.Name}.config.{entry.Name}", entry.Key.Position, "the mixin has no such setting here");
            }
        }
    }

    /// <summary>The checks, with one of the node itself where a mixin asks for one and there is none.</summary>
    public IReadOnlyList<ContractHealthCheck> Checks(IReadOnlyList<ContractHealthCheck> checks) =>
        _effects.Contains(MixinEffect.Health) && checks.Count == 0 ? [new ContractHealthCheck(NodeComponent, "Node", true, HealthTimeout)] : checks;

    /// <summary>Why a mixin does nothing; null: it does something.</summary>
    private string? Missing(ReadMixin mixin, MixinEffect effect) => effect switch
    {
        MixinEffect.None => "this version has no behaviour for the mixin; take it out, or do in the bodies what it stands for",
        MixinEffect.Handlers when subcontracts.Events is not { Consumed.Count: > 0 } => "the node consumes no event; list some in subcontracts.event_type.consumed_events",
        MixinEffect.Publishing when subcontracts.Events is not { Produced.Count: > 0 } => "the node produces no event; list some in subcontracts.event_type.produced_events",
        MixinEffect.States when subcontracts.StateMachine is null => "the node has no states; give it some in subcontracts.fsm",
        MixinEffect.Redaction when NamesOf(mixin).Count == 0 => "it names no field; write 'config: {fields: [card_number]}'",
        _ => null,
    };

    private void Change(ReadMixin mixin)
    {
        if (mixin.Mixin.Name == "MixinMetrics")
        {
            Options = Options with { Observability = Seen(Options.Observability) with { Metrics = true } };
        }
        else if (mixin.Mixin.Name == "MixinLogData")
        {
            Options = Options with { Observability = Seen(Options.Observability) with { Logging = true } };
        }
        else if (KnownMixins.Effects[mixin.Mixin.Name] == MixinEffect.Redaction)
        {
            var security = Hiding(Options.Security);
            Options = Options with { Security = security with { RedactFields = [.. security.RedactFields.Union(NamesOf(mixin), StringComparer.Ordinal)] } };
        }
    }

    // Where the contract does not ask for a feature, a mixin turns on its part alone.
    private static NodeObservabilityOptions Seen(NodeObservabilityOptions options) =>
        options.Enabled ? options : new NodeObservabilityOptions { Enabled = true, Tracing = false, Metrics = false, Logging = false };

    private static NodeSecurityOptions Hiding(NodeSecurityOptions options) => options.Enabled ? options : new NodeSecurityOptions
    {
        Enabled = true,
        SanitizeInputs = false,
        ValidateSql = false,
        MaxInputLength = int.MaxValue,
    };

    private IReadOnlyList<string> NamesOf(ReadMixin mixin) => mixin.Config is not { } config
        ? []
        : [.. new YamlFields(config, mixin.Mixin.Name + ".config", context.Bag).Texts(Fields).Select(static name => name.Text)];
}
