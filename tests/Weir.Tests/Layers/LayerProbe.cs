namespace Weir.Tests.Layers;

/// <summary>What the steps of a <see cref="LayerCase"/> share in one run, and what was seen of that run.</summary>
internal sealed class LayerProbe : IDisposable
{
    public ManualTime Time { get; } = new();

    public CancellationTokenSource Source { get; } = new();

    public Exception Error { get; } = Some.Failure("the one that was thrown");

    public int Calls { get; set; }

    /// <summary>Runs a case and tells all that a user can see of it.</summary>
    public static async Task<string> SeeAsync(LayerCase one, IReadOnlyList<Layer> layers, bool onStep, OptimizationOptions? options = null)
    {
        using var probe = new LayerProbe();
        await using var executor = new Executor(new ExecutorOptions { Time = probe.Time, Optimizations = options ?? OptimizationOptions.None, TelemetryExporter = new ListExporter() });
        var pipeline = one.Build(probe, layers, onStep);
        var events = new Events();
        using var run = await executor.RunAsync(pipeline, 20, new RunOptions { Progress = events }, probe.Source.Token);
        var output = run.Status == RunStatus.Completed ? $"{run.Output}" : "none";
        return $"""
            {one.Name}: {run.Status}, output {output}, attempts {run.Attempts}, usage {run.Usage}, calls {probe.Calls}
            {Tell(run.Error, probe)}
            {string.Join('\n', run.Steps.Select(step => Tell(step, probe)))}
            {string.Join('\n', events.Seen)}
            """;
    }

    public void Dispose() => Source.Dispose();

    private static string Tell(StepResult step, LayerProbe probe) =>
        $"""
        {step.Path} {step.Name}: {step.Status}, output {step.Output}, attempts {step.Attempts}, usage {step.Usage}, feedback {step.Feedback}, fell back to {step.FellBackTo}, reason {step.Reason}, took {step.Duration}
        {Tell(step.Error, probe)}{string.Concat(step.Steps.Select(inner => $"\n{Tell(inner, probe)}"))}
        """;

    private static string Tell(Exception? error, LayerProbe probe) => ReferenceEquals(error, probe.Error) ? "the same error" : $"{error?.GetType().Name} {error?.Message}";

    private sealed class Events : IProgress<RunEvent>
    {
        public List<string> Seen { get; } = [];

        public void Report(RunEvent value) => Seen.Add(value switch
        {
            StepStarted started => $"started {started.Path}",
            StepEnded ended => $"ended {ended.Result.Path} {ended.Result.Status}",
            _ => value.GetType().Name,
        });
    }
}
