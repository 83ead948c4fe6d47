using Weir.Yaml.Expressions;

namespace Weir.Yaml.Files;

/// <summary>A step of a workflow file in the workflow that it becomes.</summary>
/// <param name="name">Its name; of one that stands in for another, its type.</param>
/// <param name="call">What it does.</param>
/// <param name="scopeOf">What its expressions read.</param>
internal sealed class FileStep<TIn>(string name, BoundCall call, Func<TIn, ExpressionScope> scopeOf) : Step<TIn, object?>
{
    public override string Name => name;

    public override ValueTask<object?> RunAsync(TIn input, StepContext context) => call.RunAsync(scopeOf(input), context);
}
