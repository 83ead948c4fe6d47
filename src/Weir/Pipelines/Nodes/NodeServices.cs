namespace Weir;

/// <summary>What nodes take from the services of a run.</summary>
internal static class NodeServices
{
    public static T? Find<T>(StepContext context)
        where T : class => context.Services?.GetService(typeof(T)) as T;
}
