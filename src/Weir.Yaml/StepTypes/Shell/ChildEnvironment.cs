using System.Collections;

namespace Weir.Yaml.StepTypes;

/// <summary>The environment of a program: what programs need to run at all, and what the step gives. The rest of ours may hold secrets.</summary>
internal static class ChildEnvironment
{
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "TZ",
        "USERPROFILE", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "ProgramFiles(x86)",
    };

    /// <summary>Fills the environment of a program that is about to start.</summary>
    /// <param name="environment">What is ours so far.</param>
    /// <param name="given">What the step gives.</param>
    /// <exception cref="ArgumentException">A name or value is none.</exception>
    public static void Fill(IDictionary<string, string?> environment, IReadOnlyDictionary<string, object?> given)
    {
        environment.Clear();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (Passed.Contains(name) || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase))
            {
                environment[name] = (string?)variable.Value;
            }
        }

        foreach (var (name, value) in given)
        {
            environment[name] = Problem(name, value) is { } problem ? throw new ArgumentException(problem) : StepValues.ToText(value);
        }
    }

    /// <summary>What is wrong with a variable; null: nothing. The value may be secret.</summary>
    public static string? Problem(string name, object? value) =>
        name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') ? "A name in 'env' is empty or has '='; it must be like 'NAME'."
        : value is not (string or long or double or bool) ? $"The variable '{name}' is {StepValues.KindOf(value)}; it must be text or a number."
        : StepValues.ToText(value).Contains('\0', StringComparison.Ordinal) ? $"The variable '{name}' has a NUL character; remove it."
        : null;
}
