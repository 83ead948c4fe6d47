using System.Text.Json;

namespace Weir;

/// <summary>An answer that fits its pause.</summary>
internal readonly record struct CheckedAnswer(string Path, object? Value, Type Type);

/// <summary>A run as a store has it, to be resumed with a definition.</summary>
internal sealed class KeptRun
{
    private readonly string _runId;
    private readonly RunDefinition _definition;
    private RunStatus _status = RunStatus.Running;

    private KeptRun(string runId, RunStarted started, RunDefinition definition)
    {
        _runId = runId;
        _definition = definition;
        Started = started;
        Recall = new Recall(definition.Codecs);
    }

    public RunStarted Started { get; }

    public Recall Recall { get; }

    /// <summary>The answers that it goes on with.</summary>
    public IReadOnlyList<CheckedAnswer> Answers { get; private set; } = [];

    /// <summary>The number of the last event.</summary>
    public long Last { get; private set; }

    /// <exception cref="RunResumeException">There is no such run.</exception>
    public static async ValueTask<KeptRun> ReadAsync(IRunStore store, string runId, RunDefinition definition, CancellationToken cancellationToken)
    {
        KeptRun? run = null;
        await foreach (var one in store.ReadAsync(runId, 0, cancellationToken).ConfigureAwait(RunQueue.IsHere))
        {
            run ??= one is RunStarted started
                ? new KeptRun(runId, started, definition)
                : throw new RunResumeException($"The run '{runId}' does not begin with its start, but with event {one.Sequence}.");
            run.Add(one);
        }

        return run ?? throw new RunResumeException($"There is no run '{runId}' in the store.");
    }

    /// <summary>Refuses a run that is over, or of another pipeline or workflow.</summary>
    /// <exception cref="RunResumeException">It is.</exception>
    public void Require()
    {
        var (name, kind) = (_definition.Name, _definition.Kind);
        if (Started.Name != name)
        {
            throw new RunResumeException($"The run '{_runId}' is one of '{Started.Name}', not of '{name}'.");
        }

        if (Started.IsWorkflow != _definition.IsWorkflow)
        {
            throw new RunResumeException(
                $"The run '{_runId}' is one of the {RunDefinition.KindOf(Started.IsWorkflow)} '{name}', and this is a {kind}; resume it with the {RunDefinition.KindOf(Started.IsWorkflow)}.");
        }

        if (_status is RunStatus.Completed or RunStatus.Failed)
        {
            throw new RunResumeException($"The run '{_runId}' has {(_status == RunStatus.Completed ? "completed" : "failed")}; there is nothing to resume.");
        }

        if (Started.Version != _definition.Version)
        {
            throw new RunResumeException(
                $"The run '{_runId}' began with version {Quoted(Started.Version)} of '{name}', and this is version {Quoted(_definition.Version)}; resume it with the {kind} that it began with.");
        }

        if (Started.DefinitionHash != _definition.Hash)
        {
            throw new RunResumeException(
                $"The run '{_runId}' began with another definition of '{name}' (hash {Started.DefinitionHash}, this one has {_definition.Hash}); resume it with the {kind} that it began with.");
        }
    }

    /// <summary>Checks answers against the pauses that wait for them, and takes them as values of the right types.</summary>
    /// <exception cref="RunResumeException">One fits no pause.</exception>
    public void Accept(IReadOnlyList<PauseAnswer> answers)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        var types = new Lazy<Dictionary<string, Type>>(() => PauseTypes.Of(_definition.Steps));
        List<CheckedAnswer> taken = [];
        foreach (var answer in answers)
        {
            if (!Recall.Pauses.TryGetValue(answer.Path, out var pause))
            {
                throw new RunResumeException(Recall.HasAnswer(answer.Path)
                    ? $"The pause '{answer.Path}' of the run '{_runId}' has its answer already."
                    : $"The run '{_runId}' is not paused at '{answer.Path}'; {Waiting()}");
            }

            if (!given.Add(answer.Path))
            {
                throw new RunResumeException($"The pause '{answer.Path}' is answered twice.");
            }

            taken.Add(ToAnswer(answer, pause, types.Value));
        }

        foreach (var answer in taken)
        {
            Recall.Add(new AnswerGiven(answer.Path, answer.Value) { RunId = _runId, Sequence = 0, Time = default });
        }

        Answers = taken;
    }

    private CheckedAnswer ToAnswer(PauseAnswer answer, RunPaused pause, Dictionary<string, Type> types)
    {
        if (!types.TryGetValue(pause.AnswerType, out var type))
        {
            throw new RunResumeException($"The {_definition.Kind} '{_definition.Name}' has no pause that asks for a {pause.AnswerType}, as '{pause.Path}' does.");
        }

        if (answer.Value is JsonElement && type != typeof(JsonElement) && _definition.Codecs is null)
        {
            throw new RunResumeException(
                $"The answer to the pause '{pause.Path}' is JSON, which only a durable {_definition.Kind} can read; give a value of the type {pause.AnswerType}.");
        }

        object? value;
        try
        {
            value = Recall.ToValue(answer.Value, type);
        }
        catch (JsonException error)
        {
            throw new RunResumeException($"The pause '{pause.Path}' asks for a {pause.AnswerType}, and the answer is none: {error.Message}", error);
        }

        var fits = value is null ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null : type.IsInstanceOfType(value);
        return fits
            ? new CheckedAnswer(pause.Path, value, type)
            : throw new RunResumeException($"The pause '{pause.Path}' asks for a {pause.AnswerType}, and the answer is {(value is null ? "null" : "a " + TypeName.Of(value.GetType()))}.");
    }

    private string Waiting() => Recall.Pauses.Count == 0 ? "it waits for no answer." : $"it waits at {NameList.Of(Recall.Pauses.Keys)}.";

    private static string Quoted(string? version) => version is null ? "none" : $"'{version}'";

    private void Add(RunEvent one)
    {
        Last = one.Sequence;
        Recall.Add(one);
        _status = one switch
        {
            RunResumed => RunStatus.Running,
            RunEnded ended => ended.Status,
            _ => _status,
        };
    }
}
