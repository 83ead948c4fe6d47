namespace Weir.Generation.Contracts.Reading;

/// <summary>What an enabled mixin does here.</summary>
internal enum MixinEffect
{
    /// <summary>Nothing; a warning says so.</summary>
    None,

    /// <summary>What every node has without it.</summary>
    Always,

    /// <summary>Options of observability.</summary>
    Observability,

    /// <summary>Fields that are hidden.</summary>
    Redaction,

    /// <summary>A health check.</summary>
    Health,

    /// <summary>Start and stop.</summary>
    Lifecycle,

    /// <summary>A description of the node.</summary>
    Introspection,

    /// <summary>A method for each event that is consumed.</summary>
    Handlers,

    /// <summary>Publishing the events that are produced.</summary>
    Publishing,

    /// <summary>The state machine.</summary>
    States,
}

/// <summary>The mixins that are known: the 33 of the original, and two that its packages had besides. docs/contracts.md has the same list.</summary>
internal static class KnownMixins
{
    public static IReadOnlyDictionary<string, MixinEffect> Effects { get; } = new Dictionary<string, MixinEffect>(StringComparer.Ordinal)
    {
        ["MixinCLIHandler"] = MixinEffect.None,
        ["MixinCaching"] = MixinEffect.None,
        ["MixinCanonicalYAMLSerializer"] = MixinEffect.None,
        ["MixinCompletionData"] = MixinEffect.None,
        ["MixinContractMetadata"] = MixinEffect.Always,
        ["MixinContractStateReducer"] = MixinEffect.None,
        ["MixinDebugDiscoveryLogging"] = MixinEffect.None,
        ["MixinDiscoveryResponder"] = MixinEffect.None,
        ["MixinEventBus"] = MixinEffect.Publishing,
        ["MixinEventDrivenNode"] = MixinEffect.Handlers,
        ["MixinEventHandler"] = MixinEffect.Handlers,
        ["MixinEventListener"] = MixinEffect.Handlers,
        ["MixinFSMExecution"] = MixinEffect.States,
        ["MixinFailFast"] = MixinEffect.None,
        ["MixinHashComputation"] = MixinEffect.None,
        ["MixinHealthCheck"] = MixinEffect.Health,
        ["MixinHybridExecution"] = MixinEffect.None,
        ["MixinIntentPublisher"] = MixinEffect.Publishing,
        ["MixinIntrospectFromContract"] = MixinEffect.Introspection,
        ["MixinIntrospectionPublisher"] = MixinEffect.Introspection,
        ["MixinLazyEvaluation"] = MixinEffect.None,
        ["MixinLogData"] = MixinEffect.Observability,
        ["MixinMetrics"] = MixinEffect.Observability,
        ["MixinNodeExecutor"] = MixinEffect.Always,
        ["MixinNodeIdFromContract"] = MixinEffect.Always,
        ["MixinNodeIntrospection"] = MixinEffect.Introspection,
        ["MixinNodeLifecycle"] = MixinEffect.Lifecycle,
        ["MixinNodeSetup"] = MixinEffect.None,
        ["MixinRequestResponseIntrospection"] = MixinEffect.Introspection,
        ["MixinSensitiveFieldRedaction"] = MixinEffect.Redaction,
        ["MixinSerializable"] = MixinEffect.Always,
        ["MixinServiceRegistry"] = MixinEffect.None,
        ["MixinToolExecution"] = MixinEffect.Always,
        ["MixinWorkflowExecution"] = MixinEffect.None,
        ["MixinYAMLSerialization"] = MixinEffect.None,
    };

    /// <summary>What a mixin needs beside it.</summary>
    public static IReadOnlyDictionary<string, string[]> Needs { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["MixinNodeExecutor"] = ["MixinEventDrivenNode"],
        ["MixinEventDrivenNode"] = ["MixinEventHandler", "MixinNodeLifecycle", "MixinIntrospectionPublisher"],
    };
}
