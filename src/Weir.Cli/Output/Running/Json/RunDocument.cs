using System.Text;
using System.Text.Json;

namespace Weir.Cli.Output.Running.Json;

/// <summary>The JSON document of <c>weir run</c> and <c>weir resume</c>.</summary>
internal sealed class RunDocument
{
    private readonly Utf8JsonWriter _writer;
    private readonly MaskedJson _masked;
    private readonly ObservedRun _observed;

    private RunDocument(Utf8JsonWriter writer, Func<string, string> mask, ObservedRun observed)
    {
        _writer = writer;
        _masked = new MaskedJson(writer, mask);
        _observed = observed;
    }

    public static string Of(Run run, RunSummary summary, ObservedRun observed, Func<string, string> mask, bool isIndented)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, MaskedJson.Format(isIndented)))
        {
            new RunDocument(writer, mask, observed).Write(run, summary);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private void Write(Run run, RunSummary summary)
    {
        _writer.WriteStartObject();
        _masked.Text("runId", run.Id);
        _masked.Text("workflow", run.Name);
        _writer.WriteString("status", Shown.Word(run.Status));
        Milliseconds("durationMs", run.Duration);
        _masked.Text("optimizationsHash", run.OptimizationsHash);
        List("stages", run.Stages, Stage);
        _writer.WriteStartObject("usage");
        _writer.WriteNumber("tokens", run.Usage.Tokens);
        _writer.WriteNumber("costUsd", run.Usage.Cost);
        _writer.WriteEndObject();
        Speed(summary.Figures);
        Baseline(summary.Figures);
        Outputs(summary);
        List("pauses", run.Pauses, Pause);
        _masked.Text("journal", summary.Journal);
        _writer.WriteEndObject();
    }

    private void Stage(StageResult stage)
    {
        _masked.Text("name", stage.Name);
        _writer.WriteString("status", Shown.Word(stage.Status));
        Milliseconds("durationMs", stage.Duration);
        List("steps", stage.Steps, Step);
    }

    private void Step(StepResult step)
    {
        _masked.Text("name", step.Name);
        _writer.WriteString("status", Shown.Word(step.Status));
        _writer.WriteNumber("attempts", step.Attempts);
        Milliseconds("startedMs", _observed.StartOf(step));
        Milliseconds("durationMs", step.Duration);
        _masked.Text("error", Shown.Remark(step));
        if (step.Items is { } items)
        {
            _writer.WriteStartObject("items");
            _writer.WriteNumber("started", items.Started);
            _writer.WriteNumber("completed", items.Completed);
            _writer.WriteNumber("failed", items.Failed);
            _writer.WriteNumber("cancelled", items.Cancelled);
            Milliseconds("workMs", items.Work);
            Milliseconds("longestMs", items.Longest);
            _writer.WriteEndObject();
        }
    }

    private void Speed(RunFigures? figures)
    {
        if (figures is not { } speed)
        {
            _writer.WriteNull("speedup");
            return;
        }

        _writer.WriteStartObject("speedup");
        Milliseconds("busyMs", speed.Busy);
        Milliseconds("waitingMs", speed.Waiting);
        Milliseconds("criticalPathMs", speed.CriticalPath);
        Milliseconds("lowerBoundMs", speed.LowerBound);
        Milliseconds("wallMs", speed.Wall);
        _writer.WriteNumber("efficiency", Math.Round(speed.Efficiency, 4));
        _writer.WriteNumber("workers", speed.Workers);
        _writer.WriteStartArray("criticalSteps");
        foreach (var step in speed.CriticalSteps ?? [])
        {
            _masked.Value(step);
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    private void Baseline(RunFigures? figures)
    {
        if (figures is not { Baseline: { } baseline } speed)
        {
            _writer.WriteNull("baseline");
            return;
        }

        _writer.WriteStartObject("baseline");
        Milliseconds("wallMs", baseline);
        _writer.WriteNumber("ratio", Math.Round(speed.Ratio ?? 0, 4));
        _writer.WriteNumber("change", Math.Round(speed.Change ?? 0, 2));
        _writer.WriteEndObject();
    }

    private void Outputs(RunSummary summary)
    {
        _writer.WritePropertyName("outputs");
        _masked.Value(summary.Outputs);
    }

    private void Pause(RunPaused pause)
    {
        _masked.Text("step", pause.Path);
        _masked.Text("question", pause.Prompt);
    }

    private void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        _writer.WriteStartArray(name);
        foreach (var item in items)
        {
            _writer.WriteStartObject();
            write(item);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    private void Milliseconds(string name, TimeSpan? time)
    {
        if (time is { } known)
        {
            _writer.WriteNumber(name, Output.Json.Milliseconds(known));
        }
        else
        {
            _writer.WriteNull(name);
        }
    }
}
