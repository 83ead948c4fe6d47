namespace Weir.Tests.Yaml.StepTypes;

/// <summary>
/// The programs of the machine that tests start. Such tests run one after the other: while one starts a program, a file that another has just written counts as
/// open, and cannot be run.
/// </summary>
[CollectionDefinition(nameof(Programs))]
public static class Programs
{
    /// <summary>Skips the test where a program is not there.</summary>
    internal static void Need(string program) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
        $"There is no program '{program}'.");

    /// <summary>Writes a file that can be run.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
