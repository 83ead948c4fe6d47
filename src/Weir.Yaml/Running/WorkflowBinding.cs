namespace Weir.Yaml.Files;

/// <summary>What a workflow file is given before it runs. Immutable.</summary>
public sealed record WorkflowBinding
{
    /// <summary>Values of inputs as texts, as a command line has them, by name; default none. They win over <see cref="Values"/>.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Values of inputs as <see cref="StepValues"/>, by name; default none.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>
    /// Reads a variable of the environment; default null, none is read. An input <c>api-key</c> that is given in no other way is taken from
    /// <c>WEIR_INPUT_API_KEY</c>, and counts as a secret then.
    /// </summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>Answers to approvals that are known before they are asked, by the name of their step; default none. Such a step asks nobody.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>What the environment sets where the file does not say; default null, nothing.</summary>
    public Profile? Profile { get; init; }

    /// <summary>Whether the runs outlive their process, in the store of the executor; default false. Values are kept there with secrets masked.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Values of inputs as an earlier part of the run had them, which are taken as they are.</summary>
    internal IReadOnlyDictionary<string, object?> Kept { get; init; } = new Dictionary<string, object?>();

    /// <summary>What the file that runs this one has for both; null: it is run by itself.</summary>
    internal SharedParts? Shared { get; init; }
}

/// <summary>What binding a workflow file gave.</summary>
/// <param name="Workflow">What can be run; null where there are errors.</param>
/// <param name="Diagnostics">What was found, in the order of the file.</param>
public sealed record WorkflowBindingResult(BoundWorkflow? Workflow, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>What a file and those that it runs have in common.</summary>
/// <param name="Secrets">What is masked.</param>
/// <param name="Cache">What answers calls that were made before.</param>
internal sealed record SharedParts(SecretMask Secrets, CallCache Cache);
