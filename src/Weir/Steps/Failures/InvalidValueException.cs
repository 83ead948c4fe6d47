using System.Globalization;

namespace Weir;

/// <summary>A value breaks rules of its model.</summary>
public abstract class InvalidValueException : Exception
{
    private const int Shown = 5;

    private protected InvalidValueException(string subject, IReadOnlyList<Violation> violations)
        : base(Describe(subject, violations))
    {
        Subject = subject;
        Violations = [.. violations];
    }

    /// <summary>What was checked, such as <c>create_charge input</c>.</summary>
    public string Subject { get; }

    /// <summary>Every rule that is broken; the message names the first five.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    private static string Describe(string subject, IReadOnlyList<Violation> violations)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subject);
        ArgumentNullException.ThrowIfNull(violations);
        var count = violations.Count;
        var rules = string.Join("; ", violations.Take(Shown).Select(static v => $"{v.Path}: {v.Message} ({v.Rule})"));
        var more = count > Shown ? string.Create(CultureInfo.InvariantCulture, $"; and {count - Shown} more") : "";
        return string.Create(CultureInfo.InvariantCulture, $"The {subject} breaks {count} {(count == 1 ? "rule" : "rules")}: {rules}{more}.");
    }
}
