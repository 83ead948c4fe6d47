namespace Weir.Tests.Layers;

/// <summary>One way in which a step can go. What layers stand around must not be able to tell, and nor must the user.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Body">The step, between one before and one after it.</param>
/// <param name="Configure">How it is run.</param>
/// <param name="IsNested">Whether it is in a pipeline inside the pipeline.</param>
internal sealed record LayerCase(
    string Name,
    Func<int, StepContext, LayerProbe, ValueTask<int>> Body,
    Action<StepBuilder<int, int>>? Configure = null,
    bool IsNested = false)
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        .. Both("value", static (x, _, _) => x + 1),
        .. Both("throws", static (_, _, probe) => throw probe.Error),
        .. Both("fails", static (_, context, _) => context.Fail<int>("it is no good")),
        .. Both("fails, then throws", static (_, context, probe) => throw (context.Fail<int>("it is no good") == 0 ? probe.Error : Some.Failure())),
        .. Both("signals", static (_, _, _) => throw new ControlSignalException("that is all")),
        .. Both("cancelled", static (x, context, probe) =>
        {
            probe.Source.Cancel();
            context.CancellationToken.ThrowIfCancellationRequested();
            return x;
        }),
        .. Both("cancelled, and does not care", static (x, _, probe) =>
        {
            probe.Source.Cancel();
            return x;
        }),
        .. Both("uses", static (x, context, _) =>
        {
            context.AddUsage(new Usage(3, 4, 0.5m));
            return x;
        }),
        .. Both("uses and fails", static (_, context, _) =>
        {
            context.AddUsage(new Usage(3, 4, 0.5m));
            return context.Fail<int>("spent");
        }),
        .. Both("third attempt", static (x, context, probe) =>
        {
            context.AddUsage(new Usage(1, 0, 0));
            return context.Attempt < 3 ? throw probe.Error : x + (context.Feedback?.Length ?? 0);
        }, static step => step.Retry(5)),
        .. Both("no attempt", static (_, context, _) => context.Fail<int>($"attempt {context.Attempt}"), static step => step.Retry(3)),
        .. Both("retry of a signal", static (_, _, _) => throw new ControlSignalException("that is all"), static step => step.Retry(3)),
        .. Both("falls back", static (_, _, probe) => throw probe.Error, static step => step.FallBackTo(Some.Step("spare"))),
        .. Both("falls back in vain", static (_, _, probe) => throw probe.Error, static step => step.FallBackTo(Some.FailingStep("spare"))),
        .. Both("times out", static (x, context, probe) =>
        {
            var token = context.CancellationToken;
            probe.Time.Advance(TimeSpan.FromMilliseconds(20));
            token.ThrowIfCancellationRequested();
            return x;
        }, static step => step.AttemptTimeout(TimeSpan.FromMilliseconds(10)).Retry(2)),
        .. Both("whole time-out", static (x, context, probe) =>
        {
            var token = context.CancellationToken;
            probe.Time.Advance(TimeSpan.FromMilliseconds(20));
            token.ThrowIfCancellationRequested();
            return x;
        }, static step => step.Timeout(TimeSpan.FromMilliseconds(10)).Retry(2)),
        .. Both("validated", static (x, context, _) => context.Attempt * x, static step => step.Retry(4).Validate("large", static x => x > 50 ? null : "too small")),
        .. Both("refused", static (x, _, _) => x, static step => step.Validate("large", static x => x > 50 ? null : "too small")),
        .. Both(
            "processed",
            static (x, _, _) => x,
            static step => step.ProcessInput("twice", static x => x * 2).ProcessOutput("less", static x => x - 1)),
        .. Both("on the pool", static (x, _, _) => x + 1, static step => step.RunOnPool()),
        .. Both("knows itself", static (x, context, _) => x + context.Path.Length + context.StepName.Length + context.Attempt),
    ];

    public Pipeline<int, int> Build(LayerProbe probe, IReadOnlyList<Layer> layers, bool onStep)
    {
        ValueTask<int> Body(int x, StepContext context)
        {
            probe.Calls++;
            return this.Body(x, context, probe);
        }

        var pipeline = Around(
            Pipeline.Create<int>("p")
                .Then("before", static x => x + 1)
                .Then("step", Body, step =>
                {
                    Configure?.Invoke(step);
                    foreach (var layer in layers.Where(layer => onStep && layer.Scope != LayerScope.Run))
                    {
                        step.AddLayer(layer);
                    }
                })
                .Then("after", static x => x * 2),
            layers.Where(layer => !onStep || layer.Scope == LayerScope.Run));
        return IsNested ? Around(Pipeline.Create<int>("outer").Then("inner", pipeline).Then("last", static x => -x), onStep ? [] : layers) : pipeline;
    }

    private static Pipeline<int, int> Around(PipelineBuilder<int, int> pipeline, IEnumerable<Layer> layers) =>
        layers.Aggregate(pipeline, static (all, layer) => all.AddLayer(layer)).Build();

    /// <summary>At once and after a wait, alone and nested.</summary>
    private static IEnumerable<LayerCase> Both(
        string name, Func<int, StepContext, LayerProbe, int> body, Action<StepBuilder<int, int>>? configure = null)
    {
        ValueTask<int> AtOnce(int x, StepContext context, LayerProbe probe) => new(body(x, context, probe));
        async ValueTask<int> Later(int x, StepContext context, LayerProbe probe)
        {
            await Task.Yield();
            return body(x, context, probe);
        }

        return
        [
            new LayerCase($"{name}, at once", AtOnce, configure),
            new LayerCase($"{name}, later", Later, configure),
            new LayerCase($"{name}, nested", AtOnce, configure, IsNested: true),
            new LayerCase($"{name}, nested and later", Later, configure, IsNested: true),
        ];
    }
}
