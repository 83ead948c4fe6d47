namespace Weir.Yaml.Files;

/// <summary>A workflow file as it is written: all of its keys, with their places, and what is given where nothing is written.</summary>
internal sealed record WorkflowDocument(YamlScalar Name)
{
    public string? Description { get; init; }

    public IReadOnlyList<InputDocument> Inputs { get; init; } = [];

    public IReadOnlyList<PermissionDocument> Permissions { get; init; } = [];

    public AttemptDocument Defaults { get; init; } = new();

    public IReadOnlyList<ResourceDocument> Resources { get; init; } = [];

    public BudgetDocument? Budget { get; init; }

    public IReadOnlyList<StageDocument> Stages { get; init; } = [];

    public IReadOnlyList<(YamlScalar Name, ValueTemplate Value)> Outputs { get; init; } = [];

    public IEnumerable<StepDocument> Steps => Stages.SelectMany(static stage => stage.Steps);
}

/// <summary>An entry of <c>inputs</c>.</summary>
internal sealed record InputDocument(YamlScalar Name, InputType Type)
{
    public string? Description { get; init; }

    /// <summary>The value where none is given; meaningful where there is one.</summary>
    public object? Default { get; init; }

    public bool HasDefault { get; init; }

    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    public bool IsSecret { get; init; }

    public SourcePosition Position => Name.Position;
}

/// <summary>What an input may be.</summary>
internal enum InputType
{
    Text,
    WholeNumber,
    Number,
    Boolean,
    Files,
    Json,
}

/// <summary>An entry of <c>permissions</c>.</summary>
internal sealed record PermissionDocument(PermissionKind Kind, YamlScalar Value);

/// <summary>An entry of <c>resources</c>, or how much of one a step takes.</summary>
internal sealed record ResourceDocument(YamlScalar Name, int Amount);

/// <summary><c>timeout</c> and <c>retry</c>; null where they are not written.</summary>
internal sealed record AttemptDocument
{
    public TimeSpan? Timeout { get; init; }

    public RetryOptions? Retry { get; init; }
}

/// <summary><c>budget</c></summary>
internal sealed record BudgetDocument
{
    public decimal? Cost { get; init; }

    public long? Tokens { get; init; }

    public long? Steps { get; init; }

    public TimeSpan? Time { get; init; }

    public string OnBreach { get; init; } = "stop";
}

/// <summary>An entry of <c>stages</c>.</summary>
internal sealed record StageDocument(YamlScalar Name)
{
    public int? Parallel { get; init; }

    public bool IsBarrier { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool FailsFast { get; init; }

    public bool AllowsPartialFailure { get; init; }

    public IReadOnlyList<StepDocument> Steps { get; init; } = [];
}

/// <summary>What a step does when it could not end its work.</summary>
internal enum FailureReaction
{
    SkipDependents,
    Continue,
    Stop,
}

/// <summary>An entry of <c>steps</c>.</summary>
internal sealed record StepDocument(YamlScalar Name, CallDocument Call)
{
    public ValueTemplate? ForEach { get; init; }

    public IReadOnlyList<YamlScalar> Needs { get; init; } = [];

    public ValueTemplate? If { get; init; }

    public AttemptDocument Attempts { get; init; } = new();

    public IReadOnlyList<ResourceDocument> Resources { get; init; } = [];

    public CallDocument? FallBack { get; init; }

    public CallDocument? Cheaper { get; init; }

    public TimeSpan? CacheTtl { get; init; }

    public FailureReaction OnFailure { get; init; }

    /// <summary>Its calls: its own, and those that stand in for it.</summary>
    public IEnumerable<CallDocument> Calls
    {
        get
        {
            yield return Call;
            if (FallBack is not null)
            {
                yield return FallBack;
            }

            if (Cheaper is not null)
            {
                yield return Cheaper;
            }
        }
    }
}

/// <summary><c>uses</c> and <c>with</c>.</summary>
internal sealed record CallDocument(YamlScalar Uses, IReadOnlyList<(YamlScalar Name, ValueTemplate Value)> With);
