namespace Weir.Tests.Layers;

/// <summary>A layer that does nothing, at once or after a wait.</summary>
internal sealed class PassLayer(LayerScope scope, bool waits = false) : Layer
{
    public override string Name => $"pass {scope}{(waits ? " later" : "")}";

    public override LayerScope Scope => scope;

    public override StepCall<TIn, TOut> Wrap<TIn, TOut>(StepCall<TIn, TOut> next, LayerTarget target) =>
        waits ? new LaterCall<TIn, TOut>(next) : new PassCall<TIn, TOut>(next);

    private sealed class PassCall<TIn, TOut>(StepCall<TIn, TOut> next) : StepCall<TIn, TOut>
    {
        public override ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context) => next.InvokeAsync(input, context);
    }

    private sealed class LaterCall<TIn, TOut>(StepCall<TIn, TOut> next) : StepCall<TIn, TOut>
    {
        public override async ValueTask<StepOutcome<TOut>> InvokeAsync(TIn input, StepContext context)
        {
            await Task.Yield();
            var outcome = await next.InvokeAsync(input, context);
            await Task.Yield();
            return outcome;
        }
    }
}

public class PassRunLayerTests : LayerConformance
{
    protected override bool UsesClock => false;

    protected override Layer NewLayer() => new PassLayer(LayerScope.Run);
}

public class PassStepLayerTests : LayerConformance
{
    protected override bool UsesClock => false;

    protected override Layer NewLayer() => new PassLayer(LayerScope.Step);
}

public class PassAttemptLayerTests : LayerConformance
{
    protected override bool UsesClock => false;

    protected override Layer NewLayer() => new PassLayer(LayerScope.Attempt);
}

public class LaterRunLayerTests : LayerConformance
{
    protected override bool UsesClock => false;

    protected override bool IsSynchronous => false;

    protected override Layer NewLayer() => new PassLayer(LayerScope.Run, waits: true);
}

public class LaterStepLayerTests : LayerConformance
{
    protected override bool UsesClock => false;

    protected override bool IsSynchronous => false;

    protected override Layer NewLayer() => new PassLayer(LayerScope.Step, waits: true);
}

public class LaterAttemptLayerTests : LayerConformance
{
    protected override bool UsesClock => false;

    protected override bool IsSynchronous => false;

    protected override Layer NewLayer() => new PassLayer(LayerScope.Attempt, waits: true);
}
