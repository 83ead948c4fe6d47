using System.Text.Json;

namespace Weir;

/// <summary>What is known of a run from before: the outcomes of its steps, by path and in the order in which they came, and the answers to its pauses.</summary>
/// <remarks>A path can have several outcomes, where a composite ran again; each is taken once.</remarks>
internal sealed class Recall(CodecTable? codecs)
{
    private readonly Lock _gate = new();

    // Under _gate once the run goes on.
    private readonly Dictionary<string, Queue<StepEnded>> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RunPaused> _pauses = new(StringComparer.Ordinal);

    // What steps used that ended without an outcome, so that they run again: it is spent.
    private readonly Dictionary<string, (Usage Used, int Attempts)> _unkept = new(StringComparer.Ordinal);

    /// <summary>The pauses that wait for an answer, by path.</summary>
    public IReadOnlyDictionary<string, RunPaused> Pauses => _pauses;

    public bool HasAnswer(string path) => _answers.ContainsKey(path);

    public void Add(RunEvent one)
    {
        switch (one)
        {
            case StepEnded { IsKept: true } ended:
                if (!_outcomes.TryGetValue(ended.Result.Path, out var outcomes))
                {
                    _outcomes.Add(ended.Result.Path, outcomes = new Queue<StepEnded>(1));
                }

                outcomes.Enqueue(ended);
                break;
            case StepEnded { Result: { Attempts: > 0 } result }:
                _unkept.TryGetValue(result.Path, out var before);
                
                // The attempt that a pause refused was not made.
                var attempts = result.Attempts - (result.Status == StepStatus.Paused ? 1 : 0);
                _unkept[result.Path] = (before.Used + result.Usage, before.Attempts + attempts);
                break;
            case RunPaused { AnswerType: "" }:
                break;
            case RunPaused paused:
                _pauses[paused.Path] = paused;
                break;
            case AnswerGiven answer:
                _pauses.Remove(answer.Path);
                _answers[answer.Path] = answer.Answer;
                break;
        }
    }

    /// <summary>The next outcome of the step at an address; null: there is none, and it is to run.</summary>
    public StepEnded? TryTake(StepAddress address)
    {
        lock (_gate)
        {
            return _outcomes.Count != 0 && _outcomes.TryGetValue(address.ToString(), out var outcomes) && outcomes.TryDequeue(out var outcome) ? outcome : null;
        }
    }

    /// <summary>A step runs again that used something before it was broken off: that counts for its budget.</summary>
    public void ChargeUnkept(Frame frame)
    {
        if (frame.Ledger is not { } ledger || _unkept.Count == 0)
        {
            return;
        }

        (Usage Used, int Attempts) unkept;
        lock (_gate)
        {
            if (!_unkept.Remove(frame.Address.ToString(), out unkept))
            {
                return;
            }
        }

        ledger.ChargeEarlier(unkept.Used, unkept.Attempts);
    }

    /// <summary>Puts an outcome where the step would have left it.</summary>
    public void Restore(StepEnded known, Node node, Frame frame)
    {
        var result = known.Result;
        frame.Attempt = result.Attempts;
        if (result.Usage != default)
        {
            frame.AdoptUsage(result.Usage);
        }

        frame.Ledger?.ChargeEarlier(result.Usage, result.Attempts);

        if (known.State is { } state && frame.State is { } cell)
        {
            cell.Recall(ToValue(state, cell.Type));
        }

        if (result.Status == StepStatus.Completed)
        {
            node.WriteOutput(frame, ToValue(result.Output, node.OutputType));
        }
        else
        {
            frame.Failure = new StepFailure(StepStatus.Failed, result.Error, result.Feedback);
        }

        if (result.FellBackTo is not null || result.DegradedTo is not null || (result.Status == StepStatus.Completed && result.Feedback is not null))
        {
            var detail = frame.NeedDetail();
            detail.FellBackTo = result.FellBackTo;
            detail.DegradedTo = result.DegradedTo;
            detail.Feedback = result.Feedback;
        }
    }

    public bool TryAnswer(string path, Type type, out object? answer)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue(path, out answer))
            {
                return false;
            }
        }

        answer = ToValue(answer, type);
        return true;
    }

    /// <summary>A value as it was kept, as one of a type.</summary>
    public object? ToValue(object? kept, Type type) =>
        kept is JsonElement text && type != typeof(JsonElement) && codecs is not null ? codecs.Read(text, type) : kept;
}
