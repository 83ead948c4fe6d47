namespace Weir;

/// <summary>What a step touches outside of the workflow.</summary>
public enum PermissionKind
{
    /// <summary>Reads a file or folder.</summary>
    Read,

    /// <summary>Writes a file.</summary>
    Write,

    /// <summary>Talks to a host: <c>host</c> or <c>host:port</c>.</summary>
    Http,

    /// <summary>Starts a program.</summary>
    Shell,
}
