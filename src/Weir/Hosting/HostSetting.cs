using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Weir;

/// <summary>One of the settings of <see cref="WeirHostOptions"/>: how it is read, and what it may be. Read by hand, so that nothing is reflected and every mistake is a sentence.</summary>
internal sealed record HostSetting(
    string Name, string Range, Func<string, WeirHostOptions, bool> TryRead, Func<WeirHostOptions, object?> Value, Func<WeirHostOptions, bool> IsInRange)
{
    private static readonly HostSetting[] All =
    [
        new(
            nameof(WeirHostOptions.MaxParallel),
            "a whole number from 1 to 4096",
            static (text, options) => Read(int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value), () => options.MaxParallel = value),
            static options => options.MaxParallel,
            static options => options.MaxParallel is >= 1 and <= 4096),
        new(
            nameof(WeirHostOptions.CollectStatistics),
            "true or false",
            static (text, options) => Read(bool.TryParse(text, out var value), () => options.CollectStatistics = value),
            static options => options.CollectStatistics,
            static _ => true),
        new(
            nameof(WeirHostOptions.StoreFile),
            "the path of a file",
            static (text, options) => Read(true, () => options.StoreFile = text),
            static options => options.StoreFile,
            static options => options.StoreFile is null || !string.IsNullOrWhiteSpace(options.StoreFile)),
        new(
            nameof(WeirHostOptions.DrainTimeout),
            "a time from 00:00:00 to 1.00:00:00",
            static (text, options) => Read(TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value), () => options.DrainTimeout = value),
            static options => options.DrainTimeout,
            static options => options.DrainTimeout >= TimeSpan.Zero && options.DrainTimeout <= Executor.MaxDrain),
        new(
            nameof(WeirHostOptions.LogErrors),
            "true or false",
            static (text, options) => Read(bool.TryParse(text, out var value), () => options.LogErrors = value),
            static options => options.LogErrors,
            static _ => true),
    ];

    /// <summary>Takes what can be read of a section; the rest is for <see cref="Problems"/>.</summary>
    public static void ReadAll(IConfiguration section, WeirHostOptions options)
    {
        foreach (var setting in All)
        {
            if (section[setting.Name] is { } text)
            {
                setting.TryRead(text, options);
            }
        }
    }

    /// <summary>What is wrong, a sentence for each.</summary>
    public static IEnumerable<string> Problems(IConfiguration? section, WeirHostOptions options) =>
        Unknown(section).Concat(All.Select(setting => setting.ProblemIn(section, options)).OfType<string>());

    private static IEnumerable<string> Unknown(IConfiguration? section) =>
        from child in section?.GetChildren() ?? []
        where !All.Any(setting => setting.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
        select $"{child.Path} is no setting of Weir{NearestName.Hint(child.Key, All.Select(static setting => setting.Name))}";

    private static bool Read(bool isValid, Action set)
    {
        if (isValid)
        {
            set();
        }

        return isValid;
    }

    private string? ProblemIn(IConfiguration? section, WeirHostOptions options)
    {
        var given = section?.GetSection(Name);
        var path = given is { } one && one.Exists() ? one.Path : Name;
        if (given is not null && given.Exists() && !(given.Value is { } text && TryRead(text, new WeirHostOptions())))
        {
            return Sentence(path, given.Value);
        }

        return IsInRange(options) ? null : Sentence(path, Value(options));
    }

    private string Sentence(string path, object? value) => string.Create(CultureInfo.InvariantCulture, $"{path} is '{value}'; it must be {Range}.");
}
