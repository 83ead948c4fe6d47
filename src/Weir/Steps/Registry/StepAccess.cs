namespace Weir;

/// <summary>What the steps of one workflow may touch, and where its paths begin. What is not covered is refused by <see cref="PermissionDeniedException"/>.</summary>
public sealed class StepAccess
{
    private readonly PermissionSet _permissions;
    private readonly StepAccess? _outer;

    /// <summary>Makes the access of one workflow.</summary>
    /// <param name="folder">The folder of the workflow file, which its paths are relative to; absolute.</param>
    /// <param name="permissions">What is allowed.</param>
    /// <param name="outer">What the workflow may touch that includes this one, beyond which it may touch nothing; default null, none does.</param>
    public StepAccess(string folder, PermissionSet permissions, StepAccess? outer = null)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Require.Text(folder, nameof(folder))));
        _permissions = permissions;
        _outer = outer;
    }

    /// <summary>The folder of the workflow file; absolute.</summary>
    public string Folder { get; }

    /// <summary>What is allowed.</summary>
    public IEnumerable<(PermissionKind Kind, string Value)> Entries => _permissions.Entries;

    /// <summary>Why something is not allowed; null: it is.</summary>
    /// <param name="kind">What is done.</param>
    /// <param name="value">What to: a path, a URL, a command.</param>
    /// <returns>One sentence that names the permission that would allow it, and of a URL nothing but host and port.</returns>
    public string? Refusal(PermissionKind kind, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        try
        {
            return _permissions.Covers(kind, value, Folder) ? OuterRefusal(kind, value) : Refused(kind, value);
        }
        catch (IOException error)
        {
            // Links that lead in a circle lead nowhere that could be permitted.
            return error.Message;
        }
    }

    /// <summary>The full path of something that is read, links followed.</summary>
    /// <param name="path">A path, relative to the folder of the workflow or absolute.</param>
    /// <returns>The path, absolute.</returns>
    /// <exception cref="PermissionDeniedException">It is not covered.</exception>
    public string PathToRead(string path) => PathTo(PermissionKind.Read, path);

    /// <summary>The full path of something that is written, links followed.</summary>
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

    /// <summary>The full path of a part of the workflow itself, such as a template, links followed: it needs no permission, and lies in the folder.</summary>
    /// <param name="path">A path, relative to the folder of the workflow.</param>
    /// <returns>The path, absolute.</returns>
    /// <exception cref="PermissionDeniedException">It leads out of the folder.</exception>
    public string PathOfPart(string path)
    {
        return TryRealPath(path) is { } real && PermissionSet.IsWithin(real, RealPath.Of(Folder))
            ? real
            : throw new PermissionDeniedException($"'{path.ReplaceLineEndings(" ")}' leads out of the folder of the workflow; move it there.");
    }

    /// <summary>Asks for the path that is opened, not for the one that was given: a link on the way may change in between.</summary>
    private string PathTo(PermissionKind kind, string path) =>
        TryRealPath(path) is { } real && _permissions.Covers(kind, real, Folder)
            ? _outer?.PathTo(kind, real) ?? real
            : throw new PermissionDeniedException(Refused(kind, path));

    /// <summary>What the including workflow says; paths and programs in this folder are others in its own.</summary>
    private string? OuterRefusal(PermissionKind kind, string value)
    {
        var isPath = kind is PermissionKind.Read or PermissionKind.Write || (kind == PermissionKind.Shell && value.Contains('/', StringComparison.Ordinal));
        if (_outer is null || !isPath || value.Contains('\0', StringComparison.Ordinal))
        {
            return _outer?.Refusal(kind, value);
        }

        var full = Path.GetFullPath(value, Folder);
        var relative = Path.GetRelativePath(_outer.Folder, full);
        return kind == PermissionKind.Shell && (_outer.Refusal(kind, relative) is null || _outer.Refusal(kind, $"./{relative}") is null)
            ? null
            : _outer.Refusal(kind, full);
    }

    /// <summary>Where a path leads; null: no path has a NUL.</summary>
    private string? TryRealPath(string path) => path.Contains('\0', StringComparison.Ordinal) ? null : RealPath.Of(Path.GetFullPath(path, Folder));

    private static string Refused(PermissionKind kind, string value) => PermissionSet.Subject(kind, value) is not { } subject
        ? "The address of a request is no URL; it must begin with http:// or https:// and have a host."
        : $"{Deed(kind)} '{subject}' is not permitted; add '{Word(kind)}: [ {Quoted(subject)} ]' to 'permissions', or give --allow {Word(kind)}={subject}.";

    private static string Deed(PermissionKind kind) => kind switch
    {
        PermissionKind.Read => "Reading",
        PermissionKind.Write => "Writing",
        PermissionKind.Http => "A request to",
        _ => "Running",
    };

    private static string Word(PermissionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The text as it stands in a list of YAML: in quotes where it would be something else without.</summary>
    private static string Quoted(string subject) =>
        char.IsAsciiLetterOrDigit(subject.FirstOrDefault('.')) && subject.All(static c => char.IsLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ':')
            ? subject
            : StepValues.ToJson(subject);
}
