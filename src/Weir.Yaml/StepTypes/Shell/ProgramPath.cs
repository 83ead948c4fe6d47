namespace Weir.Yaml.StepTypes;

/// <summary>Which file a command stands for. The platform would look into the folders of the process and of the workflow first; here the name is looked for in PATH only.</summary>
internal static class ProgramPath
{
    private static readonly string[] Extensions = OperatingSystem.IsWindows() ? [".exe", ".com"] : [""];

    /// <param name="command">A bare name, or a path with a separator in it.</param>
    /// <param name="access">The folder that a path must lie in.</param>
    /// <returns>The path; null: there is no such program.</returns>
    /// <exception cref="PermissionDeniedException">The path leads out of the folder.</exception>
    public static string? Find(string command, StepAccess access) => command.AsSpan().IndexOfAny('/', '\\') >= 0
        ? access.PathOfPart(command) is var path && IsProgram(path) ? path : null
        : SearchFolders().SelectMany(folder => Extensions.Select(extension => Path.Combine(folder, WithExtension(command, extension)))).FirstOrDefault(IsProgram);

    private static IEnumerable<string> SearchFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified);

    private static string WithExtension(string command, string extension) =>
        command.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? command : command + extension;

    /// <summary>Batch files are none: what reads their arguments is a shell, for which nothing can be quoted safely.</summary>
    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows()
            ? Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            : (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
