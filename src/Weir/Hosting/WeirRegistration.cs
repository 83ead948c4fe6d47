using Microsoft.Extensions.Configuration;

namespace Weir;

/// <summary>What was said about one executor while services were registered.</summary>
/// <param name="key">The key of its services; null: it has none.</param>
internal sealed class WeirRegistration(string? key)
{
    public string? Key => key;

    /// <summary>The name of its options.</summary>
    public string Name => key ?? "";

    /// <summary>Where its options come from; null: from code only.</summary>
    public IConfiguration? Section { get; set; }

    /// <summary>What changes the options of the executor, in order.</summary>
    public List<Func<IServiceProvider, ExecutorOptions, ExecutorOptions>> Changes { get; } = [];

    /// <summary>Its pipelines by name; each makes what runs it.</summary>
    public Dictionary<string, Func<IServiceProvider, IHostedPipeline>> Pipelines { get; } = new(StringComparer.Ordinal);
}
