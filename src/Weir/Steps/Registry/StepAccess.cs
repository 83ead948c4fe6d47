namespace Weir;

/// <summary>What the steps of one workflow may touch, and where its paths begin. What is not covered is refused by <see cref="PermissionDeniedException"/>.</summary>
public sealed class StepAccess
{
    private readonly PermissionSet _permissions;

    /// <summary>Makes the access of one workflow.</summary>
    /// <param name="folder">The folder of the workflow file, which its paths are relative to; absolute.</param>
    /// <param name="permissions">What is allowed.</param>
    public StepAccess(string folder, PermissionSet permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Require.Text(folder, nameof(folder))));
        _permissions = permissions;
    }

    /// <summary>The folder of the workflow file; absolute.</summary>
    public string Folder { get; }

    /// <summary>What is allowed.</summary>
    public IEnumerable<(PermissionKind Kind, string Value)> Entries => _permissions.Entries;

    /// <summary>Why something is not allowed; null: it is.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="value">What to: a path, a URL, a command.</param>
    /// <returns>One sentence that names the permission that would allow it.</returns>
    public string? Refusal(PermissionKind kind, string value) => _permissions.Covers(kind, value, Folder)
        ? null
        : $"{Deed(kind)} '{value.ReplaceLineEndings(" ")}' is not permitted; add {Entry(kind, value)} to 'permissions', or give --allow {Word(kind)}={PermissionSet.Subject(kind, value)}.";

    /// <summary>The full path of something that is read.</summary>
    /// <param name="path">A path, relative to the folder of the workflow or absolute.</param>
    /// <returns>The path, absolute.</returns>
    /// <exception cref="PermissionDeniedException">It is not covered.</exception>
    public string PathToRead(string path) => PathTo(PermissionKind.Read, path);

    /// <summary>The full path of something that is written.</summary>
    /// <param name="path">A path, relative to the folder of the workflow or absolute.</param>
    /// <returns>The path, absolute.</returns>
    /// <exception cref="PermissionDeniedException">It is not covered.</exception>
    public string PathToWrite(string path) => PathTo(PermissionKind.Write, path);

    /// <summary>Refuses what is not covered.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="value">What to: a path, a URL, a command.</param>
    /// <exception cref="PermissionDeniedException">It is not covered.</exception>
    public void Demand(PermissionKind kind, string value)
    {
        if (Refusal(kind, value) is { } refusal)
        {
            throw new PermissionDeniedException(refusal);
        }
    }

    /// <summary>The full path of a part of the workflow itself, such as a template: it needs no permission, and lies in the folder, links followed.</summary>
    /// <param name="path">A path, relative to the folder of the workflow.</param>
    /// <returns>The path, absolute.</returns>
    /// <exception cref="PermissionDeniedException">It leads out of the folder.</exception>
    public string PathOfPart(string path)
    {
        var full = Path.GetFullPath(path, Folder);
        return PermissionSet.IsWithin(RealPath.Of(full), RealPath.Of(Folder))
            ? full
            : throw new PermissionDeniedException($"'{path.ReplaceLineEndings(" ")}' leads out of the folder of the workflow; move it there.");
    }

    private string PathTo(PermissionKind kind, string path)
    {
        Demand(kind, path);
        return Path.GetFullPath(path, Folder);
    }

    private static string Deed(PermissionKind kind) => kind switch
    {
        PermissionKind.Read => "Reading",
        PermissionKind.Write => "Writing",
        PermissionKind.Http => "A request to",
        _ => "Running",
    };

    private static string Word(PermissionKind kind) => kind.ToString().ToLowerInvariant();

    private static string Entry(PermissionKind kind, string value) => $"'{Word(kind)}: [ {PermissionSet.Subject(kind, value)} ]'";
}
