namespace Weir.Yaml.Files;

/// <summary>What an environment sets where neither the file nor the caller says otherwise.</summary>
/// <param name="Name">The name, such as <c>production</c>.</param>
/// <param name="StageTimeout">How long a stage without a <c>timeout</c> may take.</param>
/// <param name="FailFast">Whether the first failure ends the run; else every step runs that can.</param>
public sealed record Profile(string Name, TimeSpan StageTimeout, bool FailFast);

/// <summary>The environments that <c>--profile</c> names.</summary>
public static class Profiles
{
    /// <summary>All of them. Their figures are those of the tuning guide of the original executor; for staging, which it only says to match production, those of production.</summary>
    public static IReadOnlyList<Profile> All { get; } =
    [
        new("development", TimeSpan.FromSeconds(60), FailFast: true),
        new("staging", TimeSpan.FromSeconds(300), FailFast: false),
        new("production", TimeSpan.FromSeconds(300), FailFast: false),
    ];
}
