using System.Globalization;

namespace Weir;

/// <summary>Two options that are right alone, and not together.</summary>
/// <param name="First">The one, as a path of property names.</param>
/// <param name="FirstValue">Its value.</param>
/// <param name="Second">The other.</param>
/// <param name="SecondValue">Its value.</param>
/// <param name="Why">What is wrong with that, and what would be right.</param>
internal sealed record Contradiction(string First, long FirstValue, string Second, long SecondValue, string Why)
{
    /// <summary>All of them, of layers that are on.</summary>
    public static IEnumerable<Contradiction> Of(OptimizationOptions options)
    {
        if (options.Telemetry is { Enabled: true } telemetry && telemetry.BatchSize > telemetry.QueueLength)
        {
            yield return new("Telemetry.BatchSize", telemetry.BatchSize, "Telemetry.QueueLength", telemetry.QueueLength,
                "a batch could never be full; make the batch smaller or the queue longer.");
        }

        if (options.Caching is { Enabled: true } caching && caching.MaxBytes < caching.MaxEntries)
        {
            yield return new("Caching.MaxEntries", caching.MaxEntries, "Caching.MaxBytes", caching.MaxBytes,
                "there is less than a byte for each entry; allow fewer entries or more bytes.");
        }
    }

    /// <summary>The sentence, with the names that code uses.</summary>
    public override string ToString() => Sentence(First, Second);

    /// <summary>The sentence, with the names that files use.</summary>
    public string InFile() => Sentence(OptionName.InFile(First), OptionName.InFile(Second));

    private string Sentence(string first, string second) =>
        string.Create(CultureInfo.InvariantCulture, $"{first} is {FirstValue} and {second} is {SecondValue}: {Why}");
}
