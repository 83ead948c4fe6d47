namespace Weir.Tests.Pipelines.Guards;

/// <summary>Decides by a delegate, at once or later.</summary>
internal sealed class ScriptedPlugin(string name, Way way, Func<int, StepContext, PluginVerdict<int, int>> body, int priority = 0) : StepPlugin<int, int>
{
    public override string Name => name;

    public override int Priority => priority;

    public override ValueTask<PluginVerdict<int, int>> ReviewAsync(int output, StepContext context) =>
        way.Suspends ? LaterAsync(output, context) : new ValueTask<PluginVerdict<int, int>>(body(output, context));

    private async ValueTask<PluginVerdict<int, int>> LaterAsync(int output, StepContext context)
    {
        await Task.Yield();
        return body(output, context);
    }
}
